"""Every sentence that is shown exists, and every sentence that exists is shown."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from makker.content.problems import Kind
from makker.domain.faults import Code, Fault
from makker.domain.news import News
from makker.domain.private import Way
from makker.domain.programme import Status
from makker.domain.screening import Outcome
from makker.domain.subject import Seat
from makker.domain.texts import Texts
from makker.rendering.contact_form import contact_error
from makker.services.read_contact import FIELDS
from tests.content.copies import CONTENT, Copy

ROOT = CONTENT.parent
CODE = ("functions/makker", "site/makker_site")
CALL = re.compile(r'\bt\(\s*("[^"]*"(?:\s*~\s*(?:"[^"]*"|[\w.]+))*)')
PART = re.compile(r'"([^"]*)"|[\w.]+')

FAULTS = {  # which contact fields can have which faults; the codes without a field stand alone
    Code.MISSING: ("navn", "telefon", "email", "samtykke"),
    Code.MALFORMED: ("telefon", "email"),
    Code.TOO_LONG: ("navn", "email", "besked"),
}
PLAIN_FORMS = ("interesse", "tilmelding", "henvisning")
OWN_FIELDS = {
    "kontakt": FIELDS,
    "interesse": ("sted", "emne"),
    "tilmelding": ("antal", "hensyn"),
    "henvisning": ("sted", "person_email", "aftalt"),
    "min": ("nummer", "kode"),
}
HINTED = {
    *(("kontakt", field) for field in FIELDS if field not in {"email", "kontakt_via", "samtykke"}),
    ("interesse", "emne"),
    ("tilmelding", "antal"),
    ("tilmelding", "hensyn"),
    ("henvisning", "person_email"),
    ("min", "nummer"),
    ("min", "kode"),
}
OWN_FAULTS = {
    ("interesse", Code.MISSING, "sted"),
    ("tilmelding", Code.MALFORMED, "antal"),
    ("tilmelding", Code.TOO_LONG, "hensyn"),
    *(("henvisning", Code.MISSING, field) for field in OWN_FIELDS["henvisning"]),
    ("henvisning", Code.MALFORMED, "person_email"),
    ("henvisning", Code.TOO_LONG, "person_email"),
}
LETTERS = (
    "personale",
    "rettet",
    "kvittering",
    "kvittering_plads",
    "kvittering_venteliste",
    "rykket_op",
    "ring_rykket_op",
    "ring_nyt",
    "henvisning",
    "slettet",
    *(f"{news}_{seat}" for news in News for seat in Seat if news is not News.REMINDER),
    f"{News.REMINDER}_{Seat.SEATED}",
)
"""Letters; what is for one who is signed up is named after their seat."""


def messages() -> set[str]:
    """Give the names of the pages that say one thing."""
    text = (CONTENT / "tekster" / "beskeder.yml").read_text("utf-8")
    return set(re.findall(r"(?m)^(\w+):$", text))


MEANT: Mapping[str, set[str]] = {
    "tilbud.*": {f"tilbud.{status}" for status in (Status.PAUSED, Status.CLOSED)},
    "resultat.overskrift.*": {f"resultat.overskrift.{outcome}" for outcome in Outcome},
    "kvittering.to.*": {f"kvittering.to.{way}" for way in Way},
    "problemer.*": {f"problemer.{kind}" for kind in Kind},
    "kontakt.maader.*": {f"kontakt.maader.{way}" for way in Way},
    "kontakt.felter.*": {f"kontakt.felter.{field}" for field in FIELDS},
    "*.titel": {f"{form}.titel" for form in PLAIN_FORMS},
    "*.indledning": {f"{form}.indledning" for form in PLAIN_FORMS},
    "*.efter": {f"{form}.efter" for form in PLAIN_FORMS},
    "*.felter.*": {f"{form}.felter.{field}" for form, some in OWN_FIELDS.items() for field in some},
    "*.felter.*_hjaelp": {f"{form}.felter.{field}_hjaelp" for form, field in HINTED},
    "*.*.*": {f"{form}.{code}.{field}" for form, code, field in OWN_FAULTS},
    "breve.*.emne": {f"breve.{name}.emne" for name in LETTERS},
    "breve.*.tekst": {f"breve.{name}.tekst" for name in LETTERS},
    "min.*": {"min.link_gammelt", "min.passer_ikke", "min.ikke_mere"},
    "beskeder.*.tekst": {f"beskeder.{name}.tekst" for name in messages()},
    "beskeder.*.titel": {f"beskeder.{name}.titel" for name in messages()},
    "kontakt.*": {f"kontakt.{code}" for code in (Code.CPR, Code.NO_WAY_TO_REACH)},
    "kontakt.*.*": {f"kontakt.{code}.{field}" for code, some in FAULTS.items() for field in some},
}
"""What a name that is put together can mean, where its beginning alone would allow too much."""


@cache
def texts() -> Texts:
    return Copy(CONTENT).loaded().catalogue.texts


def files() -> set[str]:
    return {name.partition(".")[0] for name in texts().sentences}


def names_in_templates() -> Iterator[str]:
    """Give what stands in `t(...)`, with a star for every part that is put in."""
    for template in sorted((ROOT / "site/theme").rglob("*.html")):
        for call in CALL.findall(template.read_text("utf-8")):
            yield "".join(part[1] if part[0].startswith('"') else "*" for part in parts(call))


def parts(call: str) -> list[tuple[str, str]]:
    return [(match[0], match[1] or "") for match in PART.finditer(call)]


def names_in_code() -> Iterator[str]:
    """Give every string of the code that is the name of a text, or is put together to be one."""
    for folder in CODE:
        for file in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(file.read_text("utf-8"))
            pieces = {id(part) for node in ast.walk(tree) for part in joined(node)}
            for node in ast.walk(tree):
                if id(node) not in pieces:
                    yield from (name for name in spelled(node) if is_name(name))


def joined(node: ast.AST) -> list[ast.expr]:
    return node.values if isinstance(node, ast.JoinedStr) else []


def spelled(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in node.values)


def is_name(text: str) -> bool:
    known = text in MEANT or text.split(".", maxsplit=1)[0] in files()
    return known and bool(re.fullmatch(r"[a-z_*]+(\.[a-z0-9_*]+)+", text))


def meant_by(name: str) -> set[str]:
    """Give the texts that a name with stars in it can mean."""
    if name in MEANT:
        return MEANT[name]
    pattern = re.compile(re.escape(name).replace(r"\*", r"[a-z0-9_]+"))
    return {known for known in texts().sentences if pattern.fullmatch(known)}


NAMES = sorted({*names_in_templates(), *names_in_code()})


def test_names_are_found_at_all() -> None:
    assert {"ramme.spring", "forside.trin.*_tekst", "tilbud.som_*"} <= set(names_in_templates())
    found = set(names_in_code())
    assert {"breve.*.emne", "ramme.menu.tilbud", "formular.titel.*"} <= found
    assert {"kommandoer.bygget", "problemer.*", "kontakt.*.*"} <= found


@pytest.mark.parametrize("name", NAMES)
def test_text_that_is_shown_exists(name: str) -> None:
    meant = meant_by(name) if "*" in name else {name}
    assert meant
    assert meant <= set(texts().sentences)


def test_text_that_exists_is_shown() -> None:
    shown = {text for name in NAMES for text in meant_by(name)}
    assert sorted(set(texts().sentences) - shown) == []


SENTENCES = [  # forms, 3.3
    ("navn", Code.MISSING, "Skriv dit navn"),
    ("navn", Code.TOO_LONG, "Navnet må højst være på 100 tegn"),
    (
        "telefon",
        Code.NO_WAY_TO_REACH,
        "Skriv et telefonnummer eller en e-mailadresse, så vi kan kontakte dig",
    ),
    ("telefon", Code.MALFORMED, "Skriv et telefonnummer med 8 cifre, fx 12 34 56 78"),
    ("email", Code.MALFORMED, "Skriv en e-mailadresse, fx navn@eksempel.dk"),
    (
        "samtykke",
        Code.MISSING,
        "Sæt kryds, hvis vi må bruge dine svar. Uden kryds kan vi ikke tage imod dem",
    ),
    ("besked", Code.TOO_LONG, "Beskeden må højst være på 500 tegn"),
    *(
        (field, Code.CPR, "Du må ikke skrive dit cpr-nummer her. Slet det, og send igen.")
        for field in ("navn", "email", "besked")
    ),
]


@pytest.mark.parametrize(("field", "code", "sentence"), SENTENCES)
def test_fault_is_said_as_the_brief_says_it(field: str, code: Code, sentence: str) -> None:
    assert contact_error(Fault(field, code), texts()) == sentence


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_of_a_contact_has_its_sentence(code: Code) -> None:
    assert all(contact_error(Fault(field, code), texts()) for field in FAULTS[code])


def test_every_text_has_words_and_no_template() -> None:
    for name, sentence in texts().sentences.items():
        assert sentence.strip(), name
        assert not re.search(r"\{\{|\{%|<[a-z/]", sentence), name
