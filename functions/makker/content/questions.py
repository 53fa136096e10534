"""The question bank, `spoergsmaal.yml`."""

from collections.abc import Mapping

from makker.content.entries import Entry
from makker.content.problems import Kind
from makker.domain.questions import Option, Question
from makker.domain.texts import fill

SCHEMA = "1"
"""The version of the content's form that this code reads."""


def read_bank(entry: Entry) -> dict[str, Question]:
    """Give the questions by their name in the bank."""
    fields = entry.fields("skema uafklarede spoergsmaal")
    check_schema(fields.text("skema"), entry)
    undecided = {value.text() for value in fields.items("uafklarede")}
    return {
        name: _question(name, question, undecided)
        for name, question in fields.named("spoergsmaal").items()
    }


def check_schema(version: str, entry: Entry) -> None:
    """Report a file that is written for another version of Makker."""
    if version != SCHEMA:
        entry.report(Kind.WRONG_VERSION, vaerdi=version, mulige=SCHEMA)


def _question(name: str, entry: Entry, undecided: set[str]) -> Question:
    fields = entry.fields("tekst mangler svar", "felt hjaelp flere udelukkende modstrid")
    exclusive = {value.text() for value in fields.items("udelukkende")}
    return Question(
        field=fields.text("felt") or name,
        legend=fields.text("tekst"),
        options=tuple(
            Option(value, text.text(), undecided=value in undecided, exclusive=value in exclusive)
            for value, text in fields.named("svar").items()
        ),
        several=fields.yes("flere"),
        hint=fields.text("hjaelp"),
        missing=fields.text("mangler"),
        contradictory=fields.text("modstrid"),
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
