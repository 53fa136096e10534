"""The words of a page: what they show must be there and be described, and links must lead on."""

import re

import pytest
from markdown import markdown  # type: ignore[import-untyped]

from makker.content.problems import Kind
from tests.content.copies import Copy, copy_to

TOP = "---\ntitle: Om caféen\ndescription: Hvad der sker i caféen.\n---\n\n# Om caféen\n\n"
PAGE = "om-cafeen.md"
FIRST_LINE = TOP.count("\n") + 1


@pytest.fixture
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = copy_to(tmp_path_factory.mktemp("words"))
    for name in ("baenk.jpg", "TO BAENKE.PNG", "baenk.gif"):
        (copy.root / name).touch()
    return copy


def found(copy: Copy, words: str, page: str = PAGE) -> list[tuple[int, Kind, str]]:
    """Give what is said of a page with these words: line, counted from them, kind and value."""
    file = copy.root / page
    file.parent.mkdir(exist_ok=True)
    file.write_text(TOP + words, "utf-8")
    problems = [problem for problem in copy.problems() if problem.file == page]
    assert all(problem.key == "" for problem in problems)
    return [(one.line - FIRST_LINE, one.kind, one.values["vaerdi"]) for one in problems]


@pytest.mark.parametrize(
    "words",
    [
        "![En bænk](baenk.jpg)",
        '![En bænk](baenk.jpg "Titel")',
        "![En bænk](baenk.jpg){ .bred }",
        "![En bænk](/baenk.jpg)",
        "![En [grøn] bænk](baenk.jpg)",
        "![To bænke](TO%20BAENKE.PNG)",
        "![To bænke](<TO BAENKE.PNG>)",
        "![En bænk][b]\n\n[b]: baenk.jpg",
        '<img src="/baenk.jpg" alt="En bænk">',
        "<IMG ALT='En bænk' SRC=/baenk.jpg>",
        "[![En bænk](baenk.jpg)](kontakt.md)",
        "[Billedet](baenk.jpg)",
        "Skriv `![](x.png)` og `:material-findes-ikke:`.",
        "```\n![](x.png)\n[x](findes-ikke.md)\n```",
        "~~~~ text\n~~~\n![](x.png)\n~~~~",
        "<!-- ![](x.png)\n\n:material-findes-ikke: -->",
        r"\![](x.png) er et billede.",
        "Ring :material-phone: nu",
        "Klokken er 16:30-18:00: kom bare.",
        "Kom! [Ring til os](kontakt.md)",
        "[Ring](kontakt.md#top), [skriv](mailto:a@example.org) eller [læs](https://example.org/x)",
        "[Vælg](tilbud.md), [se](tilbud/peer-to-peer-vejle.md) eller [mød os](infomoeder.md)",
        "[Bliv mentor](tilbud/peer-to-peer-vejle/mentor.md) [her](#om-cafeen) [og her](/was.md)",
        "[Mødet](infomoeder/2016-04-18-vejle.md)",
        "[Kalender](/infomoeder.ics)",
    ],
)
def test_words_that_are_well_have_nothing_said_of_them(copy: Copy, words: str) -> None:
    assert found(copy, words) == []


