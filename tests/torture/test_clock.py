"""The machine's clock is set back again and again: everyone is heard, and staff are told once."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from makker.bootstrap import assemble
from makker.handlers import daily
from tests.fakes import FakeMailer
from tests.handlers.machine import machine
from tests.torture.figures import LONG, keep
from tests.visitor import CONTACT, MENTOR

PEOPLE = 1000 if LONG else 30
HOUR = 3600

pytestmark = pytest.mark.torture


def test_whoever_sends_while_the_clock_is_set_back_is_heard_and_staff_are_told_once(
    tmp_path: Path,
) -> None:
    chance, mailer = random.Random(4), FakeMailer()  # noqa: S311 - the same steps each time
    here = machine(tmp_path, MAKKER_MOST_SENT="100000")
    here.app = assemble(here.settings, here.app.catalogue, replace(here.parts, mailer=mailer))
    furthest = here.clock.now()
    seen = []
    for _ in range(PEOPLE):
        token = here.visitor.screen("mentor", MENTOR).token
        here.wait(chance.choice((-30 * HOUR, -HOUR, -61, -1, 2, 60, HOUR, 30 * HOUR)))
        seen.append(here.visitor.submit(token, CONTACT).reference)
        daily.work(here.app)
        furthest = max(furthest, here.clock.now())
    here.at(furthest.isoformat())
    daily.work(here.app)
    sent = Counter(letter.id for letter in mailer.sent)
    records = [record.reference for record in here.app.records.newest_first()]
    keep("clock", f"{PEOPLE} people, a step before each: {len(records)} records, each told once")
    assert sorted(records) == sorted(seen)
    assert {letter.reference for letter in mailer.sent} - {""} == set(seen)
    assert set(sent.values()) == {1}
    assert not list(here.app.outbox.unsent())
