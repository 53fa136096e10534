"""Rules said in Danish, with the words of the questions themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from makker.domain.conditions import AllOf, Always, AnyOf, Chose, Condition, Is, Not
from makker.domain.questions import Question
from makker.domain.screening import Outcome, Verdict
from makker.domain.texts import Texts
from makker.domain.truth import Truth


@dataclass(frozen=True, slots=True)
class Words:
    """Says what the rules of some questions mean."""

    texts: Texts
    questions: tuple[Question, ...]

    def question(self, field: str) -> str:
        """Give the question of a field."""
        return self._asked(field).legend

    def answer(self, field: str, values: frozenset[str]) -> str:
        """Give an answer, of boxes all that are ticked."""
        return " + ".join(self.options(field, values))

    def outcome(self, outcome: Outcome) -> str:
        """Give an outcome's name."""
        return self.texts.get(f"regler.udfald.{outcome}")

    def verdict(self, verdict: Verdict) -> str:
        """Give a verdict's outcome, with its reasons."""
        outcome, reasons = self.outcome(verdict.outcome), ", ".join(verdict.reasons)
        if not reasons:
            return outcome
        return self.texts.get("regler.aendring.med_grunde", udfald=outcome, grunde=reasons)

    def condition(self, condition: Condition) -> str:
        """Say when a condition holds."""
        match condition:
            case Is(field, values) | Chose(field, values):
                chosen = [f"»{text}«" for text in self.options(field, values)]
                return self.texts.get(
                    "regler.betingelse.svar",
                    spoergsmaal=self.question(field),
                    svar=self._joined("eller", chosen),
                )
            case AllOf(parts):
                return self._joined("og", map(self._part, parts)) or self._always(Truth.YES)
            case AnyOf(parts):
                return self._joined("eller", map(self._part, parts)) or self._always(Truth.NO)
            case Not(part):
                return self.texts.get("regler.betingelse.ikke", det=self._part(part))
            case Always(truth):
                return self._always(truth)
        raise TypeError(condition)

    def _always(self, truth: Truth) -> str:
        return self.texts.get(f"regler.betingelse.{truth.value}")

    def _part(self, condition: Condition) -> str:
        said = self.condition(condition)
        simple = isinstance(condition, Is | Chose | Always)
        return said if simple else self.texts.get("regler.betingelse.samlet", det=said)

    def _joined(self, word: str, said: Iterable[str]) -> str:
        return f" {self.texts.get(f'regler.betingelse.{word}')} ".join(said)

    def options(self, field: str, values: frozenset[str]) -> list[str]:
        """Give the words of each chosen option, in the question's order."""
        return [one.text for one in self._asked(field).options if one.value in values]

    def _asked(self, field: str) -> Question:
        return next(question for question in self.questions if question.field == field)
