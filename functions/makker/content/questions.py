"""The question bank, `spoergsmaal.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from makker.content.entries import Entry
from makker.domain.conditions import Is
from makker.domain.questions import Option, Question
from makker.domain.screening import Criterion, NextStep
from makker.domain.texts import fill

UPPER_AGE = "over_max_alder"
"""The question a role has when it hopes for people of at most some age."""
UPPER_AGE_CODE = "ALDER_AMBITION"


@dataclass(frozen=True, slots=True)
class UpperAge:
    """The question and the criterion of an upper age, the age itself still open."""

    question: Question
    criterion: Criterion

    def of(self, age: int) -> tuple[Question, Criterion]:
        """Give both for the age *age*."""
        values = {"alder": str(age)}
        steps = (NextStep(fill(step.text, values)) for step in self.criterion.next_steps)
        text = fill(self.criterion.text, values)
        criterion = replace(self.criterion, text=text, next_steps=tuple(steps))
        return worded(self.question, values), criterion


@dataclass(frozen=True, slots=True)
class Bank:
    """All questions that can be asked, by name."""

    questions: Mapping[str, Question]
    upper_age: UpperAge | None = None
    """None where it could not be read."""


def read_bank(entry: Entry) -> Bank:
    """Give the questions of the bank."""
    fields = entry.document(f"uafklarede spoergsmaal {UPPER_AGE}")
    undecided = {value.text() for value in fields.items("uafklarede")}
    questions = {
        name: _question(name, question, undecided)
        for name, question in fields.named("spoergsmaal").items()
    }
    age = _upper_age(fields[UPPER_AGE], undecided) if UPPER_AGE in fields else None
    return Bank(questions, age)


def _question(name: str, entry: Entry, undecided: set[str]) -> Question:
    fields = entry.fields("tekst mangler svar", "felt hjaelp flere udelukkende modstrid")
    options = fields.named("svar")
    exclusive = {value.text() for value in fields.items("udelukkende") if value.known(options)}
    return Question(
        field=fields.text("felt") or name,
        legend=fields.text("tekst"),
        options=tuple(
            Option(value, text.text(), undecided=value in undecided, exclusive=value in exclusive)
            for value, text in options.items()
        ),
        several=fields.yes("flere"),
        hint=fields.text("hjaelp"),
        missing=fields.text("mangler"),
        contradictory=fields.text("modstrid"),
    )


def _upper_age(entry: Entry, undecided: set[str]) -> UpperAge:
    fields = entry.fields("spoergsmaal kriterium")
    criterion = fields.entry("kriterium").fields("tekst kilde naeste_skridt")
    return UpperAge(
        _question(UPPER_AGE, fields.entry("spoergsmaal"), undecided),
        Criterion(
            code=UPPER_AGE_CODE,
            text=criterion.text("tekst"),
            requirement=Is(UPPER_AGE, frozenset({"nej"})),
            source=criterion.text("kilde"),
            next_steps=(NextStep(criterion.text("naeste_skridt")),),
            ambition=True,
        ),
    )


def worded(question: Question, values: Mapping[str, str]) -> Question:
    """Give the question with a programme's own words in its places, such as {kommune}."""
    return Question(
        field=question.field,
        legend=fill(question.legend, values),
        options=tuple(
            Option(option.value, fill(option.text, values), option.undecided, option.exclusive)
            for option in question.options
        ),
        several=question.several,
        hint=fill(question.hint, values),
        missing=fill(question.missing, values),
        contradictory=fill(question.contradictory, values),
    )
