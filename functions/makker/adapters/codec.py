"""Records and letters as plain values, for stores that keep JSON."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from makker.domain.letter import Letter
from makker.domain.private import Contact, Way
from makker.domain.record import Consent, Record, Screening
from makker.domain.screening import Outcome
from makker.domain.truth import Truth


def moment_text(moment: datetime) -> str:
    """Write a moment so that texts sort as moments do."""
    return moment.isoformat(timespec="microseconds")


def record_values(record: Record) -> dict[str, Any]:
    """Give the whole record as values that JSON knows."""
    screening, contact = record.screening, record.contact
    return {
        "reference": record.reference,
        "indsendelse": record.submission,
        "modtaget": moment_text(record.received_at),
        "slet_efter": record.delete_after.isoformat(),
        "program": screening.programme,
        "rolle": screening.role,
        "udfald": screening.outcome.value,
        "kriterier": {code: truth.value for code, truth in screening.findings.items()},
        "kontakt": {
            "navn": contact.name,
            "telefon": contact.phone,
            "email": contact.email,
            "kontakt_via": contact.way.value,
            "besked": contact.message,
        },
        "samtykke": {
            "version": record.consent.version,
            "givet": moment_text(record.consent.given_at),
        },
    }


def write_record(record: Record) -> str:
    """Give the record as text."""
    return json.dumps(record_values(record), ensure_ascii=False)


def read_record(text: str) -> Record:
    """Give the record that `write_record` wrote."""
    values = json.loads(text)
    return Record(
        reference=values["reference"],
        submission=values["indsendelse"],
        received_at=datetime.fromisoformat(values["modtaget"]),
        screening=_screening(values),
        contact=_contact(values["kontakt"]),
        consent=Consent(
            values["samtykke"]["version"], datetime.fromisoformat(values["samtykke"]["givet"])
        ),
        delete_after=date.fromisoformat(values["slet_efter"]),
    )


def _screening(values: Mapping[str, Any]) -> Screening:
    findings = {code: Truth(truth) for code, truth in values["kriterier"].items()}
    return Screening(values["program"], values["rolle"], Outcome(values["udfald"]), findings)


def _contact(values: Mapping[str, str]) -> Contact:
    return Contact(
        name=values["navn"],
        phone=values["telefon"],
        email=values["email"],
        way=Way(values["kontakt_via"]),
        message=values["besked"],
    )


def write_letter(letter: Letter) -> str:
    """Give the letter as text."""
    return json.dumps(
        {
            "id": letter.id,
            "reference": letter.reference,
            "modtager": letter.recipient,
            "emne": letter.subject,
            "tekst": letter.body,
            "skrevet": moment_text(letter.written_at),
        },
        ensure_ascii=False,
    )


def read_letter(text: str) -> Letter:
    """Give the letter that `write_letter` wrote."""
    values = json.loads(text)
    return Letter(
        id=values["id"],
        reference=values["reference"],
        recipient=values["modtager"],
        subject=values["emne"],
        body=values["tekst"],
        written_at=datetime.fromisoformat(values["skrevet"]),
    )
