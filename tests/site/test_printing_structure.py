"""What a checker of PDF/UA-1 asks of every sheet, so that it can be read aloud in order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdf
import pytest
from pypdf.generic import ContentStream

from makker.domain.catalogue import Catalogue
from tests.site.pdfs import elements
from tests.site.printed import SITE
from tests.site.twins import FORMS, OFFERS, asked

PROGRAMMES = sorted({form.partition("/")[0] for form in OFFERS})
SHEETS = [
    *(f"tilbud/{one}/{sheet}.pdf" for one in PROGRAMMES for sheet in ("plakat", "folder")),
    *(f"{path}/skema.pdf" for path in FORMS.values()),
]
A4, LANDSCAPE = (210, 297), (297, 210)
DRAWING = {b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"f*", b"B", b"b", b"Do", b"sh"}
"""What leaves ink on the page."""
WITHIN = {
    "/LI": {"/L"},
    "/LBody": {"/LI"},
    "/Lbl": {"/LI"},
    "/TR": {"/Table", "/TBody", "/THead", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
}
"""What each kind of element may only stand in."""
KNOWN = {
    *("/Document", "/Part", "/Sect", "/Div", "/P", "/Span", "/NonStruct", "/Link", "/Figure"),
    *("/H1", "/H2", "/H3", "/L", "/Table", "/TBody", *WITHIN),
}
UA = "{http://www.aiim.org/pdfua/ns/id/}part"
TITLE = "{http://purl.org/dc/elements/1.1/}title"

every_sheet = pytest.mark.parametrize("sheet", SHEETS)


class Read:
    """A sheet as a checker reads it."""

    def __init__(self, file: Path) -> None:
        self.pdf = pypdf.PdfReader(file)
        self.root: Any = self.pdf.root_object
        self.pages: list[Any] = list(self.pdf.pages)
        self.elements = list(elements(self.root["/StructTreeRoot"]))

    def kinds(self, *kinds: str) -> list[Any]:
        return [one for one in self.elements if one["/S"] in kinds]

    def operations(self) -> Iterator[tuple[int, Sequence[Any], bytes]]:
        for number, page in enumerate(self.pages):
            stream = ContentStream(page.get_contents(), self.pdf)
            for operands, operator in stream.operations:
                yield number, operands, operator


@every_sheet
def test_every_sheet_is_a4(printed: Path, sheet: str) -> None:
    boxes = [page.mediabox for page in pypdf.PdfReader(printed / sheet).pages]
    sizes = {
        (round(float(one.width) / 72 * 25.4), round(float(one.height) / 72 * 25.4)) for one in boxes
    }
    assert sizes == {LANDSCAPE if "folder" in sheet else A4}


@every_sheet
def test_document_says_that_it_is_accessible_what_it_is_called_and_that_it_is_danish(
    printed: Path, sheet: str
) -> None:
    read = Read(printed / sheet)
    assert read.root["/Lang"] == "da"
    assert read.root["/MarkInfo"]["/Marked"].value is True
    assert not read.root["/MarkInfo"].get("/Suspects")
    assert read.root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    told = ET.fromstring(read.root["/Metadata"].get_object().get_data())  # noqa: S314 - our own
    assert [one.attrib[UA] for one in told.iter() if UA in one.attrib] == ["1"]
    titles = ["".join(one.itertext()).strip() for one in told.iter(TITLE)]
    assert read.pdf.metadata
    assert titles == [read.pdf.metadata.title]
    assert titles[0]


@every_sheet
def test_title_names_what_the_sheet_is_of(printed: Path, catalogue: Catalogue, sheet: str) -> None:
    names = {one.path: one.name for one in catalogue.programmes.values()}
    names |= {one.path: one.title for one in catalogue.meetings}
    named = {path: name for path, name in names.items() if f"/{sheet}".startswith(path)}
    (name,) = named.values() or [catalogue.organisation.site_name]
    metadata = pypdf.PdfReader(printed / sheet).metadata
    assert metadata
    assert str(metadata.title).startswith(f"{name}: ")


@every_sheet
def test_all_ink_is_either_read_aloud_or_marked_as_decoration(printed: Path, sheet: str) -> None:
    depth, bare = 0, []
    for page, _, operator in Read(printed / sheet).operations():
        depth += operator in {b"BDC", b"BMC"}
        depth -= operator == b"EMC"
        if operator in DRAWING and not depth:
            bare.append((page, operator))
    assert bare == []
    assert depth == 0


@every_sheet
def test_every_piece_of_content_has_its_element_and_every_element_its_content(
    printed: Path, sheet: str
) -> None:
    read = Read(printed / sheet)
    numbers = read.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = {int(numbers[at]): numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}
    marked: dict[int, list[int]] = {}
    for page, operands, operator in read.operations():
        if operator == b"BDC" and "/MCID" in operands[1]:
            marked.setdefault(page, []).append(int(operands[1]["/MCID"]))
    for page, ids in marked.items():
        assert sorted(ids) == list(range(len(parents[int(read.pages[page]["/StructParents"])])))


@every_sheet
def test_elements_are_known_and_stand_where_they_may(printed: Path, sheet: str) -> None:
    read = Read(printed / sheet)
    assert {one["/S"] for one in read.elements} <= KNOWN
    pairs = [(one["/S"], one["/P"].get_object().get("/S")) for one in read.elements]
    assert [(kind, above) for kind, above in pairs if above not in WITHIN.get(kind, {above})] == []
    for one in read.kinds("/L"):
        assert {kid.get_object()["/S"] for kid in one["/K"]} == {"/LI"}


@every_sheet
def test_headings_go_down_one_step_at_a_time_from_the_first(printed: Path, sheet: str) -> None:
    levels = [int(one["/S"][2:]) for one in Read(printed / sheet).kinds("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    steps = pairwise(levels)
    assert [(one, other) for one, other in steps if other > one + 1] == []


@every_sheet
def test_every_picture_that_is_no_decoration_says_what_it_is(printed: Path, sheet: str) -> None:
    (figure,) = Read(printed / sheet).kinds("/Figure")
    path = sheet.rpartition("/")[0]
    assert figure["/Alt"] == f"QR-kode til {SITE.removeprefix('https://')}/{path}"


@every_sheet
def test_every_link_says_where_it_leads_and_stands_in_the_text(printed: Path, sheet: str) -> None:
    read = Read(printed / sheet)
    pages = [page for page in read.pages if "/Annots" in page]
    notes = [note.get_object() for page in pages for note in page["/Annots"]]
    assert {page["/Tabs"] for page in pages} == {"/S"}
    assert {note["/Subtype"] for note in notes} == {"/Link"}
    assert [note for note in notes if note["/Contents"] != note["/A"]["/URI"]] == []
    held = [
        kid.get_object()["/Obj"].get_object()
        for one in read.kinds("/Link")
        for kid in one["/K"]
        if not isinstance(kid, int) and "/Obj" in kid.get_object()
    ]
    assert {note["/StructParent"] for note in held} == {note["/StructParent"] for note in notes}


@every_sheet
def test_every_font_is_in_the_file_and_can_be_read_as_text(printed: Path, sheet: str) -> None:
    for page in Read(printed / sheet).pages:
        for one in page["/Resources"]["/Font"].values():
            font = one.get_object()
            (kept,) = font["/DescendantFonts"]
            assert "/ToUnicode" in font
            assert {"/FontFile2", "/FontFile3"} & set(
                kept.get_object()["/FontDescriptor"].get_object()
            )


@every_sheet
def test_every_cell_of_a_table_names_its_headings(printed: Path, sheet: str) -> None:
    read = Read(printed / sheet)
    headings = {str(one["/ID"]) for one in read.kinds("/TH")}
    named = [{str(name) for name in one["/A"]["/Headers"]} for one in read.kinds("/TD")]
    assert [names for names in named if not names or not names <= headings] == []
    assert len(named) == len(headings)


@pytest.mark.parametrize("form", FORMS)
def test_each_question_is_a_heading_and_its_answers_are_a_list(
    printed: Path, catalogue: Catalogue, form: str
) -> None:
    read, fields = Read(printed / FORMS[form] / "skema.pdf"), asked(catalogue, form).fields
    choices = [len(one.choices) for one in fields if one.choices]
    assert len(read.kinds("/H3")) == len(fields)
    assert [len(one["/K"]) for one in read.kinds("/L")] == choices
