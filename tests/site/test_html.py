"""HTML as the Nu checker wants it, and no dead link: in the pages and in what forms answer."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from makker.bootstrap import build_app
from makker.settings import Settings
from makker_site.plugin.build import build_site
from tests.serving import PROJECT
from tests.visitor import CONTACT, MENTOR, PEER, PROGRAMME, Fields, Reply, Visitor

TODAY = date(2026, 11, 22)
NODE = PROJECT / "tests" / "node"
NU = NODE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LYCHEE = str(Path(sys.executable).parent / "lychee")
ANSWERS = "svar-fra-formularer"
GUIDE: dict[str, Fields] = {
    "tom": {"rolle": "mentor"},
    "modstrid": {"rolle": "peer", "stoette": ["ingen", "botilbud"]},
    "resultat": {"rolle": "mentor", "fyldt_18": "ja", "overskud": "ikke_endnu"},
    "under-18": {"rolle": "peer", "fyldt_18": "nej"},
}


@pytest.fixture(scope="module")
def nu() -> Path:
    subprocess.run(["/bin/sh", str(NODE / "install.sh")], check=True)
    return NU


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site as built, with what the functions answer in a folder of its own."""
    folder = tmp_path_factory.mktemp("html")
    output = build_site(PROJECT / "content", folder / "public", TODAY).folder
    shutil.move(closed(folder), output / "lukket")
    settings = {"DATA": str(folder / "data"), "TODAY": TODAY.isoformat()}
    visitor = Visitor(build_app(Settings.read(settings)))
    for name, page in answers(visitor):
        file = output / ANSWERS / name / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(page, "utf-8")
    return output


def closed(folder: Path) -> Path:
    """Build the site as it is when one programme has paused and the others have closed."""
    content = folder / "content"
    shutil.copytree(PROJECT / "content", content)
    files = sorted((content / "tilbud").glob("*.md"))
    for file, status in zip(files, ["pause", *["lukket"] * len(files)], strict=False):
        text, changed = re.subn(
            r"(?m)^status: aaben$", f"status: {status}", file.read_text("utf-8")
        )
        assert changed
        file.write_text(text, "utf-8")
    return build_site(content, folder / "closed", TODAY).folder


def answers(visitor: Visitor) -> Iterator[tuple[str, str]]:
    """Give every kind of page the functions answer with, by name."""
    for name, reply in replies(visitor):
        yield name, reply.page
    yield "gik-galt", visitor.app.last_resort.html
    for name in ("lukket", "kun_post", "findes_ikke", "for_stort", "forkert_type"):
        yield name, visitor.app.pages.message(name).html


def replies(visitor: Visitor) -> Iterator[tuple[str, Reply]]:
    for offer in offers(visitor):
        fields = {"program": offer[0], "rolle": offer[1]}
        yield f"tom-{'-'.join(offer)}", visitor.post("/send/svar/", fields)
    yield "inden-for", visitor.screen("mentor", MENTOR)
    yield "tale-om", visitor.screen("mentor", MENTOR | {"ude_af_misbrug": "ved_ikke"})
    yield "uden-for", visitor.screen("mentor", MENTOR | {"ude_af_misbrug": "ikke_ude"})
    yield "under-18", visitor.screen("peer", PEER | {"fyldt_18": "nej"})
    for name, given in GUIDE.items():
        yield f"guide-{name}", visitor.post("/send/guide/", given)
    token = visitor.screen("mentor", MENTOR).token
    odd = {"navn": "<b>\"&'", "telefon": "2026 457", "besked": "en\n<to>"}
    yield "kontakt-tom", visitor.submit(token, {})
    yield "kontakt-fejl", visitor.submit(token, CONTACT | odd)
    yield "kvittering", visitor.submit(token, CONTACT)
    yield "kvittering-igen", visitor.submit(token, CONTACT | {"telefon": "40 40 40 40"})
    yield "udloebet", visitor.submit("x", CONTACT)
    yield "intet-tilbud", visitor.post("/send/svar/", {"program": "x"})


def offers(visitor: Visitor) -> list[tuple[str, str]]:
    programmes = visitor.app.catalogue.programmes.values()
    return [(one.id, role) for one in programmes for role in one.roles]


def complaints(nu: Path, folder: Path) -> list[str]:
    """Give what the Nu checker says of every page, style and drawing below *folder*."""
    options = [
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        "--also-check-css",
        "--also-check-svg",
    ]
    java = shutil.which("java")
    assert java, "the Nu checker needs Java 17 or newer"
    files = [file for kind in ("html", "css", "svg") for file in folder.rglob(f"*.{kind}")]
    files = list({file.read_bytes(): file for file in files}.values())
    command = [java, "-jar", str(nu), *options, *map(str, files)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [
        f"{item.get('url', '').partition(str(folder))[2]}:{item.get('lastLine')} "
        f"{item.get('subType', item['type'])}: {item['message']}"
        for item in json.loads(said)["messages"]
    ]


def dead_links(folder: Path) -> str:
    """Give what lychee says of links and anchors that lead nowhere.

    What is printed is not built yet, and what the functions answer is no file.
    """
    options = ["--offline", "--include-fragments", "--no-progress", "--mode", "plain"]
    places = ["--root-dir", str(folder), "--index-files", "index.html"]
    elsewhere = ["--exclude", f"^{re.escape(folder.as_uri())}/(send/|min-henvendelse|.*[.]pdf$)"]
    command = [LYCHEE, *options, *places, *elsewhere, "--extensions", "html", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert " OK" in done.stdout, done.stderr
    return done.stdout if done.returncode else ""


def test_the_nu_checker_has_nothing_to_say_of_any_page_or_answer(nu: Path, built: Path) -> None:
    assert complaints(nu, built) == []


def test_no_link_or_anchor_of_any_page_or_answer_leads_nowhere(built: Path) -> None:
    assert dead_links(built) == ""


def test_every_form_is_sent_to_where_someone_listens(built: Path, tmp_path: Path) -> None:
    visitor = Visitor(build_app(Settings.read({"DATA": str(tmp_path), "MAKKER_FASTEST": "0"})))
    pages = [file.read_text("utf-8") for file in built.rglob("*.html")]
    places = {
        place for page in pages for place in re.findall(r' method="post" action="(.*?)"', page)
    }
    assert len(places) >= 2
    for place in places:
        assert visitor.post(place, {"program": PROGRAMME}).status != 404, place


def test_the_checkers_see_a_fault_when_there_is_one(nu: Path, tmp_path: Path) -> None:
    page = '<!doctype html><html lang="da"><meta charset="utf-8"><title>x</title>'
    (tmp_path / "fejl.html").write_text(
        f'{page}<h1>x</h1><label for="navn">Navn</label><a href="/vaek/">x</a><a href="#vaek">x</a>'
    )
    assert any("navn" in line or "label" in line for line in complaints(nu, tmp_path))
    said = dead_links(tmp_path)
    assert "/vaek" in said
    assert "#vaek" in said
