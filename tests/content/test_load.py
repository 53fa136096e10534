from pathlib import Path
from typing import NamedTuple

import pytest

from makker.content.load import load
from makker.content.problems import ContentError, Kind, Problem
from makker.domain.danish import phone_pairs
from makker.domain.programme import Status
from tests.content.copies import CONTENT, PROGRAMME, TODAY, Copy, copy_to


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copy_to(tmp_path)


def test_real_content_can_be_loaded() -> None:
    loaded = load(CONTENT, TODAY)
    assert {problem.kind for problem in loaded.warnings} <= {Kind.UNCHECKED, Kind.PLACEHOLDER}
    programme = loaded.catalogue.programmes["peer-faellesskabet-vejle"]
    assert programme.name == "Peer-fællesskabet"
    assert programme.status is Status.OPEN
    assert [*programme.roles] == ["peer", "mentor"]
    assert programme.phone == "20264577"
    assert programme.path == "/tilbud/peer-faellesskabet-vejle/"


def test_offer_is_a_programme_and_one_of_its_roles() -> None:
    catalogue = load(CONTENT, TODAY).catalogue
    offer = catalogue.offer("peer-faellesskabet-vejle", "mentor")
    assert offer is not None
    assert offer.path == "/tilbud/peer-faellesskabet-vejle/mentor/"
    assert catalogue.offer("peer-faellesskabet-vejle", "nabo") is None
    assert catalogue.offer("findes-ikke", "peer") is None


def test_every_role_has_its_sources() -> None:
    programme = load(CONTENT, TODAY).catalogue.programmes["peer-faellesskabet-vejle"]
    facts = [*programme.facts, *(fact for role in programme.roles.values() for fact in role.facts)]
    criteria = [each for role in programme.roles.values() for each in role.criteria]
    assert all(fact.source for fact in facts)
    assert all(criterion.source for criterion in criteria)


def test_consent_has_no_open_place() -> None:
    for programme in load(CONTENT, TODAY).catalogue.programmes.values():
        assert "{" not in programme.consent
        assert " ," not in programme.consent


def test_consent_keeps_its_phone_number_on_one_line() -> None:
    for programme in load(CONTENT, TODAY).catalogue.programmes.values():
        assert phone_pairs(programme.phone) in programme.consent


class Spoilt(NamedTuple):
    """A place of the content, what comes instead, and what should be said of it."""

    file: str
    old: str
    new: str
    kind: Kind
    further: int | None
    """On which line, counted from that of the place; None is the first of the file."""


