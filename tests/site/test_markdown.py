"""What our own extensions make of staff's Markdown: icons and tables."""

import pytest
from markdown import markdown  # type: ignore[import-untyped]

PHONE = '<svg class="mk-icon" aria-hidden="true" width="24" height="24" viewBox="0 0 24 24"><path'


def drawn(words: str) -> str:
    ours = ["makker_site.plugin.icons", "makker_site.plugin.tables"]
    return str(markdown(words, extensions=["attr_list", "tables", "toc", *ours]))


@pytest.mark.parametrize(
    "words",
    [
        "Ring :material-phone: nu",
        "## :material-phone: Ring",
        "[:material-phone: Ring](kontakt.md)",
        "**:material-phone:**",
        "- :material-phone: a",
        "| a |\n| --- |\n| :material-phone: |",
    ],
)
def test_the_name_of_an_icon_becomes_its_drawing(words: str) -> None:
    html = drawn(words)
    assert html.count(PHONE) == html.count("<svg") == 1
    assert ":material" not in html


@pytest.mark.parametrize(
    "words", ["`:material-phone:`", ":material-findes-ikke:", ":octicons-x-16:", "kl. 13:30-14:00"]
)
def test_what_is_no_name_of_an_icon_stays_as_typed(words: str) -> None:
    assert words.strip("`") in drawn(words)


def test_an_icon_in_a_heading_is_no_part_of_its_address() -> None:
    assert '<h2 id="ring-nu">' in drawn("## Ring :material-phone: nu")


def test_every_cell_has_the_name_of_its_column() -> None:
    html = drawn("| Dag | **Hvad** vi `laver` |\n| --- | --- |\n| Mandag | Kaffe |\n| Fredag | |")
    assert html.count('<td data-name="Dag">') == html.count('<td data-name="Hvad vi laver">') == 2


def test_an_icon_or_html_in_a_heading_of_a_table_is_left_out_of_the_name() -> None:
    html = drawn("| :material-phone: Ring & <b>sig</b> |\n| --- |\n| a |")
    assert '<td data-name="Ring &amp; sig">a</td>' in html
