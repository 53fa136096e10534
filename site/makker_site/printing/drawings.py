"""What is drawn on paper: the site's own drawings in its colours, and the strips to tear off."""

import base64
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment

from makker.domain.danish import phone_pairs
from makker.domain.programme import Programme
from makker.domain.texts import Texts

TABS = 10
"""How many strips can be torn off a poster."""

_COLOUR = re.compile(r"--mk-([a-z-]+): (#[0-9a-f]+);")
_SHAPE = re.compile(r"\.(mk-drawing__[a-z]+) \{\s*color: var\(--mk-([a-z-]+)\);")
_CLASS = re.compile(r'class="(mk-drawing__[a-z]+)"')


def palette(theme: Path) -> dict[str, str]:
    """Give the palette of the light scheme, which paper has."""
    settings = (theme / "css" / "10-settings.css").read_text(encoding="utf-8")
    return dict(_COLOUR.findall(settings.partition("@media")[0]))


def in_ink(colours: Mapping[str, str]) -> dict[str, str]:
    """Give the palette for what is filled in by hand and copied: black on white, little ink."""
    return {**colours, **_INK}


_INK = {
    "text": "#000000",
    "text-soft": "#4a4a4a",
    "line": "#b5b5b5",
    "control": "#000000",
    "action": "#000000",
    "accent": "#8a8a8a",
    "chosen": "#ffffff",
    "note": "#ffffff",
    "sun": "#e3e3e3",
}


def pictures(theme: Path, colours: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the drawings by name, as addresses that hold them whole."""
    css = (theme / "css" / "components" / "drawing.css").read_text(encoding="utf-8")
    painted = {shape: colours[name] for shape, name in _SHAPE.findall(css)}
    for name in ("bench", "walk"):
        svg = (theme / "partials" / f"{name}.svg").read_text(encoding="utf-8")
        yield name, _data(_CLASS.sub(lambda match: f'color="{painted[match[1]]}"', svg))
    yield "mark", _data((theme / "assets" / "icon.svg").read_text(encoding="utf-8"))


def tabs(
    environment: Environment, texts: Texts, programme: Programme, colours: Mapping[str, str]
) -> str:
    """Give the strips: what a pocket may hold without telling anything."""
    tab = {"name": texts.get("tryk.strimmel"), "phone": phone_pairs(programme.phone)}
    template = environment.get_template("print/tabs.svg")
    return _data(template.render(count=TABS, colours=colours, **tab))


def _data(svg: str) -> str:
    namespace = 'xmlns="http://www.w3.org/2000/svg"'
    named = svg if namespace in svg else svg.replace("<svg ", f"<svg {namespace} ", 1)
    return f"data:image/svg+xml;base64,{base64.b64encode(named.encode()).decode('ascii')}"