MEETING = "moeder/2016-04-18-vejle.yml"
ROWS: list[tuple[str, str, str, Kind, int | None]] = [
    ("organisation.yml", "skema: 1", "skema: 2", Kind.WRONG_VERSION, 0),
    ("organisation.yml", "39 29 39 09", "39 29 39 0", Kind.NOT_A_PHONE, 0),
    ("organisation.yml", "interesse: 6 måneder", "interesse: seks uger", Kind.NOT_A_PERIOD, 0),
    ("organisation.yml", "uden_for: 6 måneder", "uden_for: 0 måneder", Kind.NOT_A_PERIOD, 0),
    ("organisation.yml", "sidens_navn: Peer-støtte", "sidens_navn: ''", Kind.EMPTY, 0),
    ("organisation.yml", "sidens_navn: Peer-støtte", "sidens_navn: [a]", Kind.WRONG_SHAPE, 0),
    ("organisation.yml", "  version: samtykke-1", "", Kind.MISSING_KEY, 1),
    ("kontakter.yml", "    rolle: projektleder i R", "    rull: R", Kind.UNKNOWN_KEY, 0),
    ("kontakter.yml", "kontrolleret: null", "kontrolleret: 22/11 2026", Kind.NOT_A_DATE, 0),
    ("kontakter.yml", "kontrolleret: null", "kontrolleret: 2026-02-29", Kind.NOT_A_DATE, 0),
    ("kontakter.yml", "    navn: Marie", "    navn: X\n    navn: Marie", Kind.REPEATED_KEY, 1),
    ("kontakter.yml", "20 26 45 77", "[20]", Kind.WRONG_SHAPE, 0),
    ("hjaelpelinjer.yml", '    nummer: "112"', "", Kind.MISSING_KEY, -1),
    ("hjaelpelinjer.yml", "linjer:", "linjer: en", Kind.UNREADABLE, 1),
    ("spoergsmaal.yml", "tekst: Bor du", "tekst: [Bor du", Kind.UNREADABLE, 0),
    ("spoergsmaal.yml", "      ja: Ja", "      ja: ", Kind.EMPTY, 0),
    (PROGRAMME, "navn: Peer-fællesskabet", "navn: !!str", Kind.EMPTY, 0),
    (PROGRAMME, "status: aaben", "status: åben", Kind.NOT_ONE_OF, 0),
    (PROGRAMME, "[jytte-larsen, marie", "[jytte, marie", Kind.NOT_ONE_OF, 0),
    (PROGRAMME, "[fyldt_18, bor", "[fyldt_17, bor", Kind.NOT_ONE_OF, 0),
    (PROGRAMME, "{er: {fyldt_18: ja}}", "{er: {fyldt_18: jo}}", Kind.NOT_ONE_OF, 0),
    (PROGRAMME, "{er: {fyldt_18: ja}}", "{er: {alder: ja}}", Kind.NOT_ONE_OF, 0),
    (PROGRAMME, "{er: {fyldt_18: ja}}", "{var: {fyldt_18: ja}}", Kind.NOT_ONE_OF, 0),
    (PROGRAMME, "{er: {fyldt_18: ja}}", "{altid: måske}", Kind.NOT_ONE_OF, 0),
    (PROGRAMME, "{er: {fyldt_18: ja}}", "{er: {}}", Kind.WRONG_SHAPE, 0),
    (PROGRAMME, "{er: {fyldt_18: ja}}", "ja", Kind.WRONG_SHAPE, 0),
    (PROGRAMME, "{nummer}: boernetelefonen", "116 111: boerne", Kind.NOT_ONE_OF, 0),
    (PROGRAMME, "kode: ET_AAR_MISBRUG", "kode: ERFARING", Kind.REPEATED_CODE, 0),
    (PROGRAMME, "  mentor:", "  ven:", Kind.NOT_ONE_OF, 1),
    (PROGRAMME, "---\n", "", Kind.NO_FRONT_MATTER, 0),
    (PROGRAMME, "---\n\n## Sammen", "## Sammen", Kind.NO_FRONT_MATTER, None),
    (PROGRAMME, "resume: For dig", "resume: For: dig", Kind.UNREADABLE, 0),
    (MEETING, "ugedag: mandag", "ugedag: tirsdag", Kind.WRONG_WEEKDAY, 0),
    (MEETING, 'fra: "13.00"', 'fra: "25.00"', Kind.NOT_A_TIME, 0),
    (MEETING, 'til: "15.00"', 'til: "13.00"', Kind.WRONG_ORDER, 0),
    (MEETING, "tilmelding: 2016-04-14", "tilmelding: 2016-04-19", Kind.WRONG_ORDER, 0),
    (MEETING, "status: planlagt", "status: måske", Kind.NOT_ONE_OF, 0),
    (MEETING, "tilbud: [peer-to-peer-vejle]", "tilbud: [findes-ikke]", Kind.NOT_ONE_OF, 0),
    ("cafeer.yml", "hvornaar: Hver", "naar: Hver", Kind.UNKNOWN_KEY, 0),
    ("tekster/ramme.yml", "tilbage: Tilbage", "tilbage: [Tilbage]", Kind.WRONG_SHAPE, 0),
    ("tekster/ramme.yml", "tilbage: Tilbage", "tilbage:", Kind.EMPTY, 0),
    ("tekster/ramme.yml", "  kontakt: K", "  tilbud: Igen\n  kontakt: K", Kind.REPEATED_KEY, 0),
    ("kontakt.md", "\n# ", "\n![](x.png)\n\n# ", Kind.NO_DESCRIPTION, 1),
    ("kontakt.md", "\n# ", "\n![x](x.png)\n\n# ", Kind.NO_PICTURE, 1),
    ("kontakt.md", "\n# ", "\n![x](cafeer.yml)\n\n# ", Kind.NOT_A_PICTURE, 1),
    ("kontakt.md", "\n# ", "\n:material-x-y-z:\n\n# ", Kind.NO_ICON, 1),
    ("kontakt.md", "\n# ", "\n[x](findes-ikke.md)\n\n# ", Kind.NO_PAGE, 1),
    (
        PROGRAMME,
        "uden_kontakt: ja",
        "gaelder_fra: 2027-02-01\n        gaelder_til: 2027-01-31",
        Kind.WRONG_SPAN,
        1,
    ),
    (PROGRAMME, "uden_kontakt: ja", "gaelder_til: 31/1 2027", Kind.NOT_A_DATE, 0),
    (PROGRAMME, "uden_kontakt: ja", "kun_samtale: måske", Kind.NOT_ONE_OF, 0),
    (PROGRAMME, "[fyldt_18, bor", "[over_max_alder, bor", Kind.NOT_ONE_OF, 0),
    (PROGRAMME, "    titel: Jeg", "    max_alder: fyrre\n    titel: Jeg", Kind.NOT_A_NUMBER, 0),
    ("organisation.yml", "    uden_for: 6 måneder\n", "", Kind.MISSING_KEY, -2),
    ("organisation.yml", "  spor: 2 år", "  logs: 2 år", Kind.UNKNOWN_KEY, 0),
]
SPOILT = [Spoilt(*row) for row in ROWS]


