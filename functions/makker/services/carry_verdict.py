"""Carry a verdict through the person's browser, sealed, from the result to the last step.

The token holds what the result page shows and a name for the submission; never the answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from makker.domain.catalogue import Catalogue
from makker.domain.programme import Offer
from makker.domain.screening import Criterion, Finding, Verdict
from makker.domain.truth import Truth
from makker.ports import Tokens
from makker.services.ticket import Ticket

_PURPOSE = "ansoegning"


@dataclass(frozen=True, slots=True)
class Carried:
    """A verdict on its way to being sent."""

    offer: Offer
    verdict: Verdict
    ticket: Ticket

    @property
    def found(self) -> tuple[tuple[str, int | str, str, int | None], ...]:
        """What was found, criterion by criterion, as values that can be sealed."""
        return tuple(
            (finding.criterion.code, finding.truth.value, finding.code, finding.step)
            for finding in self.verdict.findings
        )


def carry(carried: Carried, tokens: Tokens) -> str:
    """Seal the verdict for its way through the browser."""
    return tokens.seal(
        _PURPOSE,
        {
            **carried.ticket.values,
            "program": carried.offer.programme.id,
            "rolle": carried.offer.role.id,
            "fund": carried.found,
        },
    )


def receive(token: str, *, tokens: Tokens, catalogue: Catalogue) -> Carried | None:
    """Open a carried verdict; None when it was not sealed here or what it was about is gone.

    A criterion that the content no longer has is left out: the content rules.
    """
    values = tokens.open(_PURPOSE, token)
    if values is None:
        return None
    offer = catalogue.offer(str(values["program"]), str(values["rolle"]))
    if offer is None:
        return None
    verdict = _verdict(offer, values)
    return Carried(offer, verdict, Ticket.of(values)) if verdict.findings else None


def _verdict(offer: Offer, values: Mapping[str, object]) -> Verdict:
    criteria = {criterion.code: criterion for criterion in offer.role.criteria}
    found = values["fund"]
    rows = found if isinstance(found, list) else []
    return Verdict(tuple(_finding(criteria[row[0]], row) for row in rows if row[0] in criteria))


def _finding(criterion: Criterion, row: list[str | int | None]) -> Finding:
    _, truth, code, step = row
    return Finding(criterion, Truth(truth), str(code), step if isinstance(step, int) else None)
