"""Read the whole content, or say everything that is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from makker.content.entries import Entry, Fields, Source
from makker.content.files import read_front_matter, read_yaml
from makker.content.meetings import read_cafes, read_meeting
from makker.content.people import read_help_lines, read_people, read_phone
from makker.content.plain_pages import check_page, pages_without_a_file
from makker.content.problems import ContentError, Problem
from makker.content.programmes import Surroundings, read_programme
from makker.content.questions import Bank, read_bank
from makker.content.retention import NO_RETENTION, read_retention
from makker.content.words import check_words
from makker.domain.catalogue import Catalogue, ConsentText, Organisation
from makker.domain.danish import phone_pairs
from makker.domain.people import HelpLine, Person
from makker.domain.texts import Texts, fill


@dataclass(frozen=True, slots=True)
class Loaded:
    """The content, and the warnings that do not stop it."""

    catalogue: Catalogue
    warnings: tuple[Problem, ...]


def load(root: Path, today: date) -> Loaded:
    """Read the content folder *root* as it is to be understood on the day *today*.

    Raises:
        ContentError: with every problem of every file, when there is any but warnings.
    """
    problems: list[Problem] = []
    catalogue = _read(root, today, problems)
    _check_pages(root, catalogue, problems)
    unique = _in_order(problems)
    if not all(problem.warning for problem in unique):
        raise ContentError(unique, catalogue.texts)
    return Loaded(catalogue, unique)


def _check_pages(root: Path, catalogue: Catalogue, problems: list[Problem]) -> None:
    files = {file.relative_to(root).as_posix() for file in root.rglob("*")}
    there = files.union(pages_without_a_file(catalogue))
    for name in sorted(name for name in files if name.endswith(".md")):
        if Path(name).parent != Path("tilbud"):
            for entry in read_front_matter(root, name, problems):
                check_page(entry)
        check_words(root, Source(name, problems), there)


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    # A YAML anchor is read once for each place that uses it; its problem is still one.
    unique: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        what = (problem.file, problem.line, problem.kind, *problem.values.items())
        unique.setdefault(what, problem)
    return tuple(sorted(unique.values(), key=lambda problem: (problem.file, problem.line)))


def _read(root: Path, today: date, problems: list[Problem]) -> Catalogue:
    around, organisation = _surroundings(root, today, problems)
    programmes = {
        file.stem: read_programme(entry, file.stem, around)
        for file in sorted((root / "tilbud").glob("*.md"))
        for entry in read_front_matter(root, f"tilbud/{file.name}", problems)
    }
    meetings = [
        read_meeting(entry, file.stem, programmes=programmes, people=around.people)
        for file in sorted((root / "moeder").glob("*.yml"))
        for entry in read_yaml(root, f"moeder/{file.name}", problems)
    ]
    cafes = [
        cafe
        for entry in read_yaml(root, "cafeer.yml", problems)
        for cafe in read_cafes(entry, programmes)
    ]
    return Catalogue(
        organisation=organisation,
        programmes=programmes,
        people=around.people,
        help_lines=tuple(around.help_lines),
        meetings=tuple(sorted(meetings, key=lambda meeting: meeting.start)),
        cafes=tuple(cafes),
        texts=Texts(dict(_sentences(root, problems))),
    )


def _surroundings(
    root: Path, today: date, problems: list[Problem]
) -> tuple[Surroundings, Organisation]:
    """Read what the other files refer to."""
    organisation, consent = _NO_ORGANISATION, ""
    for entry in read_yaml(root, "organisation.yml", problems):
        organisation, consent = _organisation(entry)
    people: dict[str, Person] = {}
    for entry in read_yaml(root, "kontakter.yml", problems):
        people = read_people(entry, today)
    lines: tuple[HelpLine, ...] = ()
    for entry in read_yaml(root, "hjaelpelinjer.yml", problems):
        lines = read_help_lines(entry, today)
    bank = Bank({})
    for entry in read_yaml(root, "spoergsmaal.yml", problems):
        bank = read_bank(entry)
    return Surroundings(
        bank, people, lines, consent, organisation.controller, organisation.phone
    ), organisation


_NO_ORGANISATION = Organisation("", "", "", "", "", "", ConsentText("", ""), NO_RETENTION)


def _organisation(entry: Entry) -> tuple[Organisation, str]:
    fields = entry.document(
        "sidens_navn telefon dataansvarlig dataansvarlig_kontakt "
        "databeskyttelsesraadgiver samtykke samtykke_uden_helbred opbevaring"
    )
    consent, light = _consent(fields, "samtykke"), _consent(fields, "samtykke_uden_helbred")
    phone, controller = read_phone(fields, "telefon"), fields.text("dataansvarlig")
    words = {"dataansvarlig": controller, "telefon": phone_pairs(phone)}
    return Organisation(
        site_name=fields.text("sidens_navn"),
        phone=phone,
        controller=controller,
        controller_contact=fields.text("dataansvarlig_kontakt"),
        protection_officer=fields.text("databeskyttelsesraadgiver"),
        consent_version=consent.version,
        light_consent=ConsentText(light.version, fill(light.text, words)),
        retention=read_retention(fields["opbevaring"]) if "opbevaring" in fields else NO_RETENTION,
    ), consent.text


def _consent(fields: Fields, key: str) -> ConsentText:
    consent = fields.entry(key).fields("version tekst") if key in fields else None
    return ConsentText(consent.text("version"), consent.text("tekst")) if consent else _NO_CONSENT


_NO_CONSENT = ConsentText("", "")


def _sentences(root: Path, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for file in sorted((root / "tekster").glob("*.yml")):
        for entry in read_yaml(root, f"tekster/{file.name}", problems):
            yield from _flat(file.stem, entry.pairs())


def _flat(prefix: str, pairs: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    for key, entry in pairs.items():
        name = f"{prefix}.{key}"
        if entry.nested:
            yield from _flat(name, entry.pairs())
        else:
            yield name, entry.text()
