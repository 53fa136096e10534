from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from makker.domain.screening import Outcome
from makker.domain.subject import Application, Interest, Referral
from makker.domain.trail import Deed, What, Who
from tests.domain.examples import NOON, a_letter, a_record
from tests.site.commands.typed import Desk

LATER = "2027-06-01"


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Give a folder with five records that are over on that day, and one that is not."""
    outside = Application("p", "peer", Outcome.OUTSIDE, {})
    desk.add(a_record(1), [a_letter(a_record(1))])
    desk.add(replace(a_record(2), subject=outside))
    desk.add(replace(a_record(3), subject=Interest("", ())))
    desk.add(replace(a_record(4), subject=Referral("Vejle")))
    desk.add(replace(a_record(5), suspected=True))
    desk.add(replace(a_record(6), delete_after=date(2027, 6, 1)))
    return desk


def test_dry_run_says_what_would_be_erased_and_why_and_erases_nothing(full: Desk) -> None:
    for _ in range(2):
        lines = full.type("retention", "--dry-run", today=LATER).out.splitlines()
        assert lines[0] == (
            "KT4MB7X1  ansoegning.samtale  kom søndag den 22.\u00a0november 2026, "
            "sidste dag var søndag den 23.\u00a0maj 2027"
        )
        assert lines[5:] == [
            "ansoegning.samtale: 1",
            "ansoegning.uden_for: 1",
            "henvisning: 1",
            "interesse: 1",
            "mistaenkt: 1",
            "Det ville blive slettet. Henvendelser: 5. Linjer om, hvem der har læst: 0.",
        ]


def test_what_was_told_is_erased_and_can_be_proven(full: Desk) -> None:
    told = full.type("retention", "--dry-run", "--json", today=LATER).json
    done = full.type("retention", "--json", today=LATER).json
    assert done["henvendelser"] == told["henvendelser"]
    assert (told["slettet"], done["slettet"]) == (False, True)
    assert full.type("retention", "--dry-run", "--json", today=LATER).json["henvendelser"] == []
    with closing(full.store()) as store:
        assert [record.reference for record in store.newest_first()] == ["KT4MB7X6"]
        assert list(store.newest_first(suspected=True)) == []
        assert list(store.unsent()) == []
        for row in told["henvendelser"]:
            assert store.of(row["reference"])[-1].what is What.EXPIRED


def test_nothing_is_erased_on_the_last_day(full: Desk) -> None:
    assert full.type("retention", today="2027-05-23").out == (
        "Det er slettet. Henvendelser: 0. Linjer om, hvem der har læst: 0.\n"
    )
    assert full.type("retention", "--json", today="2027-05-24").json["antal"] == {
        "ansoegning.samtale": 1
    }


def test_lines_of_the_trail_go_too(desk: Desk) -> None:
    with closing(desk.store()) as store:
        for moment in (NOON, NOON.replace(year=2028)):
            store.note(Deed("KT4MB7X1", What.READ, Who.OPERATOR, moment))
    said = desk.type("retention", "--dry-run", today="2028-11-23").out
    assert "Henvendelser: 0. Linjer om, hvem der har læst: 1." in said
    desk.type("retention", today="2028-11-23")
    with closing(desk.store()) as store:
        assert len(store.of("KT4MB7X1")) == 1
