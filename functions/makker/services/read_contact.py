"""Read how a person may be reached out of a form, or say everything that is wrong."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from makker.domain.faults import Code, Fault, Rejected
from makker.domain.private import (
    EMAIL_LENGTH,
    MESSAGE_LENGTH,
    NAME_LENGTH,
    YES,
    Contact,
    Way,
    cleaned,
    has_cpr,
    one_line,
)
from makker.domain.questions import Form

FIELDS = ("navn", "telefon", "email", "kontakt_via", "besked", "samtykke")
"""In the order the form asks."""
_PHONE = re.compile(r"[-+()./ 0-9]{1,40}")


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, cleaned, with the readings that are needed twice."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(repr=False)
    way: str = field(repr=False)
    message: str = field(repr=False)
    consent: str = field(repr=False)


def read_contact(form: Form) -> Contact | Rejected:
    """Give the contact of a form whose consent box is ticked, or every fault at once."""
    strange = tuple(_strange(form))
    if strange:
        return Rejected(strange)
    typed = _Typed(
        name=one_line(_value(form, "navn")),
        phone=one_line(unicodedata.normalize("NFKC", _value(form, "telefon"))),
        email=one_line(_value(form, "email")),
        way=_value(form, "kontakt_via"),
        message=cleaned(_value(form, "besked")),
        consent=_value(form, "samtykke"),
    )
    faults = tuple(_faults(typed))
    if faults:
        return Rejected(faults)
    return Contact(
        name=typed.name,
        phone=_read_phone(typed.phone) or "",
        email=_read_email(typed.email) or "",
        way=Way(typed.way) if typed.way else _likely_way(typed),
        message=typed.message,
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
        elif len(values) > 1:
            yield Fault(name, Code.REPEATED)
    if _value(form, "kontakt_via") not in {"", *Way}:
        yield Fault("kontakt_via", Code.UNKNOWN_VALUE)
    if _value(form, "samtykke") not in {"", YES}:
        yield Fault("samtykke", Code.UNKNOWN_VALUE)


def _faults(typed: _Typed) -> Iterator[Fault]:
    checks = {
        "navn": _name_fault(typed),
        "telefon": _phone_fault(typed),
        "email": _email_fault(typed),
        "besked": _text_fault(typed.message, MESSAGE_LENGTH),
        "samtykke": None if typed.consent else Code.MISSING,
    }
    yield from (Fault(name, code) for name, code in checks.items() if code)


def _name_fault(typed: _Typed) -> Code | None:
    return _text_fault(typed.name, NAME_LENGTH) if typed.name else Code.MISSING


def _phone_fault(typed: _Typed) -> Code | None:
    if typed.phone:
        return None if _read_phone(typed.phone) else Code.MALFORMED
    if not typed.email:
        return Code.NO_WAY_TO_REACH
    return Code.MISSING if typed.way in {Way.CALL, Way.SMS} else None


def _email_fault(typed: _Typed) -> Code | None:
    if not typed.email:
        return Code.MISSING if typed.way == Way.EMAIL and typed.phone else None
    text_fault = _text_fault(typed.email, EMAIL_LENGTH)
    if text_fault:
        return text_fault
    return None if _read_email(typed.email) else Code.MALFORMED


def _text_fault(text: str, most: int) -> Code | None:
    if len(text) > most:
        return Code.TOO_LONG
    return Code.CPR if has_cpr(text) else None


def _read_phone(text: str) -> str | None:
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


def _read_email(text: str) -> str | None:
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        return None
