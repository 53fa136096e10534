"""Records and letters as plain values, for stores that keep JSON."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from makker.domain.letter import Letter
from makker.domain.private import Contact, Hour, Way
from makker.domain.record import Consent, Record
from makker.domain.retention import Overdue
from makker.domain.screening import Outcome
from makker.domain.subject import (
    Application,
    Interest,
    Kind,
    Referral,
    Seat,
    SignUp,
    Subject,
    Told,
)
from makker.domain.truth import Truth
from makker.ports import Sealer, SealError

_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""Kept, as making one takes as long as writing with it."""


def moment_text(moment: datetime) -> str:
    """Write a moment so that texts sort as moments do."""
    return moment.isoformat(timespec="microseconds")


def record_values(record: Record) -> dict[str, Any]:
    """Give the whole record as values that JSON knows."""
    return {
        "reference": record.reference,
        "slags": record.subject.kind.value,
        "indsendelse": record.submission,
        "modtaget": moment_text(record.received_at),
        "slet_efter": record.delete_after.isoformat(),
        "mistaenkt": record.suspected,
        **_subject_values(record.subject),
        "kontakt": _contact_values(record.contact),
        "samtykke": {
            "version": record.consent.version,
            "givet": moment_text(record.consent.given_at),
        },
    }


def _subject_values(subject: Subject) -> dict[str, Any]:
    match subject:
        case Application(programme, role, outcome, findings):
            truths = {code: truth.value for code, truth in findings.items()}
            return {
                "program": programme,
                "rolle": role,
                "udfald": outcome.value,
                "kriterier": truths,
            }
        case Interest(place, topics, referred):
            return {"sted": place, "emner": list(topics), "henvist": referred}
        case SignUp():
            return _sign_up_values(subject)
        case Referral(place):
            return {"sted": place}


def _sign_up_values(sign_up: SignUp) -> dict[str, Any]:
    told = sign_up.told
    return {
        "moede": sign_up.meeting,
        "flere": sign_up.companions,
        "hensyn": sign_up.needs,
        "plads": sign_up.seat.value,
        "fortalt": {
            "version": told.version,
            "aflyst": told.cancelled,
            "dag": told.on.isoformat(),
        },
    }


def _contact_values(contact: Contact) -> dict[str, Any]:
    return {
        "navn": contact.name,
        "telefon": contact.phone,
        "email": contact.email,
        "kontakt_via": contact.way.value,
        "hvornaar": [hour.value for hour in contact.hours],
        "telefonsvarer": contact.voicemail,
        "besked": contact.message,
        "kvittering": contact.receipt,
    }


_PRIVATE = ("kontakt", "hensyn")
"""What is sealed: how to reach a person, and what they wrote."""


def write_record(record: Record, sealer: Sealer) -> str:
    """Give the record as text, what is private sealed."""
    values = record_values(record)
    private = {name: values.pop(name) for name in _PRIVATE if name in values}
    sealed = sealer.seal(_ENCODER.encode(private))
    return _ENCODER.encode(values | {"forseglet": sealed})


def read_record(text: str, sealer: Sealer) -> Record:
    """Give the record that `write_record` wrote, now or in an earlier version.

    Raises:
        SealError: the key is not the one it was sealed with.
    """
    values = json.loads(text)
    if "forseglet" in values:
        values |= json.loads(sealer.open(values["forseglet"]))
    kind = Kind(values.get("slags", Kind.APPLICATION))
    return Record(
        reference=values["reference"],
        submission=values["indsendelse"],
        received_at=datetime.fromisoformat(values["modtaget"]),
        subject=_SUBJECTS[kind](values),
        contact=_contact(values["kontakt"]),
        consent=Consent(
            values["samtykke"]["version"], datetime.fromisoformat(values["samtykke"]["givet"])
        ),
        delete_after=date.fromisoformat(values["slet_efter"]),
        suspected=values.get("mistaenkt", False),
    )


def read_overdue(text: str) -> Overdue:
    """Give what may be known of a record without the key, whoever wrote it and when."""
    values = json.loads(text)
    outcome = values.get("udfald")
    return Overdue(
        reference=values["reference"],
        kind=Kind(values.get("slags", Kind.APPLICATION)),
        outcome=Outcome(outcome) if outcome else None,
        suspected=values.get("mistaenkt", False),
        received_at=datetime.fromisoformat(values["modtaget"]),
        last_day=date.fromisoformat(values["slet_efter"]),
    )


def _application(values: Mapping[str, Any]) -> Application:
    findings = {code: Truth(truth) for code, truth in values["kriterier"].items()}
    return Application(values["program"], values["rolle"], Outcome(values["udfald"]), findings)


def _interest(values: Mapping[str, Any]) -> Interest:
    return Interest(values["sted"], tuple(values["emner"]), values["henvist"])


def _sign_up(values: Mapping[str, Any]) -> SignUp:
    seat = Seat(values["plads"])
    # Before it was kept, nobody was told: they may know no more than the first version.
    known = values.get("fortalt")
    told = (
        Told(known["version"], known["aflyst"], date.fromisoformat(known["dag"]))
        if known
        else Told()
    )
    return SignUp(values["moede"], values["flere"], values["hensyn"], seat, told)


def _referral(values: Mapping[str, Any]) -> Referral:
    return Referral(values["sted"])


_SUBJECTS: Mapping[Kind, Callable[[Mapping[str, Any]], Subject]] = {
    Kind.APPLICATION: _application,
    Kind.INTEREST: _interest,
    Kind.SIGN_UP: _sign_up,
    Kind.REFERRAL: _referral,
}


def _contact(values: Mapping[str, Any]) -> Contact:
    return Contact(
        name=values["navn"],
        phone=values["telefon"],
        email=values["email"],
        way=Way(values["kontakt_via"]),
        message=values["besked"],
        hours=tuple(Hour(hour) for hour in values.get("hvornaar", ())),
        voicemail=values.get("telefonsvarer", False),
        receipt=values.get("kvittering", False),
    )


def write_letter(letter: Letter, sealer: Sealer) -> str:
    """Give the letter as text, all that it says and to whom sealed."""
    said = {
        "modtager": letter.recipient,
        "emne": letter.subject,
        "tekst": letter.body,
        "kalender": letter.calendar,
    }
    values = {
        "id": letter.id,
        "reference": letter.reference,
        "skrevet": moment_text(letter.written_at),
        "forseglet": sealer.seal(_ENCODER.encode(said)),
    }
    return json.dumps(values)


def read_letter(text: str, sealer: Sealer) -> Letter:
    """Give the letter that `write_letter` wrote, now or in an earlier version.

    One that cannot be opened says why: those behind it do not wait for its key.
    """
    values, sealed = json.loads(text), ""
    if "forseglet" in values:
        try:
            values |= json.loads(sealer.open(values["forseglet"]))
        except SealError as error:
            sealed = str(error)
    return Letter(
        id=values["id"],
        reference=values["reference"],
        recipient=values.get("modtager", ""),
        subject=values.get("emne", ""),
        body=values.get("tekst", ""),
        written_at=datetime.fromisoformat(values["skrevet"]),
        calendar=values.get("kalender", ""),
        sealed=sealed,
    )