def spoil(copy: Copy, spoilt: Spoilt) -> tuple[str, int, Kind]:
    """Spoil a place and give the problem it should make."""
    line = copy.change(spoilt.file, spoilt.old, spoilt.new)
    return spoilt.file, 1 if spoilt.further is None else line + spoilt.further, spoilt.kind


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: f"{spoilt.kind} {spoilt.new}"[:40])
def test_problem_is_named_with_its_file_and_line(copy: Copy, spoilt: Spoilt) -> None:
    expected = spoil(copy, spoilt)
    assert expected in copy.found()


def test_table_of_spoilt_content_has_every_kind_that_stops_a_site() -> None:
    elsewhere = {Kind.NO_FILE, Kind.UNCHECKED, Kind.TOO_OLD, Kind.PLACEHOLDER}
    assert {spoilt.kind for spoilt in SPOILT} | elsewhere == set(Kind)


@pytest.mark.parametrize(
    "file", ["organisation.yml", "kontakter.yml", "hjaelpelinjer.yml", "spoergsmaal.yml"]
)
def test_missing_file_is_named(copy: Copy, file: str) -> None:
    (copy.root / file).unlink()
    assert (file, 1, Kind.NO_FILE) in copy.found()


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        (b"skema: 1\nnavn: \xe6\n", 2, Kind.UNREADABLE),  # not UTF-8
        (b"skema: 1\nnavn: \x01\n", 1, Kind.UNREADABLE),
        (b"", 1, Kind.EMPTY),
        (b"# intet\n", 1, Kind.EMPTY),
        (b"- a\n- b\n", 1, Kind.WRONG_SHAPE),
        (b"tekst\n", 1, Kind.WRONG_SHAPE),
        (b"a: *findes_ikke\n", 1, Kind.UNREADABLE),
    ],
)
def test_file_that_is_no_mapping_is_named(copy: Copy, text: bytes, line: int, kind: Kind) -> None:
    (copy.root / "kontakter.yml").write_bytes(text)
    assert ("kontakter.yml", line, kind) in copy.found()


def test_key_leads_to_the_problem(copy: Copy) -> None:
    copy.change(PROGRAMME, "{er: {fyldt_18: ja}}", "{alle: [{er: {fyldt_18: [ja, jo]}}]}")
    (problem,) = copy.problems()
    assert problem.key == "roller.peer.kriterier.1.krav.alle.1.er.fyldt_18.2"
    assert problem.values["vaerdi"] == "jo"
    assert "vil_ikke_svare" in problem.values["mulige"]


