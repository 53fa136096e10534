"""What can be wrong with something a person sent."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Why a field was not accepted. The Danish sentence for each stands in the content."""

    MISSING = "mangler"
    CONTRADICTORY = "modstrid"
    MALFORMED = "forkert"
    TOO_LONG = "for_langt"
    CPR = "cpr"
    NO_WAY_TO_REACH = "ingen_vej"
    UNKNOWN_VALUE = "ukendt_svar"
    UNKNOWN_FIELD = "ukendt_felt"
    REPEATED = "flere_svar"


TAMPERED = frozenset({Code.UNKNOWN_VALUE, Code.UNKNOWN_FIELD, Code.REPEATED})
"""What no person using one of our forms can send."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One field and why it was not accepted; never what was typed."""

    field: str
    code: Code


@dataclass(frozen=True, slots=True)
class Rejected:
    """Every fault of one submission, in the order the form asks."""

    faults: tuple[Fault, ...]

    @property
    def tampered(self) -> bool:
        """Whether this did not come from one of our forms as a person sees it."""
        return any(fault.code in TAMPERED for fault in self.faults)
