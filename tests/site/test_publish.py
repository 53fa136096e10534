"""What is served follows the content and the calendar, and never a fault."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import watchfiles

from makker.settings import Settings
from makker_site import publish
from makker_site.publish import Publisher
from tests.fakes import FixedClock
from tests.serving import PROJECT, Served, furnish, serving, wait_for
from tests.visitor import PROGRAMME

MEETING = "infomoeder/2016-04-18-vejle/index.html"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "content", tmp_path / "content"))


@pytest.fixture
def served(tmp_path: Path, content: Path) -> Iterator[Served]:
    with serving(tmp_path, "--content", str(content)) as served:
        yield served


def say(content: Path, word: str) -> None:
    """Save a page that says "Hver <word> uge" where it said "Hver uge"."""
    file = content / "tilbud" / f"{PROGRAMME}.md"
    text = re.sub(r"Hver( \w+)? uge eller", f"Hver {word} uge eller", file.read_text("utf-8"))
    file.write_text(text, "utf-8")


@contextmanager
def publishing(publisher: Publisher) -> Iterator[Path]:
    """Let it publish; give the page that `say` changes."""
    publisher.start()
    try:
        yield publisher.output / "tilbud" / PROGRAMME / "index.html"
    finally:
        publisher.stop()


def publisher_of(folder: Path) -> tuple[Publisher, Path]:
    """Give a publisher on the meeting's last day to sign up, and the meeting's page."""
    settings = Settings.read({"DATA": str(folder / "data"), "TODAY": "2016-04-14"})
    output = folder / "build" / "public"
    furnish(folder)
    return Publisher(settings, output), output / MEETING


def test_a_saved_file_is_shown_and_a_faulty_one_leaves_what_was_shown(
    served: Served, content: Path
) -> None:
    address = f"{served.url}/tilbud/{PROGRAMME}/"
    file = content / "tilbud" / f"{PROGRAMME}.md"
    before = file.read_text("utf-8")
    file.write_text(before.replace("Hver uge eller", "Hver eneste uge eller"), "utf-8")
    wait_for(lambda: "Hver eneste uge" in httpx.get(address).text)
    file.write_text(before.replace("status: aaben", "status: måske"), "utf-8")
    wait_for(lambda: "måske kendes ikke" in served.log.read_text("utf-8"))
    assert f"tilbud/{PROGRAMME}.md:7: status" in served.log.read_text("utf-8")
    assert "Hver eneste uge" in httpx.get(address).text
    file.write_text(before.replace("status: aaben", "status: pause"), "utf-8")
    wait_for(lambda: "holder pause" in httpx.get(address).text)


def test_pages_calendars_and_letters_name_the_same_address(tmp_path: Path) -> None:
    furnish(tmp_path)
    address = "https://peer.example.org"
    settings = Settings.read({"DATA": str(tmp_path / "data"), "MAKKER_SITE_URL": address})
    public = Publisher(settings, tmp_path / "build" / "public").output
    assert f'rel="canonical" href="{address}/"' in (public / "index.html").read_text("utf-8")
    for name in ("sitemap.xml", "robots.txt", "infomoeder.ics"):
        text = (public / name).read_text("utf-8")
        assert address in text
        assert "127.0.0.1" not in text


def test_the_forms_follow_the_content_as_the_pages_do(served: Served, content: Path) -> None:
    answers = {"program": PROGRAMME, "rolle": "peer"}
    file = content / "tilbud" / f"{PROGRAMME}.md"
    file.write_text(file.read_text("utf-8").replace("status: aaben", "status: lukket"), "utf-8")
    wait_for(lambda: httpx.post(f"{served.url}/send/svar/", data=answers).status_code == 409)


def test_an_edit_of_a_meeting_is_told_to_those_signed_up_while_it_serves(
    tmp_path: Path, content: Path
) -> None:
    def sign_up(client: httpx.Client, fields: dict[str, str]) -> None:
        token = re.search(r'name="noegle" value="([^"]*)"', send(client, fields).text)
        assert token
        assert "Tak." in send(client, {**fields, "noegle": token[1]}).text

    def send(client: httpx.Client, fields: dict[str, str]) -> httpx.Response:
        return client.post("/send/tilmelding/", data=fields)

    file = content / "moeder" / "2016-04-18-vejle.yml"
    person = {"moede": file.stem, "navn": "Anna", "email": "anna@eksempel.dk", "samtykke": "ja"}
    with (
        serving(tmp_path, "--content", str(content), today="2016-04-01") as served,
        httpx.Client(base_url=served.url) as client,
    ):
        sign_up(client, person)
        served.letters(1)
        edited = file.read_text("utf-8").replace("status: planlagt", "status: aflyst")
        file.write_text(edited, "utf-8")
        wait_for(lambda: send(client, person).status_code == 409)
        told = [mail for mail in served.letters(2) if "To: anna@eksempel.dk" in mail]
        assert len(told) == 1
        assert "STATUS:CANCELLED" in told[0]


def test_a_page_that_is_taken_away_is_gone(served: Served, content: Path) -> None:
    assert httpx.get(f"{served.url}/faelles-computer/").status_code == 200
    (content / "faelles-computer.md").unlink()
    wait_for(lambda: httpx.get(f"{served.url}/faelles-computer/").status_code == 404)


@pytest.mark.parametrize("linked", [False, True])
def test_a_folder_put_in_the_place_of_another_is_followed(
    tmp_path: Path, content: Path, *, linked: bool
) -> None:
    new = Path(shutil.copytree(content, tmp_path / "new"))
    say(new, "eneste")
    named = tmp_path / "named" if linked else content
    if linked:
        named.symlink_to(content)
    with serving(tmp_path, "--content", str(named)) as served:
        address = f"{served.url}/tilbud/{PROGRAMME}/"
        named.rename(tmp_path / "old")
        (named.symlink_to if linked else new.rename)(new if linked else named)
        wait_for(lambda: "Hver eneste uge" in httpx.get(address).text)
        say(named, "evige")
        wait_for(lambda: "Hver evige uge" in httpx.get(address).text)


def test_what_is_saved_is_found_when_the_kernel_can_watch_no_more(
    tmp_path: Path,
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def watch(*folders: Path, force_polling: bool | None, **options: Any) -> Iterator[Any]:  # noqa: ANN401
        if not force_polling:
            message = "Too many open files (os error 24)"
            raise RuntimeError(message)
        return watchfiles.watch(*folders, force_polling=True, **options)

    monkeypatch.setattr(publish, "watch", watch)
    furnish(tmp_path)
    settings = Settings.read({"DATA": str(tmp_path / "data"), "MAKKER_CONTENT": str(content)})
    publisher = Publisher(settings, tmp_path / "build" / "public")
    with publishing(publisher) as page:
        wait_for(lambda: "holder_oeje_selv" in capfd.readouterr().err)
        say(content, "eneste")
        wait_for(lambda: "Hver eneste uge" in page.read_text("utf-8"))


def test_what_was_saved_while_the_site_was_first_built_is_shown(
    tmp_path: Path, content: Path
) -> None:
    furnish(tmp_path)
    settings = Settings.read({"DATA": str(tmp_path / "data"), "MAKKER_CONTENT": str(content)})
    publisher = Publisher(settings, tmp_path / "build" / "public")
    say(content, "eneste")
    with publishing(publisher) as page:
        wait_for(lambda: "Hver eneste uge" in page.read_text("utf-8"))


def test_at_midnight_in_copenhagen_a_deadline_closes(tmp_path: Path) -> None:
    publisher, page = publisher_of(tmp_path)
    assert "Du kan melde dig til" in page.read_text("utf-8")
    publisher.start()
    publisher.app = replace(publisher.app, clock=FixedClock("2016-04-14T22:00:00Z"))
    wait_for(lambda: "Fristen for tilmelding er gået" in page.read_text("utf-8"))
    publisher.stop()


def test_a_page_can_be_read_at_every_moment_while_the_site_is_built_anew(tmp_path: Path) -> None:
    publisher, page = publisher_of(tmp_path)
    publisher.start()
    publisher.app = replace(publisher.app, clock=FixedClock("2016-04-20T12:00:00Z"))
    text = page.read_text("utf-8")
    while "Mødet er holdt" not in text:
        text = page.read_text("utf-8")
        assert text.rstrip().endswith("</html>")
    publisher.stop()
