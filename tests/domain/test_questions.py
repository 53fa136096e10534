import pytest

from makker.domain.faults import Code, Fault, Rejected
from makker.domain.questions import Answers, Option, Question, read_answers
from tests.domain.examples import BOXES, GROUP, answers

QUESTIONS = (GROUP, BOXES)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ((), Code.MISSING),
        (("",), Code.MISSING),
        (("", ""), Code.MISSING),
        (("måske",), Code.UNKNOWN_VALUE),
        (("JA",), Code.UNKNOWN_VALUE),
        (("ja ",), Code.UNKNOWN_VALUE),
        (("ja", ""), Code.UNKNOWN_VALUE),
        (("ja", "nej"), Code.REPEATED),
        (("ja", "ja"), Code.REPEATED),
        (("ja",), None),
        (("ved_ikke",), None),
    ],
)
def test_single_answer_is_one_of_the_options(values: tuple[str, ...], code: Code | None) -> None:
    assert GROUP.fault_of(values) == code


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (("a",), None),
        (("a", "b"), None),
        (("ingen",), None),
        (("ingen", "a"), Code.CONTRADICTORY),
        (("a", "ved_ikke"), Code.CONTRADICTORY),
        (("ingen", "ved_ikke"), Code.CONTRADICTORY),
        (("a", "a"), Code.REPEATED),
        (("a", "c"), Code.UNKNOWN_VALUE),
    ],
)
def test_boxes_may_be_combined_unless_one_excludes(
    values: tuple[str, ...], code: Code | None
) -> None:
    assert BOXES.fault_of(values) == code


def test_answers_are_read_from_a_full_form() -> None:
    read = read_answers(QUESTIONS, {"kasser": ["b", "a"], "gruppe": ["nej"]})
    assert read == answers(gruppe="nej", kasser="a b")


def test_every_fault_is_given_at_once_in_the_order_of_the_form() -> None:
    form = {"andet": ["x"], "kasser": ["ingen", "a"], "gruppe": [""]}
    assert read_answers(QUESTIONS, form) == Rejected(
        (
            Fault("gruppe", Code.MISSING),
            Fault("kasser", Code.CONTRADICTORY),
            Fault("andet", Code.UNKNOWN_FIELD),
        )
    )


@pytest.mark.parametrize(
    ("code", "tampered"),
    [
        (Code.MISSING, False),
        (Code.CONTRADICTORY, False),
        (Code.MALFORMED, False),
        (Code.TOO_LONG, False),
        (Code.CPR, False),
        (Code.NO_WAY_TO_REACH, False),
        (Code.UNKNOWN_VALUE, True),
        (Code.UNKNOWN_FIELD, True),
        (Code.REPEATED, True),
    ],
)
def test_rejected_is_tampered_when_no_person_could_send_it(code: Code, *, tampered: bool) -> None:
    assert Rejected((Fault("gruppe", Code.MISSING), Fault("x", code))).tampered is tampered


def test_answers_know_which_are_undecided() -> None:
    given = answers(gruppe="ved_ikke", kasser="a")
    assert given.undecided("gruppe")
    assert not given.undecided("kasser")
    assert not given.undecided("findes_ikke")


def test_unanswered_field_has_no_values() -> None:
    assert answers().to("gruppe") == frozenset()


def test_answers_show_nothing_of_what_was_chosen() -> None:
    shown = repr(Answers((), {"gruppe": frozenset({"hemmeligt_svar"})}))
    assert "hemmeligt_svar" not in shown


def test_answer_is_undecided_only_where_its_own_question_says_so() -> None:
    open_ = Question("a", "A?", (Option("maaske", "Måske", undecided=True),))
    firm = Question("b", "B?", (Option("maaske", "Måske"),))
    chosen = {"a": frozenset({"maaske"}), "b": frozenset({"maaske"})}
    given = Answers((open_, firm), chosen)
    assert given.undecided("a")
    assert not given.undecided("b")
