"""Whatever is done to the content: it loads, or every problem is said. Nothing else is raised."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makker.content.load import load
from makker.content.problems import ContentError, Problem
from tests.content.copies import CONTENT, TODAY, Copy, copy_to

FILES = sorted(str(file.relative_to(CONTENT)) for file in CONTENT.rglob("*.yml")) + sorted(
    str(file.relative_to(CONTENT)) for file in CONTENT.glob("tilbud/*.md")
)
INSTEAD = st.one_of(
    st.sampled_from(["", "- x", "a: 1", "a: [", "'", "---", "\t", "x: *y", "<<: *alder", "? [a]"]),
    st.text(max_size=20),
)


def damaged(copy: Copy, file: str, place: float, instead: str) -> None:
    """Put something else in the place of one line, as far indented as that was."""
    path = copy.root / file
    lines = path.read_text("utf-8").split("\n")
    number = int(place * (len(lines) - 1))
    indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    lines[number] = indent + instead
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))


@pytest.mark.property
@given(st.sampled_from(FILES), st.floats(0, 1), INSTEAD)
def test_damaged_content_loads_or_says_its_problems(file: str, place: float, instead: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_to(Path(folder))
        damaged(copy, file, place, instead)
        problems = problems_of(copy)
    assert all(problem.line >= 1 for problem in problems)


def problems_of(copy: Copy) -> Sequence[Problem]:
    try:
        return load(copy.root, TODAY).warnings
    except ContentError as error:
        return error.problems
