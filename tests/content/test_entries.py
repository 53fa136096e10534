from pathlib import Path

import pytest

from makker.content.entries import Entry
from makker.content.files import read_front_matter, read_yaml
from makker.content.problems import Kind, Problem
from tests.content.copies import PROGRAMME, Copy, copy_to


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copy_to(tmp_path)


AS_TYPED = [
    "no",
    "nej",
    "true",
    "Yes",
    "null",
    "~",
    "0755",
    "0x1F",
    "1_000",
    "1e3",
    "1.10",
    "12:30",
    "112",
    "2026-11-22",
    ".inf",
    "<b>fed</b>",
    "<script>alert(1)</script>",
    "a & b &amp; c",
    "Hej {ukendt} {{ navn }} og {% if %}",
    "100 % | $HOME \\n",
    "„anførsel“ 'enkelt' \"dobbelt\"",
]


@pytest.mark.parametrize("text", AS_TYPED)
def test_text_comes_through_exactly_as_typed(copy: Copy, text: str) -> None:
    copy.change("tekster/ramme.yml", "tilbage: Tilbage", f"tilbage: {text}")
    assert copy.loaded().catalogue.texts.get("ramme.tilbage") == text


@pytest.mark.parametrize("text", ["{{ navn }} <b>", "{ukendt}: x", "# a", "æøå 🐦", "[x]"])
def test_quoted_text_comes_through_exactly_as_typed(copy: Copy, text: str) -> None:
    copy.change("tekster/ramme.yml", "tilbage: Tilbage", f'tilbage: "{text}"')
    copy.change(PROGRAMME, "resume: For dig", f"resume: '{text}'\n#")
    catalogue = copy.loaded().catalogue
    assert catalogue.texts.get("ramme.tilbage") == text
    assert catalogue.programmes["peer-faellesskabet-vejle"].summary == text


def test_texts_are_named_by_file_and_keys(copy: Copy) -> None:
    (copy.root / "tekster" / "proeve.yml").write_text("a:\n  b:\n    '1': Dybt\nc: Fladt\n")
    texts = copy.loaded().catalogue.texts
    assert texts.get("proeve.a.b.1") == "Dybt"
    assert texts.get("proeve.c") == "Fladt"


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_files_may_come_from_any_editor(copy: Copy, ending: str, start: str) -> None:
    for file in [*copy.root.glob("*.yml"), copy.root / PROGRAMME]:
        text = start + file.read_text("utf-8")
        file.write_text(text, "utf-8", newline=ending)
    assert copy.found() == []
    roles = copy.loaded().catalogue.programmes["peer-faellesskabet-vejle"].roles
    assert [len(role.criteria) for role in roles.values()] == [4, 5]


def entry_of(folder: Path, text: str, problems: list[Problem]) -> Entry:
    (folder / "x.yml").write_text(text, "utf-8")
    (entry,) = read_yaml(folder, "x.yml", problems)
    return entry


@pytest.mark.parametrize(
    ("typed", "members"), [("en", ["en"]), ("[a, b]", ["a", "b"]), ("[]", []), ("1", ["1"])]
)
def test_single_value_counts_as_a_list_of_one(
    tmp_path: Path, typed: str, members: list[str]
) -> None:
    problems: list[Problem] = []
    fields = entry_of(tmp_path, f"k: {typed}", problems).fields("k")
    assert [member.text() for member in fields.items("k")] == members
    assert problems == []


def test_mapping_is_no_list(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert entry_of(tmp_path, "k: {a: b}", problems).fields("k").items("k") == []
    assert [(each.kind, each.key) for each in problems] == [(Kind.WRONG_SHAPE, "k")]


def test_missing_key_gives_something_neutral_and_is_named_once(tmp_path: Path) -> None:
    problems: list[Problem] = []
    fields = entry_of(tmp_path, "andet: x", problems).fields("k", "andet")
    assert (fields.text("k"), fields.date("k"), fields.number("k")) == ("", None, 1)
    assert (fields.items("k"), fields.named("k")) == ([], {})
    assert [(each.kind, each.line) for each in problems] == [(Kind.MISSING_KEY, 1)]


def test_front_matter_is_counted_from_the_top_of_its_file(tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "x.md").write_text("---\na: 1\nb: {}\n---\n# Tekst\n---\nmere\n", "utf-8")
    (entry,) = read_front_matter(tmp_path, "x.md", problems)
    assert entry.fields("a b").text("b") == ""
    assert [(each.line, each.key) for each in problems] == [(3, "b")]


@pytest.mark.parametrize("text", ["", "# Tekst\n", "---\na: 1\n", "x\n---\na: 1\n---\n"])
def test_front_matter_is_missed_where_there_is_none(tmp_path: Path, text: str) -> None:
    problems: list[Problem] = []
    (tmp_path / "x.md").write_text(text, "utf-8")
    assert list(read_front_matter(tmp_path, "x.md", problems)) == []
    assert [(each.kind, each.line) for each in problems] == [(Kind.NO_FRONT_MATTER, 1)]
