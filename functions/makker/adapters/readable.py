"""Letters and the trail as plain values, for whoever may read them whole."""

from collections.abc import Iterable
from typing import Any

from makker.adapters.codec import moment_text
from makker.domain.letter import Waiting
from makker.domain.trail import Deed


def trail_values(deeds: Iterable[Deed]) -> list[dict[str, str]]:
    """Give who did what, and when."""
    return [
        {"tid": moment_text(deed.at), "hvad": deed.what.value, "hvem": deed.who.value}
        for deed in deeds
    ]


def waiting_values(waiting: Waiting) -> dict[str, Any]:
    """Give how a letter has gone so far, without its words and its recipient."""
    return {
        "id": waiting.letter.id,
        "reference": waiting.letter.reference,
        "skrevet": moment_text(waiting.letter.written_at),
        "forsoeg": waiting.attempts,
        "naeste": None if waiting.given_up else moment_text(waiting.due_at),
        "opgivet": waiting.given_up,
    }


def letter_values(waiting: Waiting) -> dict[str, Any]:
    """Give a letter whole, and how it has gone so far."""
    letter = waiting.letter
    if letter.sealed:
        return waiting_values(waiting) | {"kan_ikke_aabnes": letter.sealed}
    said = {"modtager": letter.recipient, "emne": letter.subject, "tekst": letter.body}
    return waiting_values(waiting) | said | {"kalender": letter.calendar}
