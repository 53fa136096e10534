"""The guide without JavaScript: the same questions, posted, and nothing kept."""

import re
from pathlib import Path

import pytest

from makker.app import App
from makker.bootstrap import build_app
from makker.settings import Settings
from tests.content.copies import copy_to
from tests.services.guides import MENTOR, ODENSE, VEJLE
from tests.visitor import Fields, Reply, Visitor

HEADINGS = {
    "inden_for": "Det ser ud til, at du er i målgruppen",
    "samtale": "Vi vil gerne tale med dig",
    "uden_for": "Det her tilbud passer nok ikke til dig lige nu",
}


def ask(visitor: Visitor, role: str, answers: Fields) -> Reply:
    return visitor.post("/send/guide/", {"rolle": role, **answers})


def cards(reply: Reply) -> list[tuple[str, str]]:
    """Give programme and outcome of each card, as they stand."""
    return re.findall(
        r'data-tilbud="([^"]+)".*?class="mk-match__outcome[^>]*>([^<]+)<', reply.page, re.DOTALL
    )


def test_every_programme_has_a_card_and_what_fits_stands_first(visitor: Visitor) -> None:
    reply = ask(visitor, "mentor", MENTOR)
    assert reply.status == 200
    assert reply.heading == "Det ser ud til, at der er noget for dig"
    assert cards(reply) == [
        ("peer-to-peer-vejle", HEADINGS["inden_for"]),
        ("peer-to-peer-odense", HEADINGS["samtale"]),
        ("peer-faellesskabet-vejle", HEADINGS["uden_for"]),
    ]


def test_every_card_leads_on_and_every_open_point_says_what_to_do(visitor: Visitor) -> None:
    reply = ask(visitor, "mentor", MENTOR)
    for place, _ in cards(reply):
        assert f'href="/tilbud/{place}/mentor/"' in reply.page
    findings = reply.page.split('<li class="mk-finding ')[1:]
    for finding in findings:
        assert ("mk-finding__step" in finding) is not finding.startswith("mk-finding--ja")
    assert 'href="tel:+4570232750"' in reply.page
    for address in ("/interesse/", "/faa-hjaelp-nu/"):
        assert f'href="{address}"' in reply.page


def test_no_address_carries_what_was_answered(visitor: Visitor) -> None:
    reply = ask(visitor, "mentor", MENTOR)
    addresses = re.findall(r'(?:href|action)="([^"]*)"', reply.page)
    assert not [one for one in addresses if "?" in one or "fyldt" in one or "inden_for" in one]
    assert reply.headers["cache-control"] == "no-store"


def test_nothing_is_stored_and_nothing_of_it_logged(
    app: App, visitor: Visitor, capfd: pytest.CaptureFixture[str]
) -> None:
    ask(visitor, "mentor", MENTOR)
    ask(visitor, "peer", {"stoette": ["ingen", "botilbud"]})
    ask(visitor, "peer", {"fyldt_18": "kvidder"})
    assert not list(app.records.newest_first())
    assert not list(app.outbox.unsent())
    logged = capfd.readouterr().err
    assert "/send/guide/" in logged
    for trace in ("mentor", "stoette", "ingen", "kvidder", "inden_for", "vejle"):
        assert trace not in logged


def test_nothing_answered_is_gently_asked_for_one_answer(visitor: Visitor) -> None:
    reply = ask(visitor, "mentor", {})
    assert reply.status == 422
    assert reply.title.startswith("Er det noget for mig at være peer-mentor?")
    assert "Svar på mindst ét af spørgsmålene" in reply.page
    assert 'autofocus aria-labelledby="et-svar"' in reply.page
    assert "mk-error" not in reply.page


def test_boxes_that_contradict_each_other_are_named_and_every_answer_is_kept(
    visitor: Visitor,
) -> None:
    reply = ask(visitor, "peer", {"fyldt_18": "ja", "stoette": ["ingen", "botilbud"]})
    assert reply.status == 422
    assert reply.title.startswith("Fejl: ")
    assert reply.errors == {"stoette": "Vælg enten »Ingen af delene« eller det, der passer på dig"}
    assert re.findall(r'value="(\w+)" checked', reply.page) == ["ja", "botilbud", "ingen"]


def test_answers_can_be_mended_from_the_result(visitor: Visitor) -> None:
    first = ask(visitor, "mentor", MENTOR).page
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]+)"', first))
    assert hidden == {"rolle": "mentor", **MENTOR}
    reply = visitor.post("/send/guide/", {**hidden, "ret": "ja"})
    assert reply.status == 200
    assert reply.page.count(" checked>") == len(MENTOR)
    assert "autofocus" not in reply.page


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        ("chef", {"fyldt_18": "ja"}),
        ("", {"fyldt_18": "ja"}),
        ("peer", {"fyldt_18": "måske"}),
        ("peer", {"fyldt_18": ["ja", "nej"]}),
        ("peer", {"fyldt_18": "ja", "postnummer": "7100"}),
        ("peer", {"overskud": "ja"}),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(
    visitor: Visitor, role: str, answers: Fields
) -> None:
    reply = ask(visitor, role, answers)
    assert reply.status == 400
    assert "Vi har ikke gemt noget" in reply.page


@pytest.mark.parametrize("role", ["peer", "mentor"])
def test_whoever_is_under_18_meets_the_line_for_children_and_no_form(
    visitor: Visitor, role: str
) -> None:
    reply = ask(visitor, role, {"fyldt_18": "nej", VEJLE: "ja"})
    assert [outcome for _, outcome in cards(reply)] == [HEADINGS["uden_for"]] * 3
    assert reply.page.count('href="tel:116111"') == 3
    assert reply.page.count('<li class="mk-finding ') == 3
    assert "/interesse/" not in reply.page
    assert not re.search(rf'href="/tilbud/[^"]+/{role}/"', reply.page)


def closed(folder: Path, *programmes: str) -> Visitor:
    copy = copy_to(folder)
    for programme in programmes:
        copy.change(f"tilbud/{programme}.md", "status: aaben", "status: pause")
    data = str(folder / "data")
    return Visitor(build_app(Settings.read({"MAKKER_CONTENT": str(copy.root), "DATA": data})))


def test_a_programme_that_paused_while_someone_answered_is_never_mistaken_for_another(
    tmp_path: Path,
) -> None:
    visitor = closed(tmp_path, "peer-faellesskabet-vejle")
    reply = ask(visitor, "peer", {"fyldt_18": "ja", VEJLE: "ja", ODENSE: "nej"})
    assert [place for place, _ in cards(reply)] == ["peer-to-peer-odense", "peer-to-peer-vejle"]
    gone = ask(visitor, "peer", {"fyldt_18": "ja", "fri_i_dag": "ja"})
    assert gone.status == 400


def test_when_every_programme_has_paused_the_answer_says_so(tmp_path: Path) -> None:
    everyone = ("peer-faellesskabet-vejle", "peer-to-peer-odense", "peer-to-peer-vejle")
    reply = ask(closed(tmp_path, *everyone), "peer", {"fyldt_18": "ja"})
    assert reply.status == 409
    assert "Tilbuddet tager ikke nye med lige nu" in reply.page
