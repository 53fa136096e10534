"""What the papers point at is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PAPERS = [
    *sorted(PROJECT.glob("*.md")),
    *sorted((PROJECT / ".github").glob("*.md")),
    *sorted((PROJECT / "docs").rglob("*.md")),
]
_SAMPLE = re.compile(r"^ *```.*?^ *```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"\]\(<?([^)>#\s]+)")
_ELSEWHERE = re.compile(r"[a-z]+:")


def lost(paper: Path) -> Iterator[str]:
    """Give the relative links of a paper that lead to no file."""
    for target in _TARGET.findall(_SAMPLE.sub("", paper.read_text("utf-8"))):
        if not _ELSEWHERE.match(target) and not (paper.parent / target).exists():
            yield target


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(PROJECT)))
def test_every_link_of_a_paper_leads_to_a_file(paper: Path) -> None:
    assert list(lost(paper)) == []


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    paper = tmp_path / "a.md"
    paper.write_text(
        "[a](a.md#b), [b](b.md 'B') and ![c](<c/d.png>), [e](https://e.example), [f](#f)\n"
        "```text\n[g](g.md)\n```\n`[h](h.md)`\n",
        "utf-8",
    )
    assert list(lost(paper)) == ["b.md", "c/d.png"]
