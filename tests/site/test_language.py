"""Every page can be read by someone who is tired: short sentences, kind words, no mistakes."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from makker.app import App
from makker.bootstrap import build_app
from makker.settings import Settings
from makker_site.plugin.build import build_site
from tests.serving import PROJECT
from tests.site.answers import drawn_by_functions
from tests.site.language import avoided, lix, too_long, visible, words
from tests.site.spelling import unknown

CONTENT = PROJECT / "content"
LEGAL = frozenset({"privatliv", "was"})
"""Pages whose words are partly given by law."""
CHOPPIEST, HARDEST, HARDEST_FORM, HARDEST_LEGAL = 15, 35, 30, 45
LONGEST_SENTENCE = 20
LONGEST_PROGRAMME = 400


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the HTML of every built page, by its address."""
    public = tmp_path_factory.mktemp("built") / "public"
    build_site(CONTENT, public, date(2026, 11, 22))
    return {
        str(file.parent.relative_to(public)): file.read_text("utf-8")
        for file in sorted(public.rglob("index.html"))
    } | {"404": (public / "404.html").read_text("utf-8")}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return build_app(Settings.read({"DATA": str(tmp_path_factory.mktemp("data"))}))


@pytest.fixture(scope="module")
def answers(app: App) -> dict[str, str]:
    """Give the HTML of what the functions answer, by what it answers."""
    return dict(drawn_by_functions(app))


def listed(found: Mapping[str, object]) -> str:
    """Write what was found so that pytest shows all of it."""
    return "\n".join(["", *(f"{place}: {what}" for place, what in found.items() if what)])


def test_no_page_is_harder_than_its_readers_can_bear(pages: dict[str, str]) -> None:
    def limit(page: str, html: str) -> int:
        return HARDEST_LEGAL if page in LEGAL else HARDEST_FORM if "<form" in html else HARDEST

    measured = {page: (lix(visible(html)), limit(page, html)) for page, html in pages.items()}
    hard = {page: pair for page, pair in measured.items() if pair[0] > pair[1]}
    assert not hard, listed(hard)


def test_no_page_is_chopped_to_bits(pages: dict[str, str]) -> None:
    # A form is all "Ja" and "Nej": there, short is right.
    measured = {page: lix(visible(html)) for page, html in pages.items() if "<form" not in html}
    choppy = {page: easy for page, easy in measured.items() if easy < CHOPPIEST}
    assert not choppy, listed(choppy)


def test_no_answer_of_the_functions_is_harder_than_a_form(answers: dict[str, str]) -> None:
    measured = {page: lix(visible(html)) for page, html in answers.items()}
    hard = {page: found for page, found in measured.items() if found > HARDEST_FORM}
    assert not hard, listed(hard)


def test_no_sentence_is_too_long_to_hold_in_the_head(
    app: App, pages: dict[str, str], answers: dict[str, str]
) -> None:
    lawful = " ".join(programme.consent for programme in app.catalogue.programmes.values())
    found = {
        page: [said for said in too_long(visible(html), LONGEST_SENTENCE) if said not in lawful]
        for page, html in (pages | answers).items()
        if page not in LEGAL
    }
    assert not any(found.values()), listed(found)


def test_no_programme_takes_longer_to_read_than_a_cup_of_coffee(pages: dict[str, str]) -> None:
    for file in sorted((CONTENT / "tilbud").glob("*.md")):
        body = visible(pages[f"tilbud/{file.stem}"], "article")
        assert 0 < sum(len(words(block)) for block in body) <= LONGEST_PROGRAMME, file.name


def test_no_word_makes_a_person_an_illness_or_a_case(
    pages: dict[str, str], answers: dict[str, str]
) -> None:
    drawn = {page: " ".join(visible(html, "html")) for page, html in (pages | answers).items()}
    files = [file for file in sorted(CONTENT.rglob("*")) if file.suffix in {".md", ".yml"}]
    written = {str(file.relative_to(CONTENT)): file.read_text("utf-8") for file in files}
    found = {place: avoided(text) for place, text in (drawn | written).items()}
    assert not any(found.values()), listed(found)


