"""A short form of the mutation run, and what makes it honest: faults that nobody looks for."""

from pathlib import Path
from typing import Any

from tests.mutation.workplace import Workplace, without_properties


def test_tests_find_every_fault_in_their_module_and_none_in_another(tmp_path: Path) -> None:
    looking = ["tests/domain/test_truth.py"]
    workplace = Workplace(tmp_path / "mutation", ["truth", "texts"], looking)
    workplace.furnish()
    mutants = list(workplace.run(1))
    found = [mutant.name for mutant in mutants if mutant.found]
    lost = [mutant for mutant in mutants if not mutant.found]
    assert len(found) > 10
    assert all(name.startswith("makker.domain.truth.") for name in found)
    assert lost
    assert all(mutant.name.startswith("makker.domain.texts.") for mutant in lost)
    right, wrong = workplace.changed_line(lost[0])
    assert right != wrong


def test_properties_are_methods_in_the_copy_and_do_the_same() -> None:
    source = '''
class Room:
    """A room."""

    def __init__(self, seats: int) -> None:
        self.seats = seats

    @property
    def large(self) -> bool:
        """Whether many fit."""
        return self.seats > 10

    @classmethod
    def small(cls) -> "Room":
        return cls(1)
'''
    plain = without_properties(source)
    assert "@property" not in plain
    assert "large = property(_get_large)" in plain
    names: dict[str, Any] = {}
    exec(plain, names)  # noqa: S102 - the few lines above
    assert names["Room"](11).large
    assert not names["Room"].small().large
