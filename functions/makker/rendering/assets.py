"""Styles, scripts and their data, each named by its content so that it can be kept for ever."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_COMMENT, _SPACE, _AROUND = r"(?s)/\*.*?\*/", r"\s+", r" ?([{};,]) ?"


@dataclass(frozen=True, slots=True)
class Asset:
    """What is served, and where."""

    url: str
    text: str


def read_stylesheet(theme: Path) -> Asset:
    """Join the layers `css/NN-*.css` and the components, without comments and spare space."""
    files = [*sorted(theme.glob("css/*.css")), *sorted(theme.glob("css/components/*.css"))]
    text = _small("\n".join(file.read_text(encoding="utf-8") for file in files))
    return _named("makker", "css", text)


def read_script(theme: Path, name: str, *before: str) -> Asset:
    """Give the script `js/<name>.js` as it is, behind those it stands on."""
    files = [theme / "js" / f"{one}.js" for one in (*before, name)]
    return _named(name, "js", "".join(file.read_text(encoding="utf-8") for file in files))


def read_form_script(theme: Path) -> Asset:
    """Give the one script of all our forms."""
    return read_script(theme, "formular", "tegn", "enten", "ryd", "trin", "sende")


def read_guide_script(theme: Path) -> Asset:
    """Give the one script of the guide."""
    return read_script(theme, "guide", "enten", "ryd", "regler", "udvalg")


_ADDRESSES = "addresses.json"


def read_addresses(theme: Path) -> tuple[str, str]:
    """Give where the stylesheet and the script of the forms are served."""
    known = theme / _ADDRESSES
    if known.exists():  # in an artefact, which serves neither
        stylesheet, script = json.loads(known.read_text("utf-8"))
        return stylesheet, script
    return read_stylesheet(theme).url, read_form_script(theme).url


def write_addresses(theme: Path, target: Path) -> None:
    """Put the addresses into the folder *target*, a theme for an artefact."""
    (target / _ADDRESSES).write_text(json.dumps(read_addresses(theme)), "utf-8")


def write_data(name: str, values: Mapping[str, object]) -> Asset:
    """Give *values* as JSON for a script."""
    return _named(name, "json", json.dumps(values, ensure_ascii=False, separators=(",", ":")))


def _named(name: str, kind: str, text: str) -> Asset:
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    return Asset(f"/assets/{name}.{digest}.{kind}", text)


def _small(css: str) -> str:
    spaced = re.sub(_SPACE, " ", re.sub(_COMMENT, "", css))
    return re.sub(_AROUND, r"\1", spaced).strip()
