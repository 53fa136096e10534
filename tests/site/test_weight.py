"""What a page weighs, on the wire, for someone with an old phone and a thin line."""

import gzip
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from makker_site.plugin.build import build_site
from tests.serving import PROJECT

TODAY = date(2026, 11, 22)
FIRST_VISIT = 20_000
MOST_REQUESTS = 5
HTML = 8_000
CSS = 8_000
JS = 4_000
DATA = "application/ld+json"
FETCHED_BY_LINK = {"stylesheet", "icon", "preload", "manifest", "modulepreload"}


class Parts(HTMLParser):
    """What a browser fetches for a page, where its links lead, and what stands in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fetched: set[str] = set()
        self.posted: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        self.inline += [f"{tag} {name}" for name in names if name == "style" or name[:2] == "on"]
        if tag == "style" or (tag == "script" and "src" not in names and names.get("type") != DATA):
            self.inline.append(tag)
        if tag == "a":
            self.links.append(names.get("href", ""))
        if tag == "link" and set(names["rel"].split()) & FETCHED_BY_LINK:
            self.fetched.add(names["href"])
        self.fetched |= {
            names[name] for name in ("src", "poster", "data", "srcset") if name in names
        }
        self.posted += [names[name] for name in ("action", "formaction") if name in names]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("built") / "public"
    return build_site(PROJECT / "content", output, TODAY).folder


@pytest.fixture(scope="module")
def parts(built: Path) -> dict[Path, Parts]:
    return {file: Parts(file.read_text("utf-8")) for file in built.rglob("*.html")}


def weight(file: Path) -> int:
    """Give the bytes on the wire; what is packed already is not packed again."""
    whole = file.read_bytes()
    packed = file.suffix in {".png", ".jpg", ".webp", ".woff2", ".pdf"}
    return len(whole) if packed else len(gzip.compress(whole, 6))


def too_heavy(built: Path, pattern: str, most: int) -> Iterator[str]:
    for file in built.rglob(pattern):
        if weight(file) > most:
            yield f"{file.relative_to(built)}: {weight(file)} bytes, at most {most}"


def test_no_page_style_or_script_is_heavy(built: Path) -> None:
    assert list(built.rglob("*.css"))
    for pattern, most in (("*.html", HTML), ("*.css", CSS), ("*.js", JS)):
        assert list(too_heavy(built, pattern, most)) == []


def test_a_first_visit_is_light_and_asks_seldom(built: Path, parts: dict[Path, Parts]) -> None:
    for page, has in parts.items():
        files = [page, *(built / address.lstrip("/") for address in has.fetched)]
        assert len(files) <= MOST_REQUESTS, (page, has.fetched)
        assert sum(map(weight, files)) <= FIRST_VISIT, page


def test_the_scripts_of_a_page_are_light_together(built: Path, parts: dict[Path, Parts]) -> None:
    scripted = 0
    for page, has in parts.items():
        scripts = [one for one in has.fetched if one.endswith(".js")]
        scripted += bool(scripts)
        assert sum(weight(built / one.lstrip("/")) for one in scripts) <= JS, page
    assert scripted >= len(list(built.glob("tilbud/*/*/index.html")))


def test_no_page_fetches_from_or_sends_to_anyone_else(parts: dict[Path, Parts]) -> None:
    for page, has in parts.items():
        for address in {*has.fetched, *has.posted}:
            assert address.startswith("/"), (page, address)
            assert not address.startswith("//"), (page, address)


def test_links_lead_into_the_site_to_a_phone_a_mail_or_a_named_secure_place(
    parts: dict[Path, Parts],
) -> None:
    for page, has in parts.items():
        for address in has.links:
            where = urlsplit(address)
            assert where.scheme in {"", "tel", "mailto", "https"}, (page, address)
            assert where.scheme or not where.netloc, (page, address)


def test_nothing_stands_in_a_page_that_a_strict_browser_would_refuse(
    parts: dict[Path, Parts],
) -> None:
    for page, has in parts.items():
        assert has.inline == [], page


@pytest.mark.parametrize(
    ("html", "fetched", "inline"),
    [
        ('<img src="https://x.example/a.png">', {"https://x.example/a.png"}, []),
        ('<link rel="stylesheet" href="//x.example/a.css">', {"//x.example/a.css"}, []),
        ('<link rel="canonical" href="https://x.example/">', set(), []),
        ("<script>1</script>", set(), ["script"]),
        (f'<script type="{DATA}">{{}}</script>', set(), []),
        ('<p style="color: red" onclick="x">', set(), ["p style", "p onclick"]),
        ("<style>p {}</style>", set(), ["style"]),
    ],
)
def test_the_reader_of_pages_sees_what_it_looks_for(
    html: str, fetched: set[str], inline: list[str]
) -> None:
    has = Parts(html)
    assert has.fetched == fetched
    assert has.inline == inline
