"""Rules that change with the day, and an upper age that is hoped for, on the real form (V12)."""

from datetime import date
from pathlib import Path

import pytest

from makker.bootstrap import build_app
from makker.settings import Settings
from makker_site.plugin.build import build_site
from tests.content.copies import PROGRAMME, Copy, copy_to
from tests.visitor import PEER, Visitor

FORM = "tilbud/peer-faellesskabet-vejle"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copy_to(tmp_path)


def visitor_on(day: str, copy: Copy) -> Visitor:
    content, data = str(copy.root), str(copy.root.parent / "data")
    return Visitor(
        build_app(Settings.read({"MAKKER_CONTENT": content, "DATA": data, "TODAY": day}))
    )


@pytest.fixture
def hoping(copy: Copy) -> Copy:
    """Give a copy of the content in which the owner hopes for peers of at most 40."""
    copy.change(PROGRAMME, "    titel: Jeg", "    max_alder: 40\n    titel: Jeg")
    return copy


@pytest.mark.parametrize(
    ("answer", "heading"),
    [
        ("nej", "Det ser ud til, at du er i målgruppen"),
        ("ja", "Vi vil gerne tale med dig"),
        ("vil_ikke_svare", "Vi vil gerne tale med dig"),
    ],
)
def test_whoever_is_above_the_upper_age_is_talked_with_and_never_outside(
    hoping: Copy, answer: str, heading: str
) -> None:
    visitor = visitor_on("2026-11-22", hoping)
    reply = visitor.screen("peer", PEER | {"over_max_alder": answer})
    assert (reply.status, reply.heading) == (200, heading)
    assert reply.token


def test_the_form_asks_for_the_upper_age_and_misses_it(hoping: Copy) -> None:
    reply = visitor_on("2026-11-22", hoping).screen("peer", PEER)
    assert reply.status == 422
    assert reply.errors == {"over_max_alder": "Vælg, om du er over 40 år"}
    public = build_site(hoping.root, hoping.root.parent / "public", date(2026, 11, 22)).folder
    form = (public / FORM / "peer" / "index.html").read_text("utf-8")
    assert "Er du over 40 år?" in form
    assert form.count('name="over_max_alder"') == 3
    assert "Er du over" not in (public / FORM / "mentor" / "index.html").read_text("utf-8")


@pytest.fixture
def changing(copy: Copy) -> Copy:
    """Give a copy in which the rule of age ends with the year."""
    copy.change(PROGRAMME, "uden_kontakt: ja", "gaelder_til: 2026-12-31")
    return copy


@pytest.mark.parametrize(
    ("day", "heading", "listed"),
    [
        ("2026-12-31", "Det her tilbud passer nok ikke til dig lige nu", True),
        ("2027-01-01", "Det ser ud til, at du er i målgruppen", False),
    ],
)
def test_a_criterion_counts_and_is_listed_to_its_last_day(
    changing: Copy, day: str, heading: str, *, listed: bool
) -> None:
    reply = visitor_on(day, changing).screen("peer", PEER | {"fyldt_18": "nej"})
    assert reply.heading == heading
    public = build_site(changing.root, changing.root.parent / "public", date.fromisoformat(day))
    page = (public.folder / FORM / "index.html").read_text("utf-8")
    assert ("<li>Du er fyldt 18 år</li>" in page) is listed
