"""The pages of the guide as they are built, and the rules they ask for."""

import gzip
import json
import re
from datetime import date
from pathlib import Path

import pytest

from makker_site.plugin.build import build_site
from tests.content.copies import PROGRAMME, Copy, copy_to

TODAY = date(2026, 11, 22)
GUIDE = "er-det-noget-for-mig"
EVERYONE = ("peer-faellesskabet-vejle", "peer-to-peer-odense", "peer-to-peer-vejle")


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copy_to(tmp_path)


def built(copy: Copy, today: date = TODAY) -> Path:
    return build_site(copy.root, copy.root.parent / "public", today).folder


def page(public: Path, role: str) -> str:
    return (public / GUIDE / role / "index.html").read_text("utf-8")


def rules(public: Path, role: str) -> str:
    """Give the rules that the page asks for, as they are sent."""
    asked = re.search(r'data-regler="/(.*?)"', page(public, role))
    assert asked
    assert re.fullmatch(rf"assets/regler-{role}\.[0-9a-f]{{10}}\.json", asked[1])
    return (public / asked[1]).read_text("utf-8")


def codes(public: Path, role: str) -> list[str]:
    offers = json.loads(rules(public, role))["tilbud"]
    return [criterion["kode"] for offer in offers for criterion in offer["kriterier"]]


def test_what_a_phone_must_fetch_before_it_can_answer_by_itself_is_light(copy: Copy) -> None:
    public = built(copy)
    (script,) = public.glob("assets/guide.*.js")
    for role in ("peer", "mentor"):
        assert len(gzip.compress(rules(public, role).encode())) < 1_000
    assert len(gzip.compress(script.read_bytes())) < 4_000


@pytest.mark.parametrize("role", ["peer", "mentor"])
def test_all_that_can_be_said_stands_on_the_page_and_is_not_shown(copy: Copy, role: str) -> None:
    html = page(built(copy), role)
    shown = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
    assert html.count('<section class="mk-match"') == len(EVERYONE)
    assert html.count("Det passer ikke lige nu") > html.count("Vi taler om, hvornår du flytter")
    assert "mk-match" not in shown
    assert "mk-error" not in shown
    assert "autofocus" not in shown


def test_the_rules_are_those_of_the_day(copy: Copy) -> None:
    copy.change(
        PROGRAMME, "        kode: BOPAEL", "        gaelder_til: 2026-11-22\n        kode: BOPAEL"
    )
    assert codes(built(copy), "peer").count("BOPAEL") == 3
    assert codes(built(copy, date(2026, 11, 23)), "peer").count("BOPAEL") == 2


def test_an_upper_age_that_is_hoped_for_is_asked_about_and_only_talked_about(copy: Copy) -> None:
    copy.change(PROGRAMME, "    titel: Jeg", "    max_alder: 40\n    titel: Jeg")
    public = built(copy)
    assert "Er du over 40 år?" in page(public, "peer")
    assert json.loads(rules(public, "peer"))["tilbud"][0]["kriterier"][-1]["ambition"] is True


def test_a_programme_that_paused_is_left_out(copy: Copy) -> None:
    copy.change(PROGRAMME, "status: aaben", "status: pause")
    html = page(built(copy), "peer")
    assert "Er du stoffri" not in html
    assert html.count('<section class="mk-match"') == 2


def test_when_everyone_has_paused_the_page_says_whom_to_ring(copy: Copy) -> None:
    for programme in EVERYONE:
        copy.change(f"tilbud/{programme}.md", "status: aaben", "status: lukket")
    html = page(built(copy), "mentor")
    assert "Ingen af tilbuddene tager nye med lige nu" in html
    assert 'href="tel:+4539293909"' in html
    assert "<form" not in html
    assert "<script" not in html
