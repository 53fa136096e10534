"""The pages of the guide: the questions, and what the answers say of every programme."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from makker.domain.catalogue import Catalogue
from makker.domain.faults import Code, Fault
from makker.domain.guide import Guide, Part
from makker.domain.programme import Offer
from makker.domain.questions import Form
from makker.domain.screening import Criterion, Finding, Outcome
from makker.domain.texts import Texts
from makker.domain.truth import Truth
from makker.rendering.fields import Field, question_field
from makker.services.guide import RANKS, Match

SEND_URL = "/send/guide/"
"""Where the questions are posted by whoever has no JavaScript."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Questions that belong together."""

    offer: Offer | None
    """Who alone asks them; None where they are common."""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A finding, and the key by which a script knows it."""

    finding: Finding
    key: str


@dataclass(frozen=True, slots=True)
class Card:
    """One programme in the result."""

    offer: Offer
    outcomes: tuple[Outcome, ...]
    """The one there is; all there can be where a script chooses."""
    points: tuple[Point, ...]
    """As above: those there are, or all there can be."""
    contact: bool
    """Whether the way on to the programme's own questions is shown."""


@dataclass(frozen=True, slots=True)
class MatchesView:
    """What the answers say of every programme."""

    template: ClassVar[str] = "guide-result"
    role: str
    title: str
    outcomes: tuple[Outcome, ...]
    """The best there is; all there can be where a script chooses."""
    cards: tuple[Card, ...]
    answers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """What was answered, so that it can be mended; empty where a script keeps it."""
    action: str = SEND_URL
    phone: str = ""
    fields: tuple[Field, ...] = ()

    @property
    def contact(self) -> bool:
        """Whether anyone may ask to be contacted."""
        return any(card.contact for card in self.cards)


@dataclass(frozen=True, slots=True)
class InBrowser:
    """What lets the browser find the result by itself."""

    script: str
    rules: str
    result: MatchesView
    """All that can come of it."""
    mistakes: tuple[Field, ...]
    """The questions that can be answered in a way that contradicts itself."""


@dataclass(frozen=True, slots=True)
class GuideView:
    """The page with the questions of all open programmes."""

    template: ClassVar[str] = "guide"
    role: str
    title: str
    groups: tuple[GroupView, ...]
    """Empty where no programme is open."""
    unanswered: bool
    """Whether it was sent with nothing answered."""
    browser: InBrowser | None
    """None where a script has nothing to do."""
    action: str = SEND_URL
    phone: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Give every field, in the order it is asked."""
        return tuple(item for group in self.groups for item in group.fields)

    @property
    def errors(self) -> tuple[Field, ...]:
        """Give the fields to mend."""
        return tuple(item for item in self.fields if item.error)

    @property
    def first(self) -> str:
        """Name the first field."""
        return self.fields[0].name


def guide_view(
    guide: Guide,
    texts: Texts,
    form: Form | None = None,
    faults: Sequence[Fault] = (),
    browser: InBrowser | None = None,
) -> GuideView:
    """Give the page with the questions: empty for the site, or with what was answered."""
    codes = {fault.field: fault.code for fault in faults if fault.code is not Code.MISSING}
    groups = tuple(
        GroupView(
            group.offer,
            tuple(question_field(one, form or {}, codes.get(one.field)) for one in group.questions),
        )
        for group in guide.groups
    )
    return GuideView(
        role=guide.role,
        title=texts.get(f"guide.{guide.role}.titel"),
        groups=groups,
        unanswered=any(fault.code is Code.MISSING for fault in faults),
        browser=browser,
    )


def matches_view(
    guide: Guide, matches: Sequence[Match], form: Form, catalogue: Catalogue
) -> MatchesView:
    """Give what the answers in *form* say, the best first."""
    best = matches[0].verdict.outcome
    return MatchesView(
        role=guide.role,
        title=catalogue.texts.get(f"guide.overskrift.{best}"),
        outcomes=(best,),
        cards=tuple(_card(match) for match in matches),
        answers=tuple((name, value) for name, values in form.items() for value in values),
    )


def in_browser(guide: Guide, texts: Texts, *, script: str, rules: str) -> InBrowser | None:
    """Give all that can come of the guide; None where nothing is asked."""
    if not guide.questions:
        return None
    cards = tuple(
        Card(part.offer, RANKS, tuple(_possible(part)), contact=True) for part in guide.parts
    )
    result = MatchesView(guide.role, texts.get("guide.titel"), RANKS, cards)
    boxes = (question for question in guide.questions if question.several)
    mistakes = tuple(question_field(one, {}, Code.CONTRADICTORY) for one in boxes)
    return InBrowser(script, rules, result, mistakes)


def _card(match: Match) -> Card:
    """Give a card; where contact may not be asked for, only the reason why, and what to do."""
    verdict = match.verdict
    contact = verdict.may_ask_for_contact
    points = tuple(
        _point(number, finding)
        for number, finding in enumerate(verdict.findings)
        if contact or (finding.criterion.no_contact and finding.truth is Truth.NO)
    )
    return Card(match.offer, (verdict.outcome,), points, contact)


def _point(number: int, finding: Finding) -> Point:
    step = "" if finding.step is None else finding.step
    return Point(finding, f"{number}-{finding.truth.value}-{step}")


def _possible(part: Part) -> Iterator[Point]:
    for number, criterion in enumerate(part.criteria):
        yield _point(number, Finding(criterion, Truth.YES, criterion.code))
        for truth in (Truth.UNKNOWN, Truth.NO):
            for step in _steps(criterion):
                yield _point(number, Finding(criterion, truth, criterion.code, step))


def _steps(criterion: Criterion) -> Iterator[int | None]:
    """Give the next steps anyone can meet: none behind the one that is for everyone."""
    for number, step in enumerate(criterion.next_steps):
        yield number
        if step.when is None:
            return
    yield None
