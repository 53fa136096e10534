import pytest

from makker.domain.errors import MakkerError
from makker.domain.texts import MissingTextError, Texts, fill

TEXTS = Texts({"hilsen.en": "Hej {navn}, ring {telefon}", "hilsen.to": "<b> {{ navn }} {ukendt}"})


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hej {navn}", "Hej Anna"),
        ("{navn}{navn}", "AnnaAnna"),
        ("{ukendt} {Navn} {}", "{ukendt} {Navn} {}"),
        ("{{navn}}", "{Anna}"),
        ("{{ navn }} {% if %} {0} %s", "{{ navn }} {% if %} {0} %s"),
        ("{navn", "{navn"),
        ("{navn.__class__}", "{navn.__class__}"),
        ("", ""),
    ],
)
def test_fill_puts_values_into_their_places_and_leaves_other_braces(text: str, filled: str) -> None:
    assert fill(text, {"navn": "Anna"}) == filled


def test_fill_does_not_look_into_the_values() -> None:
    assert fill("{a} {b}", {"a": "{b}", "b": r"\1 {a}"}) == r"{b} \1 {a}"


def test_text_is_given_with_its_values() -> None:
    expected = "Hej Anna, ring 12 34 56 78"
    assert TEXTS.get("hilsen.en", navn="Anna", telefon="12 34 56 78") == expected
    assert TEXTS.get("hilsen.to") == "<b> {{ navn }} {ukendt}"


def test_missing_text_is_named() -> None:
    with pytest.raises(MissingTextError, match=r"hilsen\.tre") as caught:
        TEXTS.get("hilsen.tre")
    assert isinstance(caught.value, MakkerError)
