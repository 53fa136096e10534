"""Roles nobody wrote: any questions, and any rules on them, nested at will."""

from datetime import date, timedelta

from hypothesis import strategies as st

from makker.domain.conditions import AllOf, Always, AnyOf, Chose, Condition, Is, Not
from makker.domain.programme import Role
from makker.domain.questions import Option, Question
from makker.domain.screening import Criterion, NextStep, TalkWhen
from makker.domain.truth import Truth

TODAY = date(2026, 11, 22)
FIELDS = ("f1", "f2", "f3")
VALUES = ("v1", "v2", "v3", "v4")
CODES = "ABCD"
Chosen = dict[str, frozenset[str]]


def _nested(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    some = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(st.builds(AllOf, some), st.builds(AnyOf, some), st.builds(Not, parts))


_SOME = st.frozensets(st.sampled_from(VALUES), max_size=3)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(
        st.builds(Is, st.sampled_from(FIELDS), _SOME),
        st.builds(Chose, st.sampled_from(FIELDS), _SOME),
        st.builds(Always, st.sampled_from(Truth)),
    ),
    _nested,
    max_leaves=6,
)
"""Conditions on questions that may be asked, or not, and on answers they may have, or not."""

_DAYS = st.sampled_from([None, *(TODAY + timedelta(days=days) for days in (-1, 0, 1))])
CRITERIA = st.builds(
    Criterion,
    code=st.sampled_from(CODES),
    text=st.just("Du opfylder det"),
    requirement=CONDITIONS,
    source=st.just("S1"),
    talk_when=st.lists(st.builds(TalkWhen, CONDITIONS, st.sampled_from(CODES)), max_size=2).map(
        tuple
    ),
    next_steps=st.lists(
        st.builds(NextStep, st.sampled_from("xy"), st.just(()), st.none() | CONDITIONS), max_size=2
    ).map(tuple),
    no_contact=st.booleans(),
    ambition=st.booleans(),
    first_day=_DAYS,
    last_day=_DAYS,
)
"""Criteria with cases for a talk, next steps and days."""

_OPTIONS = st.lists(
    st.builds(
        Option,
        st.sampled_from(VALUES),
        st.just("Svar"),
        undecided=st.booleans(),
        exclusive=st.booleans(),
    ),
    min_size=1,
    max_size=len(VALUES),
    unique_by=lambda option: option.value,
).map(tuple)
QUESTIONS = st.lists(
    st.builds(Question, st.sampled_from(FIELDS), st.just("Hvad?"), _OPTIONS, several=st.booleans()),
    max_size=len(FIELDS),
    unique_by=lambda question: question.field,
).map(tuple)
"""Questions, some of them boxes, with answers that may be undecided or exclusive."""

ROLES = st.builds(
    Role,
    id=st.just("peer"),
    title=st.just("Vil du være peer?"),
    teaser=st.just(""),
    questions=QUESTIONS,
    criteria=st.lists(CRITERIA, max_size=4).map(tuple),
    facts=st.just(()),
)


@st.composite
def chosen_by(draw: st.DrawFn, questions: tuple[Question, ...]) -> Chosen:
    """Give answers to every question that its form can send."""
    return {question.field: frozenset(_answer(draw, question)) for question in questions}


def _answer(draw: st.DrawFn, question: Question) -> list[str]:
    free = [option.value for option in question.options if not option.exclusive]
    if question.several and free and draw(st.booleans()):
        return draw(st.lists(st.sampled_from(free), min_size=1, unique=True))
    return [draw(st.sampled_from(question.options)).value]
