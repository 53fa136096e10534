"""The handbook: built without a warning, asking nobody, and true in every sample it shows."""

import html
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from makker.content.load import load
from makker.content.problems import ContentError, Kind
from tests.handbook.blocks import (
    BLOCKS,
    HANDBOOK,
    PAGES,
    PRINTED,
    SAID,
    WRONG,
    Block,
    apply,
    following,
)
from tests.handbook.commands import Workplace
from tests.serving import PROJECT
from tests.site.language import avoided, lix, visible

TODAY = date(2026, 11, 22)
SAMPLES = [block for block in BLOCKS if block.title.startswith("content/")]
FAULTS = [block for block in BLOCKS if block.title.startswith(WRONG)]
COMMANDS = [block for block in BLOCKS if block.language == "sh"]
WITH_COMMANDS = sorted({block.page for block in COMMANDS})
HARDEST = 35
FOR_OPERATORS = {"drift.md"}

_LOADED = re.compile(
    r"<(?:link|script|img|iframe|form|source|object|embed|video|audio)\b[^>]*?"
    r"\b(?:href|src|action|data|srcset)\s*=\s*[\"']?([^\"'\s>]+)",
    re.IGNORECASE,
)
_CSS_LOADED = re.compile(r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)")
_ELSEWHERE = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)


def copied(folder: Path) -> Path:
    """Give a copy of the content with the one picture that samples show."""
    content = Path(shutil.copytree(PROJECT / "content", folder / "content"))
    (content / "baenk.jpg").touch()
    return content


def said_of(content: Path) -> list[str]:
    """Give what Makker says of the content: errors and warnings."""
    try:
        loaded = load(content, TODAY)
    except ContentError as error:
        return [problem.sentence(error.texts) for problem in error.problems]
    return [problem.sentence(loaded.catalogue.texts) for problem in loaded.warnings]


def without_line(sentence: str) -> str:
    """Leave out the line number: a sample is written into a file that is laid out anew."""
    return re.sub(r":\d+:", ":", sentence.strip(), count=1)


def test_there_is_a_sample_and_a_command_on_every_page_that_needs_one() -> None:
    assert len(SAMPLES) > 20
    assert len(FAULTS) > 15
    assert len(WITH_COMMANDS) > 4


def test_every_fence_was_read() -> None:
    opened = sum(page.read_text("utf-8").count("```") for page in PAGES)
    assert opened == 2 * len(BLOCKS)


def test_no_page_loads_anything_from_another_host(built: Path) -> None:
    loaded = [
        (file.name, target)
        for file in built.rglob("*.html")
        for target in _LOADED.findall(file.read_text("utf-8"))
    ]
    styles = [
        (file.name, target)
        for file in built.rglob("*.css")
        for target in _CSS_LOADED.findall(file.read_text("utf-8"))
    ]
    assert loaded
    assert [one for one in loaded + styles if _ELSEWHERE.match(html.unescape(one[1]))] == []


def test_the_search_is_danish_and_needs_no_server(built: Path) -> None:
    index = (built / "search" / "search_index.js").read_text("utf-8")
    assert '"lang":["da"]' in index
    assert json.dumps("Infomøder") in index
    assert (built / "scripts" / "iframe-worker.js").exists()


def test_the_search_finds_a_page_when_opened_from_a_folder(built: Path, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(built.joinpath("index.html").as_uri())
    page.locator(".md-search__input").click()
    page.keyboard.type("substitution")
    expect(page.locator(".md-search-result__item h1")).to_have_text(["Ordliste"])
    assert [url for url in asked if not url.startswith("file:")] == []


def test_the_script_that_takes_the_pictures_is_not_published(built: Path) -> None:
    assert list(built.rglob("*.py")) == []


def test_every_picture_is_used_and_described() -> None:
    shown = re.findall(
        r"!\[([^\]]+)\]\(pictures/([^)]+)\)", "".join(page.read_text("utf-8") for page in PAGES)
    )
    assert sorted(name for _, name in shown) == sorted(
        file.name for file in (HANDBOOK / "pictures").glob("*.png")
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_accepted_in_its_place(sample: Block, tmp_path: Path) -> None:
    content = copied(tmp_path)
    apply(sample, content)
    load(content, TODAY)


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_faulty_sample_is_met_with_the_words_that_are_shown(fault: Block, tmp_path: Path) -> None:
    shown = following(fault, SAID)
    assert shown is not None
    content = copied(tmp_path)
    apply(fault, content)
    assert without_line(shown.text) in [without_line(one) for one in said_of(content)]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_problem_is_explained_with_what_makker_says(kind: Kind) -> None:
    page = (HANDBOOK / "naar-noget-er-galt.md").read_text("utf-8")
    section = page.partition(f"{{ #{kind.value} }}")[2].partition("\n##")[0]
    assert f'title="{SAID}"' in section
    sentences = load(PROJECT / "content", TODAY).catalogue.texts.sentences
    pieces = re.split(r"\{\w+\}", sentences[f"problemer.{kind.value}"])
    assert all(piece in section for piece in pieces)


@pytest.mark.parametrize("chapter", WITH_COMMANDS)
def test_every_command_of_a_page_does_what_the_page_says(chapter: str, tmp_path: Path) -> None:
    workplace = Workplace(tmp_path).furnish()
    for block in [block for block in COMMANDS if block.page == chapter]:
        printed = ""
        for line in block.text.splitlines():
            ended = workplace.run(line)
            assert ended.status in ended.allowed, f"{block}: {line}\n{ended.printed}"
            printed += ended.printed
        answer = following(block, PRINTED)
        assert answer is None or printed.strip() == answer.text.strip()


def articles(built: Path) -> Iterator[tuple[str, list[str]]]:
    for page in PAGES:
        yield page.name, visible(built.joinpath(page.stem + ".html").read_text("utf-8"), "article")


def test_staff_can_read_it_without_effort(built: Path) -> None:
    hard = {name: lix(blocks) for name, blocks in articles(built) if name not in FOR_OPERATORS}
    assert {name: value for name, value in hard.items() if value > HARDEST} == {}


def test_no_page_uses_words_that_hurt(built: Path) -> None:
    hurting = {name: avoided(" ".join(blocks)) for name, blocks in articles(built)}
    assert {name: words for name, words in hurting.items() if words} == {}
