"""Read how a person may be reached out of a form, or say everything that is wrong."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import phonenumbers

from makker.domain.faults import Code, Fault, Rejected
from makker.domain.private import (
    EMAIL_LENGTH,
    MESSAGE_LENGTH,
    NAME_LENGTH,
    YES,
    Contact,
    Hour,
    Way,
    cleaned,
    has_cpr,
    one_line,
)
from makker.domain.questions import Form

FIELDS = (
    "navn",
    "telefon",
    "email",
    "kontakt_via",
    "hvornaar",
    "telefonsvarer",
    "besked",
    "kvittering",
    "samtykke",
)
"""In the order the form asks."""
_CHOICES: Mapping[str, frozenset[str]] = {
    "kontakt_via": frozenset({"", *Way}),
    "hvornaar": frozenset(Hour),
    "telefonsvarer": frozenset({"", YES}),
    "kvittering": frozenset({"", YES}),
    "samtykke": frozenset({"", YES}),
}
"""What the fields can send that are not typed in."""
_PHONE = re.compile(r"[-+()./ 0-9]{1,40}")


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, cleaned, with the readings that are needed twice."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    number: str | None = field(repr=False)
    """The phone as it is stored; None when it is none."""
    email: str = field(repr=False)
    address: str | None = field(repr=False)
    """The e-mail as it is stored; None when it is none."""
    way: str = field(repr=False)
    message: str = field(repr=False)
    receipt: bool = field(repr=False)
    consent: str = field(repr=False)


def read_contact(form: Form) -> Contact | Rejected:
    """Give the contact of a form whose consent box is ticked, or every fault at once."""
    strange = tuple(_strange(form))
    if strange:
        return Rejected(strange)
    typed = _typed(form)
    faults = tuple(_faults(typed))
    if faults:
        return Rejected(faults)
    return Contact(
        name=typed.name,
        phone=typed.number or "",
        email=typed.address or "",
        way=Way(typed.way) if typed.way else _likely_way(typed),
        message=typed.message,
        hours=tuple(hour for hour in Hour if hour in form.get("hvornaar", ())),
        voicemail=_value(form, "telefonsvarer") == YES,
        receipt=typed.receipt,
    )


def _typed(form: Form) -> _Typed:
    phone = one_line(unicodedata.normalize("NFKC", _value(form, "telefon")))
    email = one_line(_value(form, "email"))
    return _Typed(
        name=one_line(_value(form, "navn")),
        phone=phone,
        number=read_phone(phone),
        email=email,
        address=read_email(email),
        way=_value(form, "kontakt_via"),
        message=cleaned(_value(form, "besked")),
        receipt=_value(form, "kvittering") == YES,
        consent=_value(form, "samtykke"),
    )


def _value(form: Form, name: str) -> str:
    values = form.get(name, ())
    return values[0] if values else ""


def _likely_way(typed: _Typed) -> Way:
    return Way.CALL if typed.phone else Way.EMAIL


def _strange(form: Form) -> Iterator[Fault]:
    for name, values in form.items():
        if name not in FIELDS:
            yield Fault(name, Code.UNKNOWN_FIELD)
        elif len(values) > 1 and (name != "hvornaar" or len(set(values)) < len(values)):
            yield Fault(name, Code.REPEATED)
        elif not set(values) <= _CHOICES.get(name, set(values)):
            yield Fault(name, Code.UNKNOWN_VALUE)


def _faults(typed: _Typed) -> Iterator[Fault]:
    checks = {
        "navn": _name_fault(typed),
        "telefon": _phone_fault(typed),
        "email": _email_fault(typed),
        "besked": text_fault(typed.message, MESSAGE_LENGTH),
        "samtykke": None if typed.consent else Code.MISSING,
    }
    yield from (Fault(name, code) for name, code in checks.items() if code)


def _name_fault(typed: _Typed) -> Code | None:
    return text_fault(typed.name, NAME_LENGTH) if typed.name else Code.MISSING


def _phone_fault(typed: _Typed) -> Code | None:
    if typed.phone:
        return None if typed.number else Code.MALFORMED
    if not typed.email:
        return Code.NO_WAY_TO_REACH
    return Code.MISSING if typed.way in {Way.CALL, Way.SMS} else None


def _email_fault(typed: _Typed) -> Code | None:
    if not typed.email:
        needed = typed.way == Way.EMAIL or typed.receipt
        return Code.MISSING if needed and typed.phone else None
    return address_fault(typed.email, typed.address)


def address_fault(email: str, address: str | None) -> Code | None:
    """Say what is wrong with an e-mail that is not empty, of which *address* was read."""
    fault = text_fault(email, EMAIL_LENGTH)
    return fault or (None if address else Code.MALFORMED)


def text_fault(text: str, most: int) -> Code | None:
    """Say what is wrong with a text that may have so many characters."""
    if len(text) > most:
        return Code.TOO_LONG
    return Code.CPR if has_cpr(text) else None


def read_phone(text: str) -> str | None:
    """Give a number in one stored form, "+4520264577" (V03), or None when it is none."""
    if not _PHONE.fullmatch(text):
        return None
    try:
        number = phonenumbers.parse(text, "DK")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_email(text: str) -> str | None:
    """Give an e-mail address in one stored form, or None when it is none."""
    if not 0 < len(text) <= EMAIL_LENGTH:
        return None
    # Not everyone gives one, and what reads it takes its time to load.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        return None
