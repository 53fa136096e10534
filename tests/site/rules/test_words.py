import pytest

from makker.domain.conditions import AllOf, Always, AnyOf, Condition, Not
from makker.domain.questions import Answers
from makker.domain.screening import Outcome, hold_against
from makker.domain.truth import Truth
from makker_site.rules.words import Words
from tests.domain.examples import BOXES, GROUP, criterion, er, valgt
from tests.site.rules.rulebook import real

GROUP_YES = "»Hvilken gruppe?« er »Ja«"
BOXES_A = "»Hvad passer?« er »A«"


def words() -> Words:
    return Words(real().texts, (GROUP, BOXES))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (er("gruppe", "ja"), GROUP_YES),
        (valgt("kasser", "a"), BOXES_A),
        (er("gruppe", "nej", "ja"), "»Hvilken gruppe?« er »Ja« eller »Nej«"),
        (AllOf((er("gruppe", "ja"), valgt("kasser", "a"))), f"{GROUP_YES} og {BOXES_A}"),
        (AnyOf((er("gruppe", "ja"), valgt("kasser", "a"))), f"{GROUP_YES} eller {BOXES_A}"),
        (Not(er("gruppe", "ja")), f"ikke {GROUP_YES}"),
        (
            AllOf((Not(er("gruppe", "ja")), AnyOf((valgt("kasser", "a"),)))),
            f"(ikke {GROUP_YES}) og ({BOXES_A})",
        ),
        (Not(AllOf((er("gruppe", "ja"),))), f"ikke ({GROUP_YES})"),
        (Always(Truth.YES), "det gælder altid"),
        (Always(Truth.NO), "det gælder aldrig"),
        (Always(Truth.UNKNOWN), "det ved man først, når man har talt sammen"),
        (AllOf(()), "det gælder altid"),
        (AnyOf(()), "det gælder aldrig"),
    ],
)
def test_condition_is_said_with_the_words_of_its_questions(condition: Condition, said: str) -> None:
    assert words().condition(condition) == said


def test_boxes_that_are_ticked_together_are_said_in_the_order_of_the_form() -> None:
    assert words().answer("kasser", frozenset({"b", "a"})) == "A + B"


def test_verdict_is_said_with_its_reasons_in_brackets() -> None:
    answers = Answers((), {})
    outside = [criterion("A", Always(Truth.NO)), criterion("B", Always(Truth.NO))]
    assert words().verdict(hold_against(outside, answers)) == "uden for (A, B)"
    assert words().verdict(hold_against([], answers)) == "inden for"
    assert [words().outcome(one) for one in Outcome] == ["inden for", "samtale", "uden for"]
