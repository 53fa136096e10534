"""How the drawings come out in a browser, whose letters are the widest there are."""

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from makker_site.rules.drawing import draw
from tests.serving import PROJECT
from tests.site.rules.rulebook import ROLES, TODAY, offer_of, real

PROBE = Path(__file__).with_name("boxes.js").read_text("utf-8")
COLOURS = """() => [
  ...[...document.querySelectorAll('text')].map(one => getComputedStyle(one).fill),
  ...[...document.querySelectorAll('.line, use')].map(one => getComputedStyle(one).color),
]"""


def show(page: Page, folder: Path, programme: str, role: str) -> None:
    """Draw the rules of a role and open the drawing."""
    file = folder / "regler.svg"
    theme = PROJECT / "site" / "theme"
    file.write_text(draw(offer_of(programme, role), TODAY, real().texts, theme), "utf-8")
    page.goto(file.as_uri())


def test_every_text_stays_on_its_card_and_none_lies_on_another(page: Page, tmp_path: Path) -> None:
    found = {}
    for programme, role in ROLES:
        show(page, tmp_path, programme, role)
        found[programme, role] = page.evaluate(PROBE)
    assert found == {place: [] for place in ROLES}


def test_light_dark_and_paper_have_colours_that_can_be_told_from_the_ground(
    page: Page, tmp_path: Path
) -> None:
    show(page, tmp_path, "peer-to-peer-vejle", "peer")
    schemes: list[tuple[Literal["light", "dark"], Literal["screen", "print"]]] = [
        ("light", "screen"),
        ("dark", "screen"),
        ("dark", "print"),
    ]
    grounds = []
    for scheme, media in schemes:
        page.emulate_media(color_scheme=scheme, media=media)
        ground = page.evaluate("() => getComputedStyle(document.querySelector('.ground')).fill")
        for colour in set(page.evaluate(COLOURS)):
            assert contrast(ground, colour) >= 4.5, (scheme, media, colour)
        grounds.append(ground)
    assert grounds[0] == grounds[2] != grounds[1]


def contrast(one: str, two: str) -> float:
    """Give the contrast of two colours written as "rgb(1, 2, 3)", as WCAG counts it."""
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
