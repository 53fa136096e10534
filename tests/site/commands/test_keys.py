from contextlib import closing

import pytest

from makker.adapters.key_file import SEAL_FILE
from makker.settings import ON_AWS
from tests.domain.examples import a_letter, a_record
from tests.site.commands.typed import Desk


def test_rotate_takes_a_new_key_and_everything_can_be_read_as_before(desk: Desk) -> None:
    desk.add(a_record(), [a_letter(a_record())])
    before = (desk.data / SEAL_FILE).read_text("ascii")
    printed = desk.type("keys", "rotate")
    assert printed.status == 0
    assert printed.out.startswith("Henvendelser og breve har fået en ny nøgle: 2.")
    assert (desk.data / SEAL_FILE).read_text("ascii") != before
    with closing(desk.store()) as store:
        assert store.get("KT4MB7X1") == a_record()


def test_rotate_makes_no_database_where_there_is_none(desk: Desk) -> None:
    printed = desk.type("keys", "rotate")
    assert printed.status == 1
    assert printed.err.startswith("Der er ingen database i mappen")
    assert not desk.data.exists()


def test_rotate_is_for_one_machine(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ON_AWS:
        monkeypatch.setenv(name, "x")
    assert "På AWS sørger AWS selv for det." in desk.type("keys", "rotate").err
