"""The forms on paper: the same as on the page, to be filled in by hand and keyed in by staff."""

import subprocess
from pathlib import Path

import pypdf
import pytest

from makker.bootstrap import build_app
from makker.domain.catalogue import Catalogue
from makker.domain.danish import phone_pairs
from makker.settings import Settings
from makker_site.plugin.build import build_site
from makker_site.printing.paper_sheets import paper_sheets
from makker_site.printing.sheets import make_workshop
from tests.content.copies import CONTENT, TODAY
from tests.site.language import avoided, lix, too_long, visible
from tests.site.pdfs import MONO, code_in, flat, misplaced, text_of, typed_in
from tests.site.printed import MEETING, MEETING_DAY, SITE, THEME
from tests.site.spelling import unknown
from tests.site.twins import FORMS, OFFERS, asked, find, ids_on_page, ids_on_paper, offer_of
from tests.visitor import Visitor

HARDEST_FORM, LONGEST_SENTENCE = 30, 20
"""As for the pages."""
NO = ("desværre", "passer ikke", "afslag", "ikke være med", "målgruppe", "kun for dig")

every_form = pytest.mark.parametrize("form", FORMS)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(CONTENT, tmp_path_factory.mktemp("twins") / "public", MEETING_DAY).folder


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    settings = {"DATA": str(tmp_path_factory.mktemp("data")), "TODAY": TODAY.isoformat()}
    return Visitor(build_app(Settings.read(settings)))


def second_page(visitor: Visitor, catalogue: Catalogue, form: str) -> str:
    """Give the page that asks how to be reached, when the questions are answered."""
    programme, role = form.split("/")
    questions = offer_of(catalogue, form).role.questions
    answers = {one.field: one.options[0].value for one in questions}
    return visitor.post("/send/svar/", {"program": programme, "rolle": role, **answers}).page


def test_there_is_one_paper_for_every_form(printed: Path) -> None:
    assert {file.parent for file in printed.rglob("skema.pdf")} == {
        printed / path for path in FORMS.values()
    }


@every_form
def test_paper_has_every_id_of_the_pages_in_their_order(
    printed: Path, built: Path, visitor: Visitor, catalogue: Catalogue, form: str
) -> None:
    expected = ids_on_page((built / FORMS[form] / "index.html").read_text("utf-8"))
    if form in OFFERS:
        expected += ids_on_page(second_page(visitor, catalogue, form))
    assert {"navn", "telefon", "samtykke"} <= set(expected)
    assert ids_on_paper(find(printed, form)) == expected


@every_form
def test_every_page_says_which_form_it_belongs_to_and_its_number(printed: Path, form: str) -> None:
    file = find(printed, form)
    pages = pypdf.PdfReader(file).pages
    assert [page[-1] for page in typed_in(file, MONO)] == [form] * len(pages)
    for number, page in enumerate(pages, start=1):
        assert f"Side {number} af {len(pages)}" in flat(page.extract_text())


@every_form
def test_paper_asks_in_the_words_of_the_page(
    printed: Path, catalogue: Catalogue, form: str
) -> None:
    shown, fields = text_of(find(printed, form)), asked(catalogue, form).fields
    words = [one.label for one in fields] + [one.hint for one in fields]
    words += [text for one in fields for box in one.choices for text in (box.text, box.detail)]
    assert [one for one in words if flat(one) not in shown] == []


@every_form
def test_every_box_has_its_words_before_it_and_its_id_on_the_same_line(
    printed: Path, catalogue: Catalogue, form: str
) -> None:
    command = ["pdftotext", "-layout", str(find(printed, form)), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [flat(line) for line in said.splitlines()]
    boxes = [box for field in asked(catalogue, form).fields for box in field.choices]
    for box in boxes:
        begins, ends = " ".join(box.text.split()[:5]), f" {box.value}"
        assert [one for one in lines if one.startswith(begins) and one.endswith(ends)], box


@every_form
def test_paper_says_whom_to_ring_and_what_one_agrees_to(
    printed: Path, catalogue: Catalogue, form: str
) -> None:
    shown, asks, say = text_of(find(printed, form)), asked(catalogue, form), catalogue.texts.get
    told = [
        *(phone_pairs(asks.phone), f"peer.example/{FORMS[form]}", "peer.example/privatliv"),
        say("papir.samtykke_tekst", version=asks.consent_version),
        *(say("papir.kontakt_tekst"), say("papir.aflever_tekst"), "få hjælp"),
    ]
    assert [one for one in told if flat(one) not in shown] == []


@pytest.mark.parametrize("form", OFFERS)
def test_application_names_its_programme_and_whom_to_hand_it_to(
    printed: Path, catalogue: Catalogue, form: str
) -> None:
    shown, offer = text_of(find(printed, form)), offer_of(catalogue, form)
    told = [offer.programme.name, offer.role.title, catalogue.texts.get("papir.indledning")]
    for one in offer.programme.contacts:
        told += [one.name, one.role, phone_pairs(one.phone)]
    assert [one for one in told if flat(one) not in shown] == []
    steps = [flat(step.text) for one in offer.role.criteria for step in one.next_steps]
    assert steps
    assert [one for one in steps if one in shown] == []


@every_form
def test_paper_turns_nobody_away(printed: Path, form: str) -> None:
    shown = text_of(find(printed, form))
    assert avoided(shown) == []
    assert [one for one in NO if one in shown.casefold()] == []


@every_form
def test_code_leads_a_telephone_to_the_form_on_the_site(
    printed: Path, tmp_path: Path, form: str
) -> None:
    file = find(printed, form)
    pages = len(pypdf.PdfReader(file).pages)
    assert code_in(file, pages, tmp_path) == f"{SITE}/{FORMS[form]}/"


@every_form
def test_paper_is_one_sheet_on_which_nothing_is_cut_or_covered(printed: Path, form: str) -> None:
    assert len(pypdf.PdfReader(find(printed, form)).pages) <= 2
    assert misplaced(find(printed, form)) == []


def test_sign_up_says_when_and_where_the_meeting_is_and_by_when(
    printed: Path, catalogue: Catalogue
) -> None:
    shown, meeting = text_of(find(printed, f"tilmelding/{MEETING}")), catalogue.meeting(MEETING)
    assert meeting
    place = f"{meeting.place.name}, {meeting.place.address}, {meeting.place.town}"
    told = (meeting.title, f"M{meeting.when[1:]}", place, "senest torsdag den 14. april 2016")
    assert [one for one in told if flat(one) not in shown] == []
    assert "30 dage efter mødet" in shown


def test_paper_is_as_easy_to_read_as_the_page(catalogue: Catalogue) -> None:
    # The address is one of those that are no words.
    sheets = list(paper_sheets(make_workshop(catalogue, THEME, "https://peer.dk", MEETING_DAY)))
    pages = {one.name: visible(one.typeset(12, imposed=False), "body") for one in sheets}
    assert len(pages) == len(FORMS)
    assert [name for name, said in pages.items() if lix(said) > HARDEST_FORM] == []
    allowed = [
        box.detail for form in FORMS for one in asked(catalogue, form).fields for box in one.choices
    ]
    long = {one for said in pages.values() for one in too_long(said, LONGEST_SENTENCE)}
    assert [one for one in long if one not in " ".join(allowed)] == []
    assert unknown(pages) == {}
