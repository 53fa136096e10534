"""How much came in: numbers that outlive the records and let nobody find a person in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from makker.domain.danish import in_copenhagen
from makker.domain.record import Record
from makker.domain.subject import Application, Kind, SignUp

SMALLEST = 5
"""From this number on a count is shown. Below, those who were there could be guessed."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """What is counted together."""

    month: str
    """In which they came, in Copenhagen: "2026-11"."""
    kind: Kind
    about: str
    """The programme, the meeting or the place; empty where no place was named."""
    role: str
    """Of an application; empty for anything else."""
    outcome: str
    """Likewise."""


def group_of(record: Record) -> Group:
    """Give the group a record counts in."""
    month = in_copenhagen(record.received_at).date().isoformat()[:7]
    match record.subject:
        case Application(programme, role, outcome):
            return Group(month, Kind.APPLICATION, programme, role, outcome)
        case SignUp(meeting=meeting):
            return Group(month, Kind.SIGN_UP, meeting, "", "")
        case subject:
            return Group(month, subject.kind, subject.place, "", "")


@dataclass(frozen=True, slots=True)
class Sum:
    """How many there are together, as far as that may be known."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of counts."""

    rows: tuple[tuple[Group, int | None], ...]
    """In order; None is a number from 1 to 4."""
    sums: Mapping[Kind, Sum]
    """For each kind there is."""
    whole: Sum


def shown(counts: Mapping[Group, int]) -> Shown:
    """Hide every small number, and sum up so that none can be calculated.

    A sum is made of the shown numbers alone; each hidden one adds "from 1 to 4". So two years
    that differ in nothing but hidden numbers look the same in every way.
    """
    rows = tuple(
        (group, number if number >= SMALLEST else None)
        for group, number in sorted(counts.items())
        if number > 0
    )
    kinds = dict.fromkeys(group.kind for group, _ in rows)
    sums = {kind: _sum(number for group, number in rows if group.kind is kind) for kind in kinds}
    return Shown(rows, sums, _sum(number for _, number in rows))


def _sum(numbers: Iterable[int | None]) -> Sum:
    known = list(numbers)
    hidden, seen = known.count(None), sum(number or 0 for number in known)
    return Sum(seen + hidden, seen + hidden * (SMALLEST - 1))