def test_problems_of_all_files_are_named_in_one_run(copy: Copy) -> None:
    expected = {spoil(copy, SPOILT[place]) for place in (1, 2, 7, 15, 17, 20, 33)}
    found = copy.found()
    assert expected <= set(found)
    assert found == sorted(found)
    assert len({file for file, _, _ in expected}) == 5


def test_both_problems_of_one_line_are_named(copy: Copy) -> None:
    copy.change(PROGRAMME, "[jytte-larsen, marie-nybo]", "[jytte, marie]")
    assert [problem.values["vaerdi"] for problem in copy.problems()] == ["jytte", "marie"]


def test_problem_of_an_anchor_is_named_once(copy: Copy) -> None:
    line = copy.change(PROGRAMME, "{er: {bor_i_kommunen: ja}}", "{er: {bor_i_kommunen: jo}}")
    assert copy.found() == [(PROGRAMME, line, Kind.NOT_ONE_OF)]


def test_error_says_every_problem_in_a_danish_line(copy: Copy) -> None:
    one = copy.change("organisation.yml", "39 29 39 09", "39")
    two = copy.change("spoergsmaal.yml", "      ja: Ja", "      ja: ")
    with pytest.raises(ContentError) as caught:
        copy.loaded()
    lines = str(caught.value).splitlines()
    says = f"organisation.yml:{one}: telefon: 39 er ikke et telefonnummer med 8 cifre"
    assert says in lines
    assert f"spoergsmaal.yml:{two}: spoergsmaal.fyldt_18.svar.ja: her mangler en tekst" in lines


def test_problem_is_said_when_its_own_sentence_is_broken() -> None:
    problem = Problem("a.yml", 3, "x.y", Kind.EMPTY)
    texts = load(CONTENT, TODAY).catalogue.texts
    assert problem.sentence(texts) == "a.yml:3: x.y: her mangler en tekst"
    nothing = type(texts)({})
    assert Problem("a.yml", 3, "", Kind.EMPTY).sentence(nothing) == "a.yml:3: tom"


def test_place_to_fill_in_is_warned_of(copy: Copy) -> None:
    line = copy.change("organisation.yml", "sidens_navn: P", 'sidens_navn: "[Udfyld: navn]" # P')
    found = [(each.file, each.line, each.kind) for each in copy.loaded().warnings]
    assert ("organisation.yml", line, Kind.PLACEHOLDER) in found


def test_place_to_fill_in_within_a_text_or_among_a_pages_words_is_warned_of(copy: Copy) -> None:
    among = copy.change("organisation.yml", "sidens_navn: P", 'sidens_navn: "Hos [udfyld] " # P')
    file = copy.root / "kontakt.md"
    file.write_text(f"{file.read_text('utf-8')}\nRing på [Udfyld: telefon].\n", "utf-8")
    last = len(file.read_text("utf-8").splitlines())
    found = [(each.file, each.line, each.kind) for each in copy.loaded().warnings]
    assert ("organisation.yml", among, Kind.PLACEHOLDER) in found
    assert ("kontakt.md", last, Kind.PLACEHOLDER) in found


def test_yes_or_no_that_is_neither_is_named(copy: Copy) -> None:
    """Otherwise `uden_kontakt: true` would quietly ask children for their number."""
    line = copy.change(PROGRAMME, "uden_kontakt: ja", "uden_kontakt: true")
    assert copy.found() == [(PROGRAMME, line, Kind.NOT_ONE_OF)]


def test_link_to_a_help_line_takes_its_number_from_the_line(copy: Copy) -> None:
    copy.change("hjaelpelinjer.yml", "nummer: 116 111", "nummer: 12 34 56 78")
    offer = copy.loaded().catalogue.offer("peer-faellesskabet-vejle", "peer")
    assert offer is not None
    (link,) = offer.role.criteria[0].next_steps[0].links
    assert link.text.replace("\u00a0", " ") == "Ring til BørneTelefonen på 12 34 56 78"
    assert link.url == "tel:+4512345678"
