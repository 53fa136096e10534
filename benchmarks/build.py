"""Building the shipped content, beside stock Material building the same words.

Both keep their compiled modules in one folder, as Python does on any machine after the first run:
where it may not (`PYTHONDONTWRITEBYTECODE`), most of the time would go to compiling the same
libraries twice.
"""

import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from benchmarks.timing import Ratio, beside
from makker_site.project import PROJECT

_STOCK = """\
site_name: Stock Material
docs_dir: {docs}
site_dir: {out}
theme: {{name: material, language: da}}
markdown_extensions: [admonition, attr_list, tables]
"""

_MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "legend": "## ", "li": "- ", "label": "- "}
"""How a line begins in Markdown that stands in such an element."""

_KEEPS_NOTHING = "PYTHONDONTWRITEBYTECODE"


def measure(folder: Path, pairs: int = 7) -> Ratio:
    """Time whole `mkdocs build` processes, ours and stock Material's."""
    docs, stock = folder / "docs", folder / "mkdocs.yml"
    ours = _Build(PROJECT / "mkdocs.yml", folder / "ours", folder / "compiled")
    ours()
    _same_words(folder / "ours", docs)
    stock.write_text(_STOCK.format(docs=docs, out=folder / "stock"), "utf-8")
    peers = _Build(stock, folder / "stock", folder / "compiled")
    return beside(ours, peers, pairs=pairs)


class _Build:
    """A build of one site, as often as it is called."""

    def __init__(self, config: Path, out: Path, compiled: Path) -> None:
        self._command = [sys.executable, "-m", "mkdocs", "build", "-q"]
        self._command += ["-f", str(config), "-d", str(out)]
        kept = {key: value for key, value in os.environ.items() if key != _KEEPS_NOTHING}
        self._environment = {**kept, "PYTHONPYCACHEPREFIX": str(compiled)}

    def __call__(self) -> None:
        subprocess.run(self._command, env=self._environment, check=True, capture_output=True)


def _same_words(built: Path, docs: Path) -> None:
    """Write every page of ours as plain Markdown: its file, or else the words it shows."""
    content = PROJECT / "content"
    for file in content.rglob("*.md"):
        target = docs / file.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    for page in built.rglob("index.html"):
        folder = docs / page.parent.relative_to(built)
        if not folder.with_suffix(".md").exists() and not (folder / "index.md").exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.md").write_text(_as_markdown(page.read_text("utf-8")), "utf-8")


def _as_markdown(page: str) -> str:
    """Give the headings, items and sentences of a page's main part, a paragraph each."""
    reader = _Reader()
    main = page.partition("<main")[2].partition(">")[2]
    reader.feed(main.partition("</main>")[0])
    return "\n\n".join(reader.paragraphs)


class _Reader(HTMLParser):
    """Takes the words out of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self._before = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._before = _MARKS.get(tag, "")

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words:
            self.paragraphs.append(self._before + words)
