from dataclasses import replace

import pytest

from makker.domain.subject import Interest
from tests.domain.examples import a_record, erasing
from tests.site.commands.typed import Desk


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Give a folder where six applied and two wanted to hear more; the first is erased again."""
    store = desk.store()
    for number in range(8):
        record = replace(a_record(), reference=f"R{number}", submission=f"s{number}")
        store.add(replace(record, subject=Interest("Vejle", ())) if number > 5 else record, [])
    store.erase(erasing("R0"))
    store.close()
    return desk


def test_statistics_hide_what_is_small_and_sum_up_without_it(busy: Desk) -> None:
    assert busy.type("statistics").out.splitlines() == [
        "2026-11  ansoegning  peer-faellesskabet-vejle  mentor  samtale  6",
        "2026-11  interesse  Vejle  under 5",
        "ansoegning i alt: 6",
        "interesse i alt: fra 1 til 4",
        "Alt i alt: fra 7 til 10",
    ]


def test_statistics_are_given_as_json(busy: Desk) -> None:
    found = busy.type("statistics", "--json").json
    assert [row["antal"] for row in found["grupper"]] == [6, None]
    assert found["i_alt"]["interesse"] == {"mindst": 1, "hoejst": 4}
    assert found["alt"] == {"mindst": 7, "hoejst": 10}


def test_statistics_of_nothing_are_nothing(desk: Desk) -> None:
    assert desk.type("statistics").out == "Alt i alt: 0\n"