@pytest.mark.parametrize(
    ("words", "line", "kind", "value"),
    [
        ("![](baenk.jpg)", 0, Kind.NO_DESCRIPTION, "baenk.jpg"),
        ("En linje\n\n![ ](baenk.jpg)", 2, Kind.NO_DESCRIPTION, "baenk.jpg"),
        ("`kode`\n![](baenk.jpg) og `kode`", 1, Kind.NO_DESCRIPTION, "baenk.jpg"),
        ("```\nkode\n```\n\n![](baenk.jpg)\n\n```\n```", 4, Kind.NO_DESCRIPTION, "baenk.jpg"),
        ("[![](baenk.jpg)](kontakt.md)", 0, Kind.NO_DESCRIPTION, "baenk.jpg"),
        ("![][b]\n\n[b]: baenk.jpg", 0, Kind.NO_DESCRIPTION, "![][b]"),
        ("!!! note\n    ![](baenk.jpg)", 1, Kind.NO_DESCRIPTION, "baenk.jpg"),
        ('<p>\n<img src="/baenk.jpg"></p>', 1, Kind.NO_DESCRIPTION, "/baenk.jpg"),
        ('<img src="/baenk.jpg" alt="">', 0, Kind.NO_DESCRIPTION, "/baenk.jpg"),
        ('<img src="/baenk.jpg" data-alt="x">', 0, Kind.NO_DESCRIPTION, "/baenk.jpg"),
        ("![En bænk](bank.jpg)", 0, Kind.NO_PICTURE, "bank.jpg"),
        ("![En bænk](Baenk.jpg)", 0, Kind.NO_PICTURE, "Baenk.jpg"),
        ("![En bænk]()", 0, Kind.NO_PICTURE, ""),
        ("![En bænk][b]\n\n[b]: bank.jpg", 2, Kind.NO_PICTURE, "bank.jpg"),
        ("![x](https://example.org/a.png)", 0, Kind.NO_PICTURE, "https://example.org/a.png"),
        ("![x](//example.org/a.png)", 0, Kind.NO_PICTURE, "//example.org/a.png"),
        ('<img src="baenk.jpg" alt="En bænk">', 0, Kind.NO_PICTURE, "baenk.jpg"),
        ("![En bænk](../../etc/passwd.png)", 0, Kind.NO_PICTURE, "../../etc/passwd.png"),
        ("![En bænk](baenk.gif)", 0, Kind.NOT_A_PICTURE, "baenk.gif"),
        ("![En side](kontakt.md)", 0, Kind.NOT_A_PICTURE, "kontakt.md"),
        ("Ring :material-fone:", 0, Kind.NO_ICON, ":material-fone:"),
        ("Ring :octicons-phone:", 0, Kind.NO_ICON, ":octicons-phone:"),
        ("[x](om-cafen.md)", 0, Kind.NO_PAGE, "om-cafen.md"),
        ("x\n[x](kontakt)", 1, Kind.NO_PAGE, "kontakt"),
        ("[x](/kontakt/)", 0, Kind.NO_PAGE, "/kontakt/"),
        ("[x](findes-ikke.md#her)", 0, Kind.NO_PAGE, "findes-ikke.md#her"),
        ("[x][a]\n\n[a]: findes-ikke.md", 2, Kind.NO_PAGE, "findes-ikke.md"),
        ("[x](bank.jpg)", 0, Kind.NO_PICTURE, "bank.jpg"),
    ],
)
def test_what_is_amiss_in_the_words_is_named_with_its_line(
    copy: Copy, words: str, line: int, kind: Kind, value: str
) -> None:
    assert found(copy, words) == [(line, kind, value)]


def test_pages_and_pictures_are_found_from_the_folder_a_page_is_in(copy: Copy) -> None:
    words = "![En bænk](../baenk.jpg) [x](../kontakt.md) [x](../tilbud.md)"
    assert found(copy, words, "om/cafeen.md") == []
    words = "![En bænk](baenk.jpg) [x](kontakt.md)"
    assert [kind for _, kind, _ in found(copy, words, "om/cafeen.md")] == [
        Kind.NO_PICTURE,
        Kind.NO_PAGE,
    ]


def test_a_page_in_a_folder_needs_its_front_matter_as_well(copy: Copy) -> None:
    (copy.root / "om").mkdir()
    (copy.root / "om" / "cafeen.md").write_text("# Om caféen\n", "utf-8")
    assert copy.found() == [("om/cafeen.md", 1, Kind.NO_FRONT_MATTER)]


def test_the_words_of_a_programme_are_read_too(copy: Copy) -> None:
    file = copy.root / "tilbud" / "peer-to-peer-vejle.md"
    text = file.read_text("utf-8") + "\n![](../baenk.jpg)\n"
    file.write_text(text, "utf-8")
    assert copy.found() == [("tilbud/peer-to-peer-vejle.md", text.count("\n"), Kind.NO_DESCRIPTION)]


def test_facts_on_top_of_a_page_are_not_taken_for_its_words(copy: Copy) -> None:
    copy.change("kontakt.md", "title: ", "title: '![](x.png) :material-x:' # ")
    assert copy.found() == []


@pytest.mark.parametrize(
    "words",
    [
        "![](x.png)",
        "![x](x.png 'x')",
        "![x](<x y.png>)",
        "a `![](x.png)` ![](y.png) `b",
        "``a ` ![](x.png)`` ![](x.png)",
        "```\n![](x.png)\n```\n![](x.png)",
        "    ```\n\n![](x.png)\n\n    ```",
        "~~~ python\n![](x.png)\n~~~\n",
        r"\![](x.png) \\![](y.png)",
        "[![](x.png)](kontakt.md) ![a [b] c](y.png)",
        "!!! note\n\n    ![](x.png)\n\n| a |\n|---|\n| ![](x.png) |",
        "> ![](x.png)\n\n- ![](x.png)\n\n  ![](x.png)",
        '<img src="x.png"> <p>\n<img\nsrc="x.png"></p>',
        "<!-- ![](x.png) --> ![](x.png)",
        "Hov! [kontakt](kontakt.md) !\n[x]",
    ],
)
def test_every_picture_that_markdown_shows_is_seen_and_no_other(copy: Copy, words: str) -> None:
    shown = markdown(words, extensions=["admonition", "attr_list", "fenced_code", "tables"])
    missing = [one for one in found(copy, words) if one[1] is Kind.NO_PICTURE]
    assert len(missing) == len(re.findall("<img", shown))
