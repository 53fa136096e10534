"""Hold the answers of the guide against all its programmes at once. Nothing is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from makker.domain.faults import Code, Fault, Rejected
from makker.domain.guide import Guide, Part
from makker.domain.programme import Offer
from makker.domain.questions import Answers, Form
from makker.domain.screening import Outcome, Verdict, hold_against

RANKS = (Outcome.WITHIN, Outcome.TALK, Outcome.OUTSIDE)
"""What fits stands first."""


@dataclass(frozen=True, slots=True)
class Match:
    """One programme, and what the answers say of it."""

    offer: Offer
    verdict: Verdict


def find_matches(guide: Guide, form: Form) -> tuple[Match, ...] | Rejected:
    """Give a match for each programme of *guide*, or every fault in the answers.

    A question may be left out: it is then not known. Only leaving out all of them is a fault.
    """
    faults = tuple(_faults(guide, form))
    if faults:
        return Rejected(faults)
    given = {
        question.field: frozenset(form[question.field])
        for question in guide.questions
        if any(form.get(question.field, ()))
    }
    if not given:
        return Rejected((Fault(guide.questions[0].field, Code.MISSING),))
    matches = (Match(part.offer, _verdict(part, given)) for part in guide.parts)
    return tuple(sorted(matches, key=lambda match: RANKS.index(match.verdict.outcome)))


def _faults(guide: Guide, form: Form) -> Iterator[Fault]:
    for question in guide.questions:
        code = question.fault_of(form.get(question.field, ()))
        if code not in {None, Code.MISSING}:
            yield Fault(question.field, code)
    known = {question.field for question in guide.questions}
    yield from (Fault(name, Code.UNKNOWN_FIELD) for name in form if name not in known)


def _verdict(part: Part, given: Mapping[str, frozenset[str]]) -> Verdict:
    chosen = {field: given[name] for field, name in part.names.items() if name in given}
    return hold_against(part.criteria, Answers(part.offer.role.questions, chosen))
