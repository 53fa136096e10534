"""The question bank, `spoergsmaal.yml`."""

from collections.abc import Mapping

from makker.content.entries import Entry
from makker.domain.questions import Option, Question
from makker.domain.texts import fill


def read_bank(entry: Entry) -> dict[str, Question]:
    """Give the questions by their name in the bank."""
    fields = entry.document("uafklarede spoergsmaal")
    undecided = {value.text() for value in fields.items("uafklarede")}
    return {
        name: _question(name, question, undecided)
        for name, question in fields.named("spoergsmaal").items()
    }


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
