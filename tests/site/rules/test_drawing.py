import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from makker.domain.screening import Outcome
from makker_site.cli import main
from makker_site.rules.drawing import draw
from makker_site.rules.effects import effects_of
from tests.content.copies import PROGRAMME, copy_to
from tests.serving import PROJECT
from tests.site.rules.rulebook import ROLES, TODAY, offer_of, real

SVG = "{http://www.w3.org/2000/svg}"
THEME = PROJECT / "site" / "theme"
EVERY_ROLE = pytest.mark.parametrize(("programme", "role"), ROLES)


def drawn(programme: str, role: str) -> ET.Element:
    svg = draw(offer_of(programme, role), TODAY, real().texts, THEME)
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def texts(svg: ET.Element) -> str:
    """Give everything that is written, in one line."""
    written = " ".join(element.text or "" for element in svg.iter(f"{SVG}text"))
    return " ".join(written.split())


def spaced(text: str) -> str:
    return " ".join(text.split())


@EVERY_ROLE
def test_every_question_answer_criterion_and_outcome_is_written_in_full(
    programme: str, role: str
) -> None:
    written, offer = texts(drawn(programme, role)), offer_of(programme, role)
    for question in offer.role.questions:
        assert spaced(question.legend) in written
        assert all(spaced(option.text) in written for option in question.options)
    for criterion in offer.role.criteria:
        assert spaced(criterion.text) in written
        assert f"{criterion.code} · kilde: {criterion.source}" in written
    for outcome in Outcome:
        assert real().texts.get(f"resultat.overskrift.{outcome}") in written


@EVERY_ROLE
def test_there_is_a_line_from_every_answer_to_all_that_can_come_of_it(
    programme: str, role: str
) -> None:
    svg, effects = drawn(programme, role), effects_of(offer_of(programme, role).role, TODAY)
    lines = [line.get("class", "") for line in svg.iter(f"{SVG}path") if "C" in line.get("d", "")]
    expected = sum(len(options) or 1 for one in effects for options in one.answers.values())
    aside = sum(len(effect.others) for effect in effects)
    assert lines.count("line aside") == aside
    assert len(lines) == expected + aside


@EVERY_ROLE
def test_whoever_hears_the_drawing_is_told_the_same(programme: str, role: str) -> None:
    svg = drawn(programme, role)
    assert svg.get("role") == "img"
    title, told = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert told is not None
    assert svg.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert (
        title.text
        == f"{real().programmes[programme].name}: " + offer_of(programme, role).role.title
    )
    for effect in effects_of(offer_of(programme, role).role, TODAY):
        assert effect.criterion.text in str(told.text)


def test_the_description_says_what_each_answer_does() -> None:
    told = drawn("peer-faellesskabet-vejle", "mentor").find(f"{SVG}desc")
    assert told is not None
    assert (
        "Du har været ude af dit misbrug i mindst et år. Det passer ved svaret »Mindst et år«; "
        "Det taler vi om ved svaret »Det ved jeg ikke«, »Det vil jeg helst ikke svare på«; "
        "Det passer ikke lige nu ved svaret »Under et år«, »Jeg er ikke ude af det endnu«. "
    ) in str(told.text)
    assert str(told.text).endswith(
        "Når mindst én ting ikke passer lige nu: Det her tilbud passer nok ikke til dig lige nu."
    )


def test_what_hangs_on_two_questions_is_said_in_words() -> None:
    written = texts(drawn("peer-to-peer-vejle", "peer"))
    assert "når »Bor du i Vejle Kommune?« er »Nej« og »Hvad passer på dig?« er »Jeg får" in written


def test_an_outcome_nobody_can_have_is_drawn_as_such() -> None:
    never = "Det sker ikke her, uanset hvad man svarer"
    odense = drawn("peer-to-peer-odense", "peer")
    assert texts(odense).count(never) == 1
    boxes = [box.get("class") for box in odense.iter(f"{SVG}rect")]
    assert boxes.count("box box-never") == 1
    assert "box box-yes" not in boxes
    assert "Bruges ikke i reglerne" in texts(odense)
    assert "Uanset hvad man svarer" in texts(odense)
    assert never not in texts(drawn("peer-to-peer-vejle", "peer"))


def test_days_and_ambitions_are_written_on_the_card(tmp_path: Path) -> None:
    copy = copy_to(tmp_path)
    days = "gaelder_fra: 2026-01-01\n        gaelder_til: 2026-12-31\n        kun_samtale: ja"
    copy.change(PROGRAMME, "uden_kontakt: ja", days)
    catalogue = copy.loaded().catalogue
    offer = offer_of("peer-faellesskabet-vejle", "peer", catalogue)
    svg = draw(offer, TODAY, catalogue.texts, THEME).replace("\u00a0", " ")
    assert "gælder fra torsdag den 1. januar 2026" in svg
    assert "gælder til torsdag den 31. december 2026" in svg
    assert "Fører aldrig til andet end en samtale" in svg


def test_what_staff_write_is_never_markup(tmp_path: Path) -> None:
    copy = copy_to(tmp_path)
    copy.change(PROGRAMME, "tekst: Du er fyldt 18 år", "tekst: Du & <b>jeg</b> </desc>")
    catalogue = copy.loaded().catalogue
    offer = offer_of("peer-faellesskabet-vejle", "peer", catalogue)
    svg = draw(offer, TODAY, catalogue.texts, THEME)
    assert "Du & <b>jeg</b> </desc>" in texts(ET.fromstring(svg))  # noqa: S314 - our own drawing


def test_the_drawing_asks_for_nothing_from_elsewhere() -> None:
    svg = draw(offer_of("peer-to-peer-vejle", "peer"), TODAY, real().texts, THEME)
    assert re.findall(r"(?:https?:)?//[^\"'\s]+", svg) == ["http://www.w3.org/2000/svg"]
    assert "<script" not in svg
    assert "prefers-color-scheme: dark" in svg


def test_the_command_prints_the_drawing_of_any_day(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["screen", "peer-to-peer-vejle", "peer", "--draw"]
    assert main([*command, "--today", "2026-11-22"]) == 0
    expected = draw(offer_of("peer-to-peer-vejle", "peer"), TODAY, real().texts, THEME)
    assert capsys.readouterr().out == f"{expected}\n"
    with pytest.raises(SystemExit):
        main([*command, "--explain"])
