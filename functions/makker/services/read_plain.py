"""Read the forms that ask nothing of anyone's health: hear more, sign up, suggest someone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from makker.domain.faults import Code, Fault, Rejected
from makker.domain.private import YES, Contact, Way, cleaned, one_line
from makker.domain.questions import Form
from makker.domain.subject import (
    ELSEWHERE,
    NEEDS_LENGTH,
    TOPICS,
    Interest,
    Referral,
    Seat,
    SignUp,
    Subject,
)
from makker.services.read_contact import address_fault, read_contact, read_email, text_fault

MOST_COMPANIONS = 5
"""How many one can bring (forms, 3.3)."""
NOBODY = Contact("", "", "", Way.EMAIL, "")
"""Of whoever is suggested nothing is kept before they say yes."""


@dataclass(frozen=True, slots=True)
class Read:
    """A form that is whole."""

    subject: Subject
    contact: Contact
    invited: str = field(default="", repr=False)
    """The address of a person who is suggested; it is written to, and never stored."""


def read_interest(form: Form, places: Iterable[str]) -> Read | Rejected:
    """Read who wants to hear more; *places* are where the programmes are."""
    faults = [
        *_choice_faults(form, "sted", (*places, ELSEWHERE), required=True),
        *_choice_faults(form, "emne", TOPICS, several=True),
    ]
    topics = tuple(topic for topic in TOPICS if topic in form.get("emne", ()))
    place = _value(form, "sted")
    subject = Interest("" if place == ELSEWHERE else place, topics)
    return _with_contact(subject, form, ("sted", "emne"), faults)


def read_sign_up(form: Form, meeting: str) -> Read | Rejected:
    """Read who signs up for *meeting*, whom they bring, and what they need."""
    needs = cleaned(_value(form, "hensyn"))
    companions = _value(form, "antal").strip()
    faults = [*_repeated(form, "antal", "hensyn")]
    if companions and not re.fullmatch(f"[0-{MOST_COMPANIONS}]", companions):
        faults.append(Fault("antal", Code.MALFORMED))
    too_much = text_fault(needs, NEEDS_LENGTH)
    if too_much:
        faults.append(Fault("hensyn", too_much))
    number = int(companions) if companions and not faults else 0
    subject = SignUp(meeting, number, needs, Seat.WAITING)
    return _with_contact(subject, form, ("antal", "hensyn"), faults)


def read_referral(form: Form, places: Iterable[str]) -> Read | Rejected:
    """Read whom a contact person suggests: only where a letter may be sent to, and roughly where.

    The contact person says that it is agreed; the person themselves says yes by a link.
    """
    typed = one_line(_value(form, "person_email"))
    address = read_email(typed)
    faults = [
        *(Fault(name, Code.UNKNOWN_FIELD) for name in form if name not in _REFERRAL),
        *_choice_faults(form, "sted", (*places, ELSEWHERE), required=True),
        *_repeated(form, "person_email"),
    ]
    wrong = address_fault(typed, address) if typed else Code.MISSING
    faults += [Fault("person_email", wrong)] if wrong else []
    faults += _choice_faults(form, "aftalt", (YES,), required=True)
    if faults:
        return Rejected(tuple(faults))
    place = _value(form, "sted")
    subject = Referral("" if place == ELSEWHERE else place)
    return Read(subject, NOBODY, invited=address or "")


_REFERRAL = ("sted", "person_email", "aftalt")


def _with_contact(
    subject: Subject, form: Form, own: Sequence[str], faults: Sequence[Fault]
) -> Read | Rejected:
    """Join what a form itself asks with how the person may be reached; give every fault."""
    contact = read_contact({name: values for name, values in form.items() if name not in own})
    if isinstance(contact, Rejected):
        return Rejected((*faults, *contact.faults))
    return Rejected(tuple(faults)) if faults else Read(subject, contact)


def _choice_faults(
    form: Form,
    name: str,
    possible: Sequence[str],
    *,
    several: bool = False,
    required: bool = False,
) -> Iterator[Fault]:
    values = form.get(name, ())
    if not set(values) <= set(possible):
        yield Fault(name, Code.UNKNOWN_VALUE)
    elif len(values) > len(set(values)) or (len(values) > 1 and not several):
        yield Fault(name, Code.REPEATED)
    elif required and not values:
        yield Fault(name, Code.MISSING)


def _repeated(form: Form, *names: str) -> Iterator[Fault]:
    return (Fault(name, Code.REPEATED) for name in names if len(form.get(name, ())) > 1)


def _value(form: Form, name: str) -> str:
    values = form.get(name, ())
    return values[0] if values else ""
