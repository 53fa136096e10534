"""A drawing of a role's rules for staff (SVG): questions, criteria, and what comes of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from makker.domain.programme import Offer
from makker.domain.texts import Texts
from makker.rendering.environment import make_environment
from makker_site.rules.captions import Captions
from makker_site.rules.effects import Effect, effects_of
from makker_site.rules.layout import (
    GAP,
    LEFT,
    LEFT_WIDTH,
    RIGHT,
    RIGHT_WIDTH,
    WIDTH,
    Asked,
    Judged,
    criterion_card,
    join,
    look_aside,
    no_question_card,
    outcome_cards,
    question_card,
)
from makker_site.rules.sheet import PLAIN, SECTION, TITLE, Sheet


def draw(offer: Offer, day: date, texts: Texts, theme: Path) -> str:
    """Give the drawing as SVG that stands alone."""
    captions, effects = Captions(offer, day, texts), effects_of(offer.role, day)
    drawing = _Drawing(captions, effects)
    height = drawing.draw()
    template = make_environment(theme, texts).get_template("rules/drawing.svg")
    return template.render(
        title=captions.title,
        description=captions.description(effects),
        width=WIDTH,
        height=round(height),
        sheet=drawing.sheet,
    )


@dataclass(slots=True)
class _Drawing:
    captions: Captions
    effects: tuple[Effect, ...]
    sheet: Sheet = field(default_factory=Sheet)
    asked: dict[str, Asked] = field(default_factory=dict)
    """By field."""
    judged: list[tuple[Effect, Judged]] = field(default_factory=list)

    def draw(self) -> float:
        """Draw everything. Give the height of the sheet."""
        end = self._rows(self._head())
        for effect, judged in self.judged:
            for question in effect.others:
                look_aside(self.sheet, self.asked[question.field], judged)
        every = [judged for _, judged in self.judged]
        return outcome_cards(self.sheet, end, every, self.captions.outcomes()) + GAP

    def _head(self) -> float:
        sheet, whole = self.sheet, WIDTH - 2 * LEFT
        y = sheet.write(self.captions.title, TITLE, LEFT, 16, width=whole)
        y = sheet.write(self.captions.dated, PLAIN, LEFT, y, width=whole) + GAP
        sheet.write(self.captions.say("spoergsmaal"), SECTION, LEFT, y, width=LEFT_WIDTH)
        return sheet.write(self.captions.say("kriterier"), SECTION, RIGHT, y, width=RIGHT_WIDTH) + 8

    def _rows(self, y: float) -> float:
        """Draw every question with its criteria beside it, and last the criteria without one."""
        for question in self.captions.offer.role.questions:
            own = [effect for effect in self.effects if effect.question == question]
            counts = any(question in (one.question, *one.others) for one in self.effects)
            note = self.captions.question(question, counts=counts)
            asked = question_card(self.sheet, y, question, note)
            self.asked[question.field] = asked
            y = max(asked.end, *self._criteria(own, asked, y)) + GAP
        for effect in self.effects:
            if effect.question is None:
                asked = no_question_card(self.sheet, y, self.captions.say("uanset"))
                y = max(asked.end, *self._criteria([effect], asked, y)) + GAP
        return y - GAP

    def _criteria(self, effects: list[Effect], asked: Asked, y: float) -> Iterator[float]:
        """Draw criteria below each other. Give where each of them ends."""
        yield y
        for effect in effects:
            judged = criterion_card(self.sheet, y, self.captions.criterion(effect))
            join(self.sheet, asked, judged, effect)
            self.judged.append((effect, judged))
            yield judged.end
            y = judged.end + GAP / 2
