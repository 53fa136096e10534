"""The one stylesheet: every file of `css/` in cascade order, named by its content."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,]) ?")


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """What is served, and where."""

    url: str
    text: str


def read_stylesheet(theme: Path) -> Stylesheet:
    """Join the layers `css/NN-*.css` and the components, without comments and spare space.

    The address holds a digest of the text, so that it can be cached for ever.
    """
    files = [*sorted(theme.glob("css/*.css")), *sorted(theme.glob("css/components/*.css"))]
    text = _small("\n".join(file.read_text(encoding="utf-8") for file in files))
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    return Stylesheet(f"/assets/makker.{digest}.css", text)


def _small(css: str) -> str:
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css))).strip()
