"""What is to be written in one transaction, and what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from makker.domain.letter import Letter
from makker.domain.record import Record
from makker.domain.trail import Deed

WithLetters = tuple[Record, Sequence[Letter]]
"""A record, and the letters that are written with it."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a record that was to be added."""

    record: Record
    """The record that is stored under the submission: this one, or the first."""
    fresh: bool
    """Whether it was stored now."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written in one transaction."""

    added: tuple[Record, ...] = ()
    replaced: tuple[Record, ...] = ()
    erased: tuple[str, ...] = ()
    """References. The letters of these records go with them."""
    letters: tuple[Letter, ...] = ()
    deeds: tuple[Deed, ...] = ()


Decide = Callable[[Sequence[Record]], Change]
"""Looks at records and says what is to be written because of them."""
