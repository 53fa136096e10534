"""Where everything of the drawing stands: questions, the criteria beside them, outcomes below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from makker.domain.questions import Option, Question
from makker.domain.truth import Truth
from makker_site.rules.effects import ORDER, Effect
from makker_site.rules.sheet import HEAD, PLAIN, SECTION, SMALL, Box, Line, Mark, Sheet

WIDTH = 912
LEFT, LEFT_WIDTH = 24, 340
"""The column of questions."""
RIGHT, RIGHT_WIDTH = 468, 360
"""The column of criteria."""
BUSES = {Truth.YES: 850, Truth.UNKNOWN: 868, Truth.NO: 886}
"""Where the lines run that collect what comes of the criteria."""
KINDS = {Truth.YES: "yes", Truth.UNKNOWN: "talk", Truth.NO: "no"}
PAD, GAP = 16, 28
_LANE = 14
"""How far apart the lines run that lead to the outcomes."""
_OUTCOME_WIDTH = (RIGHT + RIGHT_WIDTH - LEFT - 2 * PAD) / 3


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """What stands on the card of a criterion."""

    text: str
    details: Sequence[str]
    labels: Mapping[Truth, str]
    """What can come of it."""
    notes: Mapping[Truth, Sequence[str]]
    """When that is so, where the lines cannot show it."""


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """What stands on the card of an outcome."""

    heading: str
    """What the person reads."""
    when: str
    name: str
    """What staff call it."""
    reached: bool
    """Whether there are answers that lead to it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a question stands: its own height, and that of each answer."""

    head: float
    answers: Mapping[Option, float]
    end: float


@dataclass(frozen=True, slots=True)
class Judged:
    """Where a criterion stands: the height of all that can come of it."""

    rows: Mapping[Truth, float]
    end: float


def question_card(sheet: Sheet, y: float, question: Question, note: str) -> Asked:
    """Draw a question with its answers, its top at *y*."""
    x, width = LEFT + PAD, LEFT_WIDTH - 2 * PAD
    end = sheet.write(question.legend, HEAD, x, y + PAD - 4, width=width)
    head = end - HEAD.leading / 2
    if note:
        end = sheet.write(note, SMALL, x, end, width=width)
    answers: dict[Option, float] = {}
    for option in question.options:
        start = end + 8
        end = sheet.write(option.text, PLAIN, x, start, width=width - 8)
        answers[option] = (start + end) / 2
    end += PAD
    sheet.boxes.append(Box(LEFT, y, LEFT_WIDTH, end - y, "question"))
    return Asked(head, answers, end)


def no_question_card(sheet: Sheet, y: float, text: str) -> Asked:
    """Draw what stands beside a criterion that looks at no answer."""
    end = sheet.write(text, PLAIN, LEFT + PAD, y + PAD - 4, width=LEFT_WIDTH - 2 * PAD)
    sheet.boxes.append(Box(LEFT, y, LEFT_WIDTH, end + PAD - y, "nobody"))
    return Asked(end - PLAIN.leading / 2, {}, end + PAD)


def criterion_card(sheet: Sheet, y: float, words: CriterionWords) -> Judged:
    """Draw a criterion with what can come of it, its top at *y*."""
    x, width = RIGHT + PAD, RIGHT_WIDTH - 2 * PAD
    end = sheet.write(words.text, HEAD, x, y + PAD - 4, width=width)
    for detail in words.details:
        end = sheet.write(detail, SMALL, x, end, width=width)
    rows: dict[Truth, float] = {}
    for truth, label in words.labels.items():
        rows[truth] = end + 8 + PLAIN.leading / 2
        sheet.marks.append(Mark(x + 9, rows[truth], KINDS[truth], KINDS[truth]))
        end = sheet.write(label, PLAIN, x + 26, end + 8, width=width - 26)
        for note in words.notes.get(truth, ()):
            end = sheet.write(note, SMALL, x + 26, end, width=width - 26)
    end += PAD
    sheet.boxes.append(Box(RIGHT, y, RIGHT_WIDTH, end - y, "criterion"))
    return Judged(rows, end)


def join(sheet: Sheet, asked: Asked, judged: Judged, effect: Effect) -> None:
    """Draw from every answer to what it makes of the criterion."""
    for truth, height in judged.rows.items():
        starts = [asked.answers[option] for option in effect.answers[truth]]
        for start in starts or [asked.head]:
            sheet.across((LEFT + LEFT_WIDTH, start), (RIGHT, height), KINDS[truth])


def look_aside(sheet: Sheet, other: Asked, judged: Judged) -> None:
    """Draw from another question that plays a part to the criterion."""
    height = judged.rows.get(Truth.UNKNOWN) or next(iter(judged.rows.values()))
    sheet.across((LEFT + LEFT_WIDTH, other.head), (RIGHT, height + 12), "aside")


def outcome_cards(
    sheet: Sheet, y: float, judged: Sequence[Judged], words: Mapping[Truth, OutcomeWords]
) -> float:
    """Draw the outcomes below *y*, and lead to them what comes of the criteria."""
    top = y + GAP + len(ORDER) * _LANE
    places = {truth: LEFT + n * (_OUTCOME_WIDTH + PAD) for n, truth in enumerate(ORDER)}
    ends = [_outcome(sheet, x, top, truth, words[truth]) for truth, x in places.items()]
    for lane, (truth, x) in enumerate(places.items()):
        kind = KINDS[truth] if words[truth].reached else "never"
        sheet.boxes.append(Box(x, top, _OUTCOME_WIDTH, max(ends) - top, kind))
        starts = [one.rows[truth] for one in judged if truth in one.rows]
        if starts and words[truth].reached:
            way = f"V{y + GAP + lane * _LANE}H{x + _OUTCOME_WIDTH / 2}V{top - 1}"
            _collect(sheet, truth, starts, way)
    return max(ends)


def _collect(sheet: Sheet, truth: Truth, starts: Sequence[float], way: str) -> None:
    edge, bus, kind = RIGHT + RIGHT_WIDTH, BUSES[truth], KINDS[truth]
    sheet.lines.append(Line(f"M{bus} {starts[0]}{way}", kind))
    for start in starts:
        sheet.lines.append(Line(f"M{edge} {start}H{bus}", kind))
        sheet.marks.append(Mark(bus, start, kind, "dot"))


def _outcome(sheet: Sheet, x: float, y: float, truth: Truth, words: OutcomeWords) -> float:
    left, width, kind = x + PAD, _OUTCOME_WIDTH - 2 * PAD, KINDS[truth]
    sheet.marks.append(Mark(left + 9, y + PAD + 8, kind if words.reached else "never", kind))
    end = sheet.write(words.heading, SECTION, left + 26, y + PAD - 2, width=width - 26)
    end = sheet.write(words.when, PLAIN, left, end + 4, width=width)
    return sheet.write(words.name, SMALL, left, end + 2, width=width) + PAD
