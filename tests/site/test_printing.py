"""Posters and leaflets: what stands on the paper, and what must never stand there."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from makker.domain.catalogue import Catalogue
from makker.domain.danish import phone_pairs
from makker.domain.programme import Programme, Status
from makker_site.cli import main
from makker_site.printing import PrintError, print_all
from makker_site.printing.adverts import LEAFLET, POSTER
from makker_site.printing.drawings import TABS
from makker_site.printing.sheets import Kind
from tests.content.copies import CONTENT, TODAY
from tests.site.pdfs import code_in, flat, text_in, text_of
from tests.site.printed import MEETING_DAY, SITE, THEME, print_advert
from tests.visitor import PROGRAMME

PROGRAMMES = sorted(file.stem for file in (CONTENT / "tilbud").glob("*.md"))
SHEETS = [(programme, sheet) for programme in PROGRAMMES for sheet in ("plakat", "folder")]
TELLING = "misbrug rusmid stof alkohol medicin psyk syg behandl diagnos sårbar botilbud § hjælp"
"""Beginnings and middles of words that would say something of whoever holds the paper."""
TABS_PART = (0, 255, 210, 42)


def find(printed: Path, programme: str, sheet: str) -> Path:
    return printed / "tilbud" / programme / f"{sheet}.pdf"


def with_programme(catalogue: Catalogue, changed: Programme) -> Catalogue:
    return replace(catalogue, programmes={changed.id: changed})


@pytest.mark.parametrize(("programme", "sheet"), SHEETS)
def test_sheet_says_who_it_is_for_and_whom_to_ring(
    printed: Path, catalogue: Catalogue, programme: str, sheet: str
) -> None:
    shown, meant = text_of(find(printed, programme, sheet)), catalogue.programmes[programme]
    roles = meant.roles.values()
    sentences = [
        *(meant.name, meant.place, meant.summary, phone_pairs(meant.phone)),
        *(criterion.text for role in roles for criterion in role.criteria),
        *(fact.text for fact in meant.facts),
        *(text for one in meant.contacts for text in (one.name, one.role, phone_pairs(one.phone))),
        f"peer.example/tilbud/{programme}",
    ]
    if sheet == "folder":
        sentences += [fact.text for role in roles for fact in role.facts]
    assert [one for one in sentences if flat(one) not in shown] == []


@pytest.mark.parametrize(("programme", "sheet"), SHEETS)
def test_code_leads_a_telephone_to_the_programmes_page(
    printed: Path, tmp_path: Path, programme: str, sheet: str
) -> None:
    read = code_in(find(printed, programme, sheet), 1, tmp_path)
    assert read == f"{SITE}/tilbud/{programme}/"


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_strip_in_a_pocket_tells_nothing(
    printed: Path, catalogue: Catalogue, programme: str
) -> None:
    phone = phone_pairs(catalogue.programmes[programme].phone)
    strips = text_in(find(printed, programme, "plakat"), 1, TABS_PART)
    assert strips.count(flat(phone)) == strips.count("Peer-støtte") == TABS
    assert strips.replace(flat(phone), "").replace("Peer-støtte", "").strip() == ""


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_outside_of_the_leaflet_tells_nothing_of_whoever_holds_it(
    printed: Path, programme: str
) -> None:
    outside = text_in(find(printed, programme, "folder"), 1, (0, 0, 297, 210)).casefold()
    assert "peer" in outside
    assert [word for word in TELLING.split() if word in outside] == []


def test_leaflet_reads_one_to_four_when_it_is_folded(printed: Path, catalogue: Catalogue) -> None:
    file, say = find(printed, PROGRAMME, "folder"), catalogue.texts.get
    halves = [text_in(file, side, (left, 0, 148, 210)) for side in (1, 2) for left in (0, 149)]
    fourth, first, second, third = halves
    assert catalogue.programmes[PROGRAMME].name in first
    assert second.startswith(say("tryk.hvem"))
    assert third.startswith(say("tryk.ja"))
    assert fourth.startswith(say("tryk.begynd"))


def test_same_content_gives_the_same_bytes_in_another_process(printed: Path) -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from makker.content.load import load; from tests.site.printed import print_advert;"
        "from makker_site.printing.adverts import LEAFLET;"
        f"all = load(Path({str(CONTENT)!r}), date(2026, 11, 22)).catalogue;"
        f"sys.stdout.buffer.write(print_advert(LEAFLET, all.programmes[{PROGRAMME!r}], all))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    answer = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True
    )
    assert answer.stdout == find(printed, PROGRAMME, "folder").read_bytes()


def test_what_did_not_change_costs_nothing_and_needs_no_pango(
    printed: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    files = {file: file.stat() for file in printed.rglob("*.pdf")}
    assert set(print_all(catalogue, THEME, SITE, printed, today=MEETING_DAY)) == set(files)
    for file, before in files.items():
        after = file.stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    anew = printed.with_name("another")
    assert len(print_all(catalogue, THEME, SITE, anew, today=MEETING_DAY)) == len(files)


def test_without_pango_it_is_said_what_to_install(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(PrintError, match=r"needs Pango: run site/install-libraries\.sh"):
        print_all(catalogue, THEME, SITE, tmp_path / "public", today=MEETING_DAY)
    assert list(tmp_path.rglob("*.pdf")) == []


def test_text_that_looks_like_code_is_printed_as_typed(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    typed = "For <b>dig</b> & {{ 7 * 7 }} </style><script>"
    changed = replace(catalogue.programmes[PROGRAMME], name=typed, summary=typed)
    for kind in (POSTER, LEAFLET):
        file = tmp_path / "sheet.pdf"
        file.write_bytes(print_advert(kind, changed, catalogue))
        assert text_of(file).replace(" ", "").count(typed.replace(" ", "")) == 2


def test_long_texts_are_set_smaller_and_nothing_is_lost(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    programme = catalogue.programmes[PROGRAMME]
    summary = " ".join(f"Ord{number}" for number in range(60))
    file = tmp_path / "sheet.pdf"
    file.write_bytes(print_advert(LEAFLET, replace(programme, summary=summary), catalogue))
    assert summary in text_of(file)
    assert len(pypdf.PdfReader(file).pages) == 2
    with pytest.raises(PrintError, match=rf"{PROGRAMME}/plakat\.pdf: .* too long"):
        print_advert(POSTER, replace(programme, summary=summary * 4), catalogue)


@pytest.mark.parametrize("kind", [POSTER, LEAFLET])
def test_sheet_lists_the_criteria_of_its_day(
    catalogue: Catalogue, tmp_path: Path, kind: Kind
) -> None:
    programme = catalogue.programmes[PROGRAMME]
    first, *others = programme.roles["peer"].criteria
    over = replace(first, text="Du kan lide at svømme", last_day=date(2016, 3, 31))
    roles = {"peer": replace(programme.roles["peer"], criteria=(over, *others))}
    changed = replace(programme, roles={**programme.roles, **roles})
    file = tmp_path / "sheet.pdf"
    for day, shown in ((date(2016, 3, 31), True), (date(2016, 4, 1), False)):
        file.write_bytes(print_advert(kind, changed, catalogue, day))
        assert (flat("Du kan lide at svømme") in text_of(file)) is shown


def test_closed_programme_is_not_advertised(
    printed: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    shutil.copytree(printed.parent, tmp_path / "print")
    closed = replace(catalogue.programmes[PROGRAMME], status=Status.CLOSED)
    output = tmp_path / "print" / "public"
    written = print_all(with_programme(catalogue, closed), THEME, SITE, output, today=MEETING_DAY)
    assert [file for file in written if PROGRAMME in file.parts] == []
    assert list((output / "tilbud" / PROGRAMME).rglob("*.pdf")) == []


def test_command_prints_all_of_it(
    printed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MAKKER_SITE_URL", SITE)
    folder = printed.with_name("command")
    assert main(["print", "--out", str(folder), "--today", TODAY.isoformat()]) == 0
    files = {file.relative_to(printed) for file in printed.rglob("*.pdf")}
    there = {file.relative_to(folder) for file in folder.rglob("*.pdf")}
    assert there == {file for file in files if file.parts[0] != "infomoeder"}
    assert re.search(rf"\b{len(there)} plakater", capsys.readouterr().out)
