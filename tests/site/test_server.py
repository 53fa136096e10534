"""The one-machine server over real HTTP."""

import json
import re
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email import message_from_string
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
import pytest

from makker.domain.danish import in_copenhagen
from makker.handlers.http import SECURITY_HEADERS
from tests.serving import MAKKER, Served, serving
from tests.visitor import CONTACT, MENTOR, PROGRAMME

ANSWERS = {"program": PROGRAMME, "rolle": "mentor", **MENTOR}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.fixture
def browser(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.url, follow_redirects=True) as client:
        yield client


def token_of(page: str) -> str:
    match = re.search(r'name="noegle" value="([^"]+)"', page)
    assert match
    return match[1]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/tilbud/", 200),
        (f"/tilbud/{PROGRAMME}/mentor/", 200),
        ("/findes-ikke/", 404),
        ("/../mkdocs.yml", 404),
        ("/%2e%2e/mkdocs.yml", 404),
        ("/organisation.yml", 404),
        ("/send/svar/", 405),
    ],
)
def test_every_answer_has_the_strict_headers(browser: httpx.Client, path: str, status: int) -> None:
    answer = browser.get(path)
    assert answer.status_code == status
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value
    assert "server" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert '<html lang="da">' in answer.text


def test_pages_are_compressed_and_answers_to_one_person_are_not(browser: httpx.Client) -> None:
    assert browser.get("/").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in browser.post("/send/svar/", data=ANSWERS).headers


def test_what_is_named_by_its_content_is_kept_for_ever_and_the_pages_are_not(
    browser: httpx.Client,
) -> None:
    page = browser.get(f"/tilbud/{PROGRAMME}/mentor/")
    assert page.headers["cache-control"] == "no-cache"
    for kind, said in {"css": "text/css", "js": "text/javascript"}.items():
        match = re.search(rf'"(/assets/\w+\.\w+\.{kind})"', page.text)
        assert match
        asset = browser.get(match[1])
        assert asset.headers["content-type"].startswith(said)
        assert "immutable" in asset.headers["cache-control"]
    assert browser.get("/assets/makker.0000000000.css").headers["cache-control"] == "no-cache"
    assert browser.get("/assets/icon.svg").headers["cache-control"] == "public, max-age=86400"


def test_calendar_is_one_on_every_machine(browser: httpx.Client) -> None:
    calendar = browser.get("/infomoeder.ics")
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"


def test_an_application_goes_the_whole_way(served: Served, browser: httpx.Client) -> None:
    before = len(served.letters(0))
    result = browser.post("/send/svar/", data=ANSWERS)
    receipt = browser.post("/send/kontakt/", data={"noegle": token_of(result.text), **CONTACT})
    assert receipt.status_code == 200
    match = re.search(r'mk-reference">(\w{8})<', receipt.text)
    assert match
    letters = served.letters(before + 1)
    assert any(match[1] in letter for letter in letters)


