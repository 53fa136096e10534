import dataclasses
from datetime import date, timedelta
from itertools import permutations, product

import pytest

from makker.domain.conditions import Always, AnyOf
from makker.domain.screening import (
    Link,
    NextStep,
    Outcome,
    TalkWhen,
    Verdict,
    hold_against,
)
from makker.domain.truth import Truth
from tests.domain.examples import answers, criterion, er, valgt

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
TODAY = date(2026, 11, 22)


def verdict_on(*truths: Truth) -> Verdict:
    criteria = [criterion(f"K{n}", Always(truth)) for n, truth in enumerate(truths)]
    return hold_against(criteria, answers())


@pytest.mark.parametrize(
    ("truths", "outcome", "reasons"),
    [
        ((), Outcome.WITHIN, ()),
        ((YES, YES), Outcome.WITHIN, ()),
        ((YES, UNKNOWN, UNKNOWN), Outcome.TALK, ("K1", "K2")),
        ((NO, YES, NO), Outcome.OUTSIDE, ("K0", "K2")),
        ((UNKNOWN, NO, YES), Outcome.OUTSIDE, ("K1",)),
    ],
)
def test_failure_wins_over_what_is_unknown(
    truths: tuple[Truth, ...], outcome: Outcome, reasons: tuple[str, ...]
) -> None:
    verdict = verdict_on(*truths)
    assert (verdict.outcome, verdict.reasons) == (outcome, reasons)


def test_reason_is_given_once_when_two_criteria_share_its_code() -> None:
    twice = [criterion("K", Always(NO)), criterion("K", Always(NO))]
    assert hold_against(twice, answers()).reasons == ("K",)


TALK = dataclasses.replace(
    criterion("EGEN", er("gruppe", "ja")),
    talk_when=(
        TalkWhen(valgt("kasser", "a"), "SAERLIG"),
        TalkWhen(valgt("kasser", "b"), "EGEN"),
    ),
)


@pytest.mark.parametrize(
    ("group", "boxes", "truth", "code"),
    [
        ("ja", "a", YES, "EGEN"),
        ("nej", "a", UNKNOWN, "SAERLIG"),
        ("nej", "b", UNKNOWN, "EGEN"),
        ("nej", "ingen", NO, "EGEN"),
        ("nej", "", UNKNOWN, "EGEN"),
        ("ved_ikke", "a", UNKNOWN, "EGEN"),
    ],
)
def test_failure_becomes_a_talk_when_a_case_of_it_holds(
    group: str, boxes: str, truth: Truth, code: str
) -> None:
    finding = hold_against([TALK], answers(gruppe=group, kasser=boxes)).findings[0]
    assert (finding.truth, finding.code) == (truth, code)


STEPS = dataclasses.replace(
    criterion("K", er("gruppe", "ja")),
    next_steps=(
        NextStep("Nej", (Link("Ring", "tel:112"),), when=valgt("gruppe", "nej")),
        NextStep("Alle"),
        NextStep("Aldrig"),
    ),
)


@pytest.mark.parametrize(
    ("group", "text"), [("ja", None), ("nej", "Nej"), ("ved_ikke", "Alle"), ("", "Alle")]
)
def test_next_step_is_the_first_that_fits(group: str, text: str | None) -> None:
    step = hold_against([STEPS], answers(gruppe=group)).findings[0].next_step
    assert (step.text if step else None) == text


def test_next_step_is_none_when_no_step_fits_or_the_content_lost_it() -> None:
    none_fits = dataclasses.replace(STEPS, next_steps=STEPS.next_steps[:1])
    assert hold_against([none_fits], answers(gruppe="ved_ikke")).findings[0].next_step is None
    finding = hold_against([STEPS], answers(gruppe="ved_ikke")).findings[0]
    assert dataclasses.replace(finding, criterion=none_fits).next_step is None


@pytest.mark.parametrize(("truth", "may_ask"), [(YES, True), (UNKNOWN, True), (NO, False)])
def test_contact_is_not_asked_for_when_a_criterion_forbids_it(
    truth: Truth, *, may_ask: bool
) -> None:
    strict = dataclasses.replace(criterion("ALDER", Always(truth)), no_contact=True)
    mild = criterion("ANDET", Always(NO))
    assert hold_against([mild, strict], answers()).may_ask_for_contact is may_ask


@pytest.mark.parametrize("truths", list(product(Truth, repeat=3)))
def test_order_of_the_criteria_never_changes_the_outcome(truths: tuple[Truth, ...]) -> None:
    orders = [verdict_on(*order) for order in permutations(truths)]
    assert {verdict.outcome for verdict in orders} == {orders[0].outcome}
    assert {len(verdict.reasons) for verdict in orders} == {len(orders[0].reasons)}


def test_screening_says_nothing_is_known_when_nothing_is_answered() -> None:
    criteria = [criterion("K", AnyOf((er("gruppe", "ja"), er("kasser", "a"))))]
    assert hold_against(criteria, answers()).outcome is Outcome.TALK


def test_an_ambition_that_is_not_met_is_talked_about_and_never_puts_anybody_outside() -> None:
    hoped = dataclasses.replace(criterion("HAAB", er("gruppe", "ja")), ambition=True)
    verdicts = {
        group: hold_against([hoped], answers(gruppe=group)) for group in ("ja", "nej", "ved_ikke")
    }
    assert {group: verdict.outcome for group, verdict in verdicts.items()} == {
        "ja": Outcome.WITHIN,
        "nej": Outcome.TALK,
        "ved_ikke": Outcome.TALK,
    }
    assert verdicts["nej"].reasons == ("HAAB",)


def test_an_ambition_lets_a_failure_elsewhere_decide() -> None:
    hoped = dataclasses.replace(criterion("HAAB", Always(NO)), ambition=True)
    verdict = hold_against([hoped, criterion("KRAV", Always(NO))], answers())
    assert (verdict.outcome, verdict.reasons) == (Outcome.OUTSIDE, ("KRAV",))


def test_an_ambition_gives_its_next_step_and_the_code_of_its_case() -> None:
    hoped = dataclasses.replace(
        TALK, ambition=True, next_steps=(NextStep("Alle", when=valgt("gruppe", "nej")),)
    )
    finding = hold_against([hoped], answers(gruppe="nej", kasser="a")).findings[0]
    assert (finding.truth, finding.code) == (UNKNOWN, "SAERLIG")
    assert finding.next_step == hoped.next_steps[0]


@pytest.mark.parametrize(
    ("first", "last", "in_force"),
    [
        (None, None, True),
        (0, None, True),
        (1, None, False),
        (-1, None, True),
        (None, 0, True),
        (None, -1, False),
        (None, 1, True),
        (0, 0, True),
        (-2, -1, False),
        (1, 2, False),
    ],
)
def test_criterion_is_in_force_from_its_first_day_to_its_last(
    first: int | None, last: int | None, *, in_force: bool
) -> None:
    dated = dataclasses.replace(
        criterion("K", Always(YES)),
        first_day=None if first is None else TODAY + timedelta(days=first),
        last_day=None if last is None else TODAY + timedelta(days=last),
    )
    assert dated.in_force_on(TODAY) is in_force


def test_what_decided_is_every_failure_or_else_every_open_point() -> None:
    assert [one.code for one in verdict_on(NO, UNKNOWN, NO).deciding] == ["K0", "K2"]
    assert [one.code for one in verdict_on(YES, UNKNOWN, UNKNOWN).deciding] == ["K1", "K2"]
    assert verdict_on(YES).deciding == ()
