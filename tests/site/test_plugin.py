"""What MkDocs makes of the content through our plugin."""

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from makker.content.load import load
from makker.content.plain_pages import pages_without_a_file
from makker_site.plugin.build import BuildError, build_site
from tests.serving import PROJECT
from tests.visitor import PROGRAMME

TODAY = date(2026, 11, 22)
CONTENT = PROJECT / "content"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("built") / "public"
    return build_site(CONTENT, output, TODAY).folder


def files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def mkdocs(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of what MkDocs works on, so that a test may put it at risk."""
    for name in ("content", "site"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("target", ["site", ".", "content", "content/ud", "site/theme", ".."])
def test_mkdocs_cannot_be_made_to_delete_sources(project: Path, target: str) -> None:
    before = files(project)
    answer = mkdocs(project, "--site-dir", target)
    assert answer.returncode != 0
    assert files(project) == before


def test_mkdocs_without_our_output_folder_refuses_its_own_default(project: Path) -> None:
    settings = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(settings.replace("site_dir: build/public", ""), "utf-8")
    before = files(project)
    answer = mkdocs(project)
    assert "holds sources" in answer.stderr
    assert files(project) == before


def test_the_plain_mkdocs_command_builds_without_a_warning(project: Path, built: Path) -> None:
    answer = mkdocs(project, "--strict")
    assert answer.returncode == 0, answer.stderr
    assert files(project / "build/public") == files(built)


def test_the_site_builds_the_same_without_the_material_theme(project: Path, built: Path) -> None:
    settings = (project / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("name: material", "name: null").replace("  language: da\n", "")
    (project / "mkdocs.yml").write_text(settings.replace("  font: false\n", ""), "utf-8")
    answer = mkdocs(project)
    assert answer.returncode == 0, answer.stderr
    for name in files(built) - {"sitemap.xml.gz"}:
        assert (project / "build/public" / name).read_bytes() == (built / name).read_bytes(), name


def test_the_site_has_the_promised_addresses(built: Path) -> None:
    pages = {name.removesuffix("index.html") for name in files(built)}
    for role in ("peer", "mentor"):
        assert f"tilbud/{PROGRAMME}/{role}/" in pages
    for page in ("", "tilbud/", f"tilbud/{PROGRAMME}/", "kontakt/", "privatliv/", "was/"):
        assert page in pages
    assert "faa-hjaelp-nu/" in pages


def test_only_pages_pictures_and_the_stylesheet_are_published(built: Path) -> None:
    kinds = {Path(name).suffix for name in files(built)}
    assert kinds <= {".html", ".css", ".js", ".svg", ".png", ".xml", ".txt", ".json", ".ics"}


def test_every_link_on_the_site_leads_somewhere(built: Path) -> None:
    for page in built.rglob("*.html"):
        html = page.read_text("utf-8")
        for address in re.findall(r'(?:href|src|action)="(/[^"#]*)"', html):
            answered = address.startswith(("/send/", "/min-henvendelse/"))
            if not answered and not address.endswith(".pdf"):
                target = built / address.lstrip("/")
                assert (target / "index.html").exists() or target.is_file(), (page, address)
        for anchor in re.findall(r'href="#([^"]+)"', html):
            assert f'id="{anchor}"' in html, (page, anchor)


def test_words_can_lead_to_every_page_that_is_made_without_a_file(built: Path) -> None:
    pages = {f"{page.parent.relative_to(built)}.md" for page in built.rglob("index.html")}
    written = {str(file.relative_to(CONTENT)) for file in CONTENT.rglob("*.md")}
    catalogue = load(CONTENT, TODAY).catalogue
    assert pages - written - {"..md"} == set(pages_without_a_file(catalogue))


def test_every_page_has_a_title_of_its_own_and_one_main_heading(built: Path) -> None:
    titles = []
    for page in built.rglob("*.html"):
        html = page.read_text("utf-8")
        titles.append(re.findall(r"<title>(.*?)</title>", html)[0])
        shown = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
        assert len(re.findall(r"<h1[ >]", shown)) == 1, page
    assert len(set(titles)) == len(titles)


def test_every_page_shows_help_privacy_accessibility_and_a_number(built: Path) -> None:
    for page in built.rglob("*.html"):
        html = page.read_text("utf-8")
        for address in ("/faa-hjaelp-nu/", "/privatliv/", "/was/", "/faelles-computer/"):
            assert f'href="{address}"' in html, (page, address)
        assert 'href="tel:+45' in html, page


def test_criteria_on_the_page_are_those_of_the_screening(built: Path) -> None:
    page = (built / "tilbud" / PROGRAMME / "index.html").read_text("utf-8")
    for sentence in (
        "Du er fyldt 18 år",
        "Du bor i Vejle Kommune",
        "Du har været ude af dit misbrug i mindst et år",
        "Du er stoffri eller alkoholfri, eller din substitutionsmedicin er stabil",
    ):
        assert f"<li>{sentence}</li>" in page


def test_forms_have_a_fieldset_a_legend_and_nothing_chosen_or_required(built: Path) -> None:
    form = (built / "tilbud" / PROGRAMME / "mentor" / "index.html").read_text("utf-8")
    assert form.count("<fieldset") == form.count("<legend") == 5
    assert " checked" not in form
    assert "required" not in form
    assert 'method="post" action="/send/svar/" novalidate' in form


def test_a_page_of_a_form_is_kept_out_of_search_engines(built: Path) -> None:
    form = (built / "tilbud" / PROGRAMME / "mentor" / "index.html").read_text("utf-8")
    page = (built / "tilbud" / PROGRAMME / "index.html").read_text("utf-8")
    assert "noindex" in form
    assert "noindex" not in page


def test_content_with_faults_never_replaces_the_site_that_stands(tmp_path: Path) -> None:
    content, output = tmp_path / "content", tmp_path / "public"
    shutil.copytree(CONTENT, content)
    build_site(content, output, TODAY)
    before = {name: (output / name).read_bytes() for name in files(output)}
    (content / "kontakter.yml").write_text("skema: 1\nkontakter: [", "utf-8")
    with pytest.raises(BuildError):
        build_site(content, output, TODAY)
    assert {name: (output / name).read_bytes() for name in files(output)} == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


def test_text_in_yaml_that_looks_like_code_is_shown_as_typed(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    file = content / "tilbud" / f"{PROGRAMME}.md"
    typed = "For <b>dig</b> & {{ 7 * 7 }} {navn} {% raw %}"
    text = re.sub(r"(?m)^resume: .*", f"resume: '{typed}'", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    page = build_site(content, tmp_path / "public", TODAY).folder / "tilbud" / PROGRAMME
    shown = "For &lt;b&gt;dig&lt;/b&gt; &amp; {{ 7 * 7 }} {navn} {% raw %}"
    assert shown in (page / "index.html").read_text("utf-8")
