"""What every value has whose methods are written out: the artefact carries this module.

It does what the decorator `dataclass(frozen=True)` adds to a class, for all classes alike.
"""

from typing import Any, ClassVar, NoReturn, TypeVar

T = TypeVar("T")


class Value:
    """Fields that are set once; equal to another of its class that has the same."""

    __slots__ = ()
    _fields: ClassVar[tuple[str, ...]]
    _shown: ClassVar[tuple[str, ...]]
    """Those that `repr` may tell: never what a person told us."""

    def __eq__(self, other: object) -> bool:
        """Equal when of the same class, with the same in each field."""
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _values(self) == _values(other)

    def __hash__(self) -> int:
        """The same for those that are equal."""
        return hash(tuple(_values(self)))

    def __repr__(self) -> str:
        """Tell what may be told."""
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._shown)
        return f"{self.__class__.__qualname__}({shown})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: it stays as it was made."""
        message = f"cannot assign to field {name!r}"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse: it stays as it was made."""
        message = f"cannot delete field {name!r}"
        raise AttributeError(message)

    def __getstate__(self) -> list[object]:
        """Give what a pickle keeps, as `dataclass` would."""
        return _values(self)

    def __setstate__(self, state: list[object]) -> None:
        """Take what a pickle kept."""
        for name, value in zip(self._fields, state, strict=True):
            object.__setattr__(self, name, value)


def replace(value: T, **changes: Any) -> T:  # noqa: ANN401 - as `dataclasses.replace`
    """Give a copy with some fields changed, of a value or of what `dataclass` made."""
    names = value.__match_args__  # type: ignore[attr-defined]
    return value.__class__(**{name: getattr(value, name) for name in names} | changes)


def _values(value: Any) -> list[object]:  # noqa: ANN401 - a value of any class
    return [getattr(value, name) for name in value._fields]
