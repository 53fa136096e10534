"""Read whatever atheris makes up as a form. Run by the Python of `tests/torture/install.sh`."""

import sys

import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

with atheris.instrument_imports(include=["makker"]):
    from makker.handlers.http import Unreadable, read_form, read_query, read_request
    from makker.services.read_contact import read_contact
    from makker.services.read_plain import read_interest, read_referral, read_sign_up

from tests.visitor import post_event

FORM = "application/x-www-form-urlencoded"
KINDS = (FORM, FORM, FORM, f"{FORM}; charset=utf-8", "multipart/form-data; boundary=x", "")
PLACES = ("Vejle", "Odense")


def read(data: bytes) -> None:
    """Read bytes as every form there is: an answer comes of it, and never an exception."""
    event = post_event("/send/kontakt/", data[1:], KINDS[data[0] % len(KINDS)] if data else "")
    event["rawQueryString"] = data[1:200].decode("latin-1")
    if data and data[0] >= 0xF0:  # now and then what only claims to be base64
        event["body"] = data[1:].decode("latin-1")
    request = read_request(event)
    for form in (read_form(request), read_query(request)):
        if not isinstance(form, Unreadable):
            read_contact(form)
            read_interest(form, PLACES)
            read_referral(form, PLACES)
            read_sign_up(form, "2016-04-18-vejle")


atheris.Setup(sys.argv, read)
atheris.Fuzz()
