"""Building the shipped content, beside stock Material building the same words.

Both keep their compiled modules in one folder, as Python does on any machine after the first run:
where it may not (`PYTHONDONTWRITEBYTECODE`), most of the time would go to compiling the same
libraries twice.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.timing import Ratio, beside
from makker.content.load import load
from makker.domain.catalogue import Catalogue
from makker.domain.programme import Offer, Role
from makker_site.plugin.build import PROJECT

_STOCK = """\
site_name: Stock Material
docs_dir: {docs}
site_dir: {out}
theme: {{name: material, language: da}}
markdown_extensions: [admonition, attr_list, tables]
"""

_KEEPS_NOTHING = "PYTHONDONTWRITEBYTECODE"


def measure(folder: Path, pairs: int = 7) -> Ratio:
    """Time whole `mkdocs build` processes, ours and stock Material's."""
    docs, stock = folder / "docs", folder / "mkdocs.yml"
    _same_words(docs)
    stock.write_text(_STOCK.format(docs=docs, out=folder / "stock"), "utf-8")
    ours = _Build(PROJECT / "mkdocs.yml", folder / "ours", folder / "compiled")
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


def _same_words(docs: Path) -> None:
    """Write every page of ours as plain Markdown: those with a file, the list and the forms."""
    content = PROJECT / "content"
    for file in content.rglob("*.md"):
        target = docs / file.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    catalogue = load(content, date(2026, 11, 22)).catalogue
    for path, text in _made(catalogue):
        target = docs / path.strip("/") / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def _made(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    programmes = catalogue.programmes.values()
    yield "/tilbud/", "# Tilbud\n\n" + "\n\n".join(one.summary for one in programmes)
    for programme in programmes:
        for role in programme.roles.values():
            yield Offer(programme, role).path, f"# {role.title}\n\n" + "\n".join(_questions(role))


def _questions(role: Role) -> Iterator[str]:
    for question in role.questions:
        yield f"\n## {question.legend}\n"
        yield from (f"- {option.text}" for option in question.options)
