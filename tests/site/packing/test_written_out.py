"""Values as the artefact carries them: they do what those with the decorator do."""

import dataclasses
import importlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from makker_site.packing.errors import PackError
from makker_site.packing.written_out import write_out, write_out_all

KINDS = '''"""Kinds."""

import functools
from dataclasses import dataclass, field, replace
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Person:
    """Én vi kender."""  # and a remark

    kind: ClassVar[str] = "person"
    name: str = field(repr=False)
    age: int
    """In years."""
    likes: tuple[
        str, ...
    ] = ("te",)
    seen: list[str] = field(default_factory=list, repr=False)
    _kept: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    def shout(self) -> str:
        """Say it loudly."""
        raise ValueError(self.age)

    def older(self) -> "Person":
        """Give the same, a year later."""
        return replace(self, age=self.age + 1)


@dataclass(frozen=True)
class Room:
    """What is made when asked for."""

    floor: int = 1

    @functools.cached_property
    def lamp(self) -> object:
        """A lamp."""
        return object()
'''
REST = '''"""What keeps its decorator."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, order=True)
class Ordered:
    """By its fields."""

    at: int


@dataclass(frozen=True, slots=True)
class Checked:
    """After it is made."""

    at: int

    def __post_init__(self) -> None:
        """Look."""
        assert self.at


@dataclass(frozen=True, slots=True)
class Plain:
    """As any other."""

    at: int
'''


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a package `husk` with the modules of above, written out, which can be imported."""
    folder = tmp_path_factory.mktemp("packages")
    inside = folder / "husk"
    inside.mkdir()
    for name, source in {"__init__": "", "kinds": KINDS, "rest": REST}.items():
        (inside / f"{name}.py").write_text(source, "utf-8")
    write_out_all(inside)
    sys.path.insert(0, str(folder))
    yield inside
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.split(".")[0] == "husk"]:
        del sys.modules[name]


@pytest.fixture
def kinds(package: Path) -> ModuleType:
    return importlib.import_module(f"{package.name}.kinds")


def test_nothing_is_left_to_the_decorator(kinds: ModuleType) -> None:
    assert not hasattr(kinds, "dataclass")
    assert not dataclasses.is_dataclass(kinds.Person)


def test_a_value_is_equal_to_one_with_the_same_fields_and_to_nothing_else(
    kinds: ModuleType,
) -> None:
    anna = kinds.Person("Anna", 40)
    assert anna == kinds.Person(name="Anna", age=40, likes=("te",))
    assert anna != kinds.Person("Anna", 41)
    assert anna != ("Anna", 40, ("te",), [], {})
    assert hash(kinds.Room(2)) == hash(kinds.Room(2))
    assert {kinds.Room(1), kinds.Room(1), kinds.Room(2)} == {kinds.Room(), kinds.Room(2)}


def test_a_value_shows_nothing_that_is_kept_from_repr(kinds: ModuleType) -> None:
    assert repr(kinds.Person("Anna", 40)) == "Person(age=40, likes=('te',))"


def test_a_value_cannot_be_changed(kinds: ModuleType) -> None:
    anna = kinds.Person("Anna", 40)
    with pytest.raises(AttributeError, match="cannot assign to field 'age'"):
        anna.age = 41
    with pytest.raises(AttributeError, match="cannot delete field 'age'"):
        del anna.age
    with pytest.raises(AttributeError):
        anna.nothing_of_hers = 1
    assert not hasattr(anna, "__dict__")


def test_a_value_made_without_a_list_has_one_of_its_own(kinds: ModuleType) -> None:
    anna, bo = kinds.Person("Anna", 40), kinds.Person("Bo", 50)
    anna.seen.append("mandag")
    assert bo.seen == []
    assert kinds.Person("Cilla", 30, seen=["tirsdag"]).seen == ["tirsdag"]


def test_a_value_cannot_be_made_from_too_little_or_too_much(kinds: ModuleType) -> None:
    with pytest.raises(TypeError, match="'age'"):
        kinds.Person("Anna")
    with pytest.raises(TypeError, match="'_kept'"):
        kinds.Person("Anna", 40, _kept={})


def test_a_value_is_replaced_matched_and_pickled(kinds: ModuleType) -> None:
    anna = kinds.Person("Anna", 40)
    assert anna.older() == kinds.Person("Anna", 41)
    assert pickle.loads(pickle.dumps(anna)) == anna  # noqa: S301 - our own
    match anna:
        case kinds.Person(name, age):
            assert (name, age) == ("Anna", 40)


def test_what_is_made_when_asked_for_is_made_once(kinds: ModuleType) -> None:
    room = kinds.Room()
    assert room.lamp is room.lamp


def test_what_asks_for_more_keeps_its_decorator(package: Path) -> None:
    rest: Any = importlib.import_module(f"{package.name}.rest")
    assert rest.Ordered(1) < rest.Ordered(2)
    with pytest.raises(AssertionError):
        rest.Checked(0)
    assert [dataclasses.is_dataclass(one) for one in (rest.Ordered, rest.Checked, rest.Plain)] == [
        True,
        True,
        False,
    ]
    assert rest.replace(rest.Ordered(1), at=2) == rest.Ordered(2)


def test_a_fault_is_told_by_the_line_it_has_in_the_source(kinds: ModuleType) -> None:
    with pytest.raises(ValueError, match="40") as caught:
        kinds.Person("Anna", 40).shout()
    line = KINDS.splitlines().index("        raise ValueError(self.age)") + 1
    assert caught.traceback[-1].lineno + 1 == line


@pytest.mark.parametrize(
    "line",
    [
        "from dataclasses import astuple",
        "from dataclasses import dataclass, fields",
        "def f():\n    from dataclasses import replace",
    ],
)
def test_what_needs_the_library_itself_is_refused(line: str) -> None:
    with pytest.raises(PackError, match=r"line \d: only dataclass, field and replace"):
        write_out(line, "husk")


@pytest.mark.parametrize(
    "field",
    [
        "put: int",
        "a: int = field(repr=0)",
        "a: int = field(init=False)",
        "a: int = field(compare=False)",
    ],
)
def test_a_class_with_an_unusual_field_keeps_its_decorator(field: str) -> None:
    head = "from dataclasses import dataclass, field\n\n@dataclass(frozen=True)\nclass A:\n"
    source = f'{head}    """A."""\n\n    {field}\n'
    assert write_out(source, "husk") == source