def test_a_hundred_copies_at_once_are_one_record_and_one_letter(
    served: Served, browser: httpx.Client
) -> None:
    before = len(served.letters(0))
    token = token_of(browser.post("/send/svar/", data=ANSWERS).text)
    references: list[str] = []

    def send() -> None:
        receipt = httpx.post(
            f"{served.url}/send/kontakt/", data={"noegle": token, **CONTACT}, timeout=60
        )
        references.extend(re.findall(r'mk-reference">(\w{8})<', receipt.text))

    threads = [threading.Thread(target=send) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(references) == 100
    assert len(set(references)) == 1
    served.letters(before + 1)
    assert sum(references[0] in letter for letter in served.letters(0)) == 1


def test_a_megabyte_is_answered_with_a_page_and_not_with_a_broken_line(
    browser: httpx.Client,
) -> None:
    answer = browser.post("/send/kontakt/", data={"besked": "x" * 1_000_000})
    assert answer.status_code == 413
    assert "Det var mere, end vi kan tage imod" in answer.text


def test_address_without_its_slash_leads_on_at_the_same_place(browser: httpx.Client) -> None:
    asked = {"host": "et-andet-sted.example"}
    answer = browser.get("/infomoeder", headers=asked, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/infomoeder/")


def test_posting_to_a_page_points_on(browser: httpx.Client) -> None:
    answer = browser.post("/kontakt/", data={"navn": "x"})
    assert answer.status_code == 405
    assert 'href="/tilbud/"' in answer.text


def test_someone_who_hangs_up_half_way_leaves_no_trace_and_no_harm(
    served: Served, browser: httpx.Client
) -> None:
    host, port = served.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(
            b"POST /send/kontakt/ HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\nnavn=Kanarie"
        )
    assert browser.get("/").status_code == 200
    assert "Kanarie" not in served.log.read_text("utf-8")
    assert "Traceback" not in served.log.read_text("utf-8")


@pytest.mark.parametrize("piece", [b"x" * 1000, b"x\r\ny: x"], ids=["one header", "headers"])
def test_someone_whose_headers_never_end_is_hung_up_on(
    served: Served, browser: httpx.Client, piece: bytes
) -> None:
    host, port = served.url.removeprefix("http://").split(":")
    line = socket.create_connection((host, int(port)), timeout=20)
    with line, suppress(ConnectionError):  # we may hear of it while we are still sending
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nx: ")
        for _ in range(500_000 // len(piece)):
            line.sendall(piece)
        assert line.recv(100).startswith(b"HTTP/1.1 400 ")
    assert browser.get("/", headers={"x": "x" * 30_000}).status_code == 200


def test_the_log_of_a_whole_application_names_nobody(served: Served, browser: httpx.Client) -> None:
    token = token_of(browser.post("/send/svar/", data=ANSWERS).text)
    contact = CONTACT | {"navn": "Kanarie Fuglesang", "email": "kanarie@fuglebur.example"}
    browser.post("/send/kontakt/", data={"noegle": token, **contact})
    browser.get("/Fuglesang/?navn=Kanarie")
    log = served.log.read_text("utf-8")
    assert [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    for trace in ("Kanarie", "Fuglesang", "fuglebur", "20264577", "127.0.0.1:", "httpx"):
        assert trace not in log.replace(served.url, "")


def test_a_port_that_is_taken_is_said_in_one_line(served: Served, tmp_path: Path) -> None:
    port = served.url.rpartition(":")[2]
    answer = subprocess.run(
        [MAKKER, "serve", "--port", port, "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    assert f"port {port} cannot be used" in line


def test_the_data_folder_is_for_its_owner_alone(served: Served) -> None:
    assert served.data.stat().st_mode & 0o777 == 0o700
    for name in ("makker.db", "secret.key"):
        assert (served.data / name).stat().st_mode & 0o777 == 0o600


def test_the_whole_system_believes_the_date_it_is_given(tmp_path: Path) -> None:
    with serving(tmp_path, today="2016-04-01") as served:
        assert "fredag den 1.\u00a0april 2016" in served.log.read_text("utf-8")
        result = httpx.post(f"{served.url}/send/svar/", data=ANSWERS)
        fields = {"noegle": token_of(result.text), **CONTACT}
        httpx.post(f"{served.url}/send/kontakt/", data=fields)
        (letter,) = served.letters(1)
    sent = parsedate_to_datetime(message_from_string(letter)["date"])
    assert in_copenhagen(sent).date() == date(2016, 4, 1)


def test_what_was_stored_survives_a_restart_and_so_does_an_open_form(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        token = token_of(httpx.post(f"{served.url}/send/svar/", data=ANSWERS).text)
    with serving(tmp_path) as served:
        fields = {"noegle": token, **CONTACT}
        first = httpx.post(f"{served.url}/send/kontakt/", data=fields)
        served.process.kill()
        served.process.wait()
    with serving(tmp_path) as served:
        second = httpx.post(f"{served.url}/send/kontakt/", data=fields)
        served.letters(1)
    assert first.status_code == 200
    assert first.text == second.text