def test_every_word_is_spelt_as_the_dictionary_or_our_own_list_has_it(
    pages: dict[str, str], answers: dict[str, str]
) -> None:
    everything = {page: visible(html, "html") for page, html in (pages | answers).items()}
    found = unknown(everything)
    assert not found, listed(found)


@pytest.mark.parametrize("file", ["*.md", "tilbud/*.md"])
def test_numbers_stay_with_their_words_and_quotation_marks_point_outwards(file: str) -> None:
    apart = re.compile(r"§ \d|\bkl\. \d|\d\. (?:dag|januar|februar|marts|april|maj|juni|juli)\b")
    for written in CONTENT.glob(file):
        text = written.read_text("utf-8")
        prose = text.split("---\n", 2)[2]
        assert apart.findall(text) == [], written.name
        assert re.findall(r"[“”„\"]", prose) == [], written.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kom og hør mere. Du kan stille spørgsmål.", 16.5),
        ("Borgere i socialpsykiatrien med botilbud kan ansøge om peerstøtte.", 53.4),
        ("Du får en mentor. I mødes hver uge eller hver 14. dag.", 6.0),
        ("I mødes hver 14.\u00a0dag kl.\u00a013. Det er fx en tur.", 6.0),
        ("Ring på 29 13 14 60.", 2.0),
        ("Skriv til lerho@vejle.dk eller se www.peertopeervejle.dk/faa.", 4.0),
        ("Hun er i Socialpsykiatrien i Vejle Kommune.", 3.0),
        ("»Det er godt.« Sagde han det?", 3.0),
        ("39 29 39 09", 0.0),
    ],
)
def test_reading_is_counted_by_the_rules(text: str, expected: float) -> None:
    assert lix([text]) == expected


def test_headings_list_items_and_cells_are_sentences_of_their_own() -> None:
    html = """<header>Menu</header><main><h1>En mentor</h1><ul><li>Du er <b>fyldt</b> 18</li>
    <li>Du bor her</li></ul><table><tr><td>Hvor</td><td>I byen</td></tr></table>
    <p>Skriv <code>makker check</code> nu<br>Eller vent</p><svg><title>To</title></svg></main>"""
    expected = ["En mentor", "Du er fyldt 18", "Du bor her", "Hvor", "I byen"]
    assert visible(html) == [*expected, "Skriv nu", "Eller vent"]


def test_a_sentence_that_is_too_long_is_found_and_quoted() -> None:
    long = "Du " + "kan " * LONGEST_SENTENCE + "det."
    assert too_long(["Kort. " + long], LONGEST_SENTENCE) == [long]
    assert too_long([long.replace("Du ", "", 1).replace("kan", "i", 1)], 21) == []


@pytest.mark.parametrize(
    "said",
    [
        *("tidligere misbrugere", "Narkomaner", "en alkoholiker", "han er ren", "clean"),
        *("psykisk\nsyge", "sindslidende", "en bipolar", "hun lider af angst", "ramt af stress"),
        *("brugerne", "en bruger", "klienten", "patienter", "afvist", "opfylder ikke kravene"),
        *("ikke godkendt", "ugyldigt", "blive rask", "et normalt liv", "begå selvmord"),
    ],
)
def test_words_that_hurt_are_found(said: str) -> None:
    assert avoided(f"Her står {said}, ser du.")


@pytest.mark.parametrize(
    "said",
    ["Vejle Misbrugscenter", "ude af et misbrug", "du bruger det", "Bruger du en computer?"],
)
def test_words_we_need_are_left_alone(said: str) -> None:
    assert avoided(f"Her står {said}, ser du.") == []


def test_a_misspelt_word_is_found_on_its_page() -> None:
    texts = {"a": ["Du får en peer-mentor i Vejle"], "b": ["Tilbudet er på lerho@vejle.dk"]}
    assert unknown(texts) == {"b": ["Tilbudet"]}


def test_own_words_are_in_order_and_stand_once() -> None:
    listed = Path(__file__).with_name("words.txt").read_text("utf-8").split()
    assert listed == sorted(set(listed))
