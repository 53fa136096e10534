"""Everything a drawing of the rules says, on its cards and to those who hear it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from makker.domain.danish import long_date
from makker.domain.programme import Offer
from makker.domain.questions import Question
from makker.domain.screening import Criterion, Outcome
from makker.domain.texts import Texts
from makker.domain.truth import Truth
from makker_site.rules.effects import Effect, reached
from makker_site.rules.layout import CriterionWords, OutcomeWords
from makker_site.rules.words import Words

_OUTCOMES = {
    Truth.YES: (Outcome.WITHIN, "alt"),
    Truth.UNKNOWN: (Outcome.TALK, "noget"),
    Truth.NO: (Outcome.OUTSIDE, "mindst_et"),
}


@dataclass(frozen=True, slots=True)
class Captions:
    """The words of one role's drawing."""

    offer: Offer
    day: date
    texts: Texts

    @property
    def title(self) -> str:
        """Name the programme and the role."""
        names = {"tilbud": self.offer.programme.name, "rolle": self.offer.role.title}
        return self.texts.get("regler.titel", **names)

    @property
    def dated(self) -> str:
        """Say which day's rules they are."""
        return self.texts.get("regler.dag", dag=long_date(self.day))

    def say(self, name: str) -> str:
        """Give one of the drawing's own texts."""
        return self.texts.get(f"regler.tegning.{name}")

    def question(self, question: Question, *, counts: bool) -> str:
        """Say what is to be known of a question beside its words."""
        notes = [self.say("flere")] * question.several + [self.say("ingen_regel")] * (not counts)
        return ". ".join(notes)

    def criterion(self, effect: Effect) -> CriterionWords:
        """Give what stands on a criterion's card."""
        labels = {truth: self._label(truth) for truth in effect.answers}
        notes = dict(self._notes(effect)) if effect.others else {}
        details = tuple(self._details(effect.criterion))
        return CriterionWords(effect.criterion.text, details, labels, notes)

    def outcomes(self) -> Mapping[Truth, OutcomeWords]:
        """Give what stands on the outcomes' cards."""
        possible = reached(self.offer.role, self.day)
        return {
            truth: OutcomeWords(
                heading=self.texts.get(f"resultat.overskrift.{outcome}"),
                when=self.say(when if truth in possible else "aldrig"),
                name=self.texts.get(f"regler.udfald.{outcome}"),
                reached=truth in possible,
            )
            for truth, (outcome, when) in _OUTCOMES.items()
        }

    def description(self, effects: tuple[Effect, ...]) -> str:
        """Say in sentences what the drawing shows."""
        said = [
            self.texts.get(
                "regler.tegning.beskrivelse",
                kriterium=effect.criterion.text,
                grunde="; ".join(self._ground(effect, truth) for truth in effect.answers),
            )
            for effect in effects
        ]
        ends = (f"{one.when}: {one.heading}." for one in self.outcomes().values())
        return " ".join([self.dated, *said, *ends])

    def _ground(self, effect: Effect, truth: Truth) -> str:
        answers = ", ".join(f"»{option.text}«" for option in effect.answers[truth])
        if not answers:
            return self.texts.get("regler.tegning.altid", maerke=self._label(truth))
        return self.texts.get("regler.tegning.virkning", maerke=self._label(truth), svar=answers)

    def _label(self, truth: Truth) -> str:
        return self.texts.get(f"resultat.maerke.{truth.value}")

    def _details(self, criterion: Criterion) -> Iterator[str]:
        source = {"kode": criterion.code, "kilde": criterion.source}
        yield self.texts.get("regler.tegning.kilde", **source)
        if criterion.first_day:
            yield self.texts.get("regler.tegning.fra", dag=long_date(criterion.first_day))
        if criterion.last_day:
            yield self.texts.get("regler.tegning.til", dag=long_date(criterion.last_day))
        if criterion.ambition:
            yield self.say("kun_samtale")

    def _notes(self, effect: Effect) -> Iterator[tuple[Truth, tuple[str, ...]]]:
        """Say in words what hangs on several answers, which lines cannot show."""
        words, criterion = Words(self.texts, self.offer.role.questions), effect.criterion
        several = [
            (truth, condition)
            for truth, condition in (
                (Truth.YES, criterion.requirement),
                *((Truth.UNKNOWN, case.condition) for case in criterion.talk_when),
            )
            if len(condition.fields) > 1
        ]
        for truth in (Truth.YES, Truth.UNKNOWN):
            yield (
                truth,
                tuple(
                    self.texts.get("regler.tegning.naar", det=words.condition(condition))
                    for found, condition in several
                    if found is truth
                ),
            )
