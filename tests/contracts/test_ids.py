import re

import pytest

from makker.adapters.system import RandomIds
from makker.ports import Ids
from tests.fakes import CountingIds

READ_ALOUD = re.compile(r"[ABCDEFGHJKLMNPRSTUVWXY2-9]{8}")
"""Nothing that is misread or misheard: no I, O, Q, Z, 0 or 1."""
IDS: dict[str, Ids] = {"counting": CountingIds(), "random": RandomIds()}
EVERY_KIND = pytest.mark.parametrize("ids", IDS.values(), ids=IDS)


@EVERY_KIND
def test_reference_can_be_read_aloud_and_spells_no_word(ids: Ids) -> None:
    for reference in {ids.reference() for _ in range(500)}:
        assert READ_ALOUD.fullmatch(reference)
        assert not re.search(r"[A-Z]{3}", reference)


@EVERY_KIND
def test_submission_can_travel_as_it_is(ids: Ids) -> None:
    for submission in {ids.submission() for _ in range(500)}:
        assert re.fullmatch(r"[A-Za-z0-9_-]+", submission)


@EVERY_KIND
def test_names_are_never_given_twice(ids: Ids) -> None:
    assert len({ids.reference() for _ in range(1000)}) == 1000
    assert len({ids.submission() for _ in range(1000)}) == 1000


def test_random_references_use_every_letter_and_digit_in_every_place() -> None:
    references = [RandomIds().reference() for _ in range(3000)]
    used = [len(set(place)) for place in zip(*references, strict=True)]
    assert used == [22, 22, 8, 22, 22, 8, 22, 22]


def test_random_submission_has_128_bits() -> None:
    assert {len(RandomIds().submission()) for _ in range(100)} == {22}
