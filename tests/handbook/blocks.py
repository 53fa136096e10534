"""The handbook's fenced blocks, and how a sample of content is put in its place.

A block's title says what it is:

- `content/<file>`: the whole file.
- `content/<file> · øverst`: the sample's keys take the place of the file's own, or are added.
- `content/<file> · under <keys with dots>`: the same at that place. In a list, an item takes the
  place of the one with the same `kode` or `navn`, or is added.
- `content/<file> · nederst`: the sample is added to the end of the page's words.
- `Forkert: …` before any of these: the content must then be refused (or warned of) with the words
  of the next block, whose title is `Makker siger`.
- `Svar`: what the `sh` block before it prints.

Every line of an `sh` block is a command. `# slutter med 0 eller 1` after it says how it may end;
otherwise it must end well.
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook"
WRONG, SAID, PRINTED = "Forkert: ", "Makker siger", "Svar"
TOP, BOTTOM = "øverst", "nederst"

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)(?: title=\"(?P<title>[^\"]*)\")?\n"
    r"(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    page: str
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        """Name it in a test's id."""
        return f"{self.page}:{self.line}"


def read_blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for match in _FENCE.finditer(text):
        yield Block(
            page=page.name,
            line=text.count("\n", 0, match.start()) + 1,
            language=match["language"],
            title=match["title"] or "",
            text=textwrap.dedent(match["text"]),
        )


PAGES = sorted(HANDBOOK.glob("*.md"))
BLOCKS = [block for page in PAGES for block in read_blocks(page)]


def following(block: Block, title: str) -> Block | None:
    """Give the next block of the same page, when it has that title."""
    after = BLOCKS[BLOCKS.index(block) + 1 :][:1]
    return next((one for one in after if one.page == block.page and one.title == title), None)


def apply(block: Block, content: Path) -> None:
    """Put a sample in its place in a copy of the content."""
    name, _, place = block.title.removeprefix(WRONG).partition(" · ")
    file = content / name.removeprefix("content/")
    if not place:
        file.write_text(block.text, "utf-8")
        return
    if place == BOTTOM:
        file.write_text(f"{file.read_text('utf-8')}\n{block.text}", "utf-8")
        return
    head, values, tail = _parts(file)
    keys = [] if place == TOP else place.removeprefix("under ").split(".")
    target = values
    for key in keys:
        target = target[key]
    _merge(target, yaml.safe_load(block.text))
    written = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    file.write_text(head + written + tail, "utf-8")


def _parts(file: Path) -> tuple[str, Any, str]:
    """Give what stands before the YAML, its values, and what stands after it."""
    text = file.read_text("utf-8")
    if file.suffix != ".md":
        return "", yaml.safe_load(text), ""
    _, matter, body = text.split("---\n", 2)
    return "---\n", yaml.safe_load(matter), f"---\n{body}"


def _merge(target: Any, sample: Any) -> None:  # noqa: ANN401 - YAML may be anything
    if isinstance(target, dict):
        target.update(sample)
        return
    for item in sample:
        same = [at for at, old in enumerate(target) if _name(old) == _name(item)]
        if same:
            target[same[0]] = item
        else:
            target.append(item)


def _name(item: dict[str, Any]) -> Any:  # noqa: ANN401 - YAML may be anything
    return item.get("kode", item.get("navn"))
