"""Every page the functions can answer with, drawn for a visitor."""

from collections.abc import Iterator, Mapping
from datetime import date

from makker.app import App
from makker.domain.guide import make_guide
from makker.domain.programme import Offer
from tests.visitor import CONTACT, Visitor


def drawn_by_functions(app: App) -> Iterator[tuple[str, str]]:
    """Give what each page answers, and its HTML."""
    for programme in app.catalogue.programmes.values():
        for role in programme.roles.values():
            yield from _answers_to(Visitor(app), Offer(programme, role))
    yield from _guide(Visitor(app), "peer")
    yield from _guide(Visitor(app), "mentor")
    for name in sorted(app.catalogue.texts.sentences):
        if name.startswith("beskeder.") and name.endswith(".titel"):
            message = name.split(".")[1]
            yield message, app.pages.message(message).html


def _answers_to(visitor: Visitor, offer: Offer) -> Iterator[tuple[str, str]]:
    name, hidden = offer.path, {"program": offer.programme.id, "rolle": offer.role.id}
    plain = {question.field: question.options[0].value for question in offer.role.questions}
    yield f"{name} with nothing answered", visitor.post("/send/svar/", hidden).page
    for question in offer.role.questions:
        for option in question.options:
            answers = {**hidden, **plain, question.field: option.value}
            page = visitor.post("/send/svar/", answers).page
            yield f"{name} {question.field}={option.value}", page
    for way in ("opkald", "sms", "email"):
        token = visitor.post("/send/svar/", {**hidden, **plain}).token
        contact = {**CONTACT, "email": "bodil@example.org", "kontakt_via": way}
        yield f"{name} without contact", visitor.submit(token, {}).page
        yield f"{name} receipt, {way}", _receipt(visitor, token, contact)
        yield f"{name} receipt again", _receipt(visitor, token, {**contact, "navn": "Bo"})


def _guide(visitor: Visitor, role: str) -> Iterator[tuple[str, str]]:
    guide = make_guide(visitor.app.catalogue, role, date(2026, 11, 22))
    assert guide
    best = {question.field: question.options[0].value for question in guide.questions}
    for question in guide.questions:
        for option in question.options:
            answers = {"rolle": role, **best, question.field: option.value}
            page = visitor.post("/send/guide/", answers).page
            yield f"guide {role} {question.field}={option.value}", page
    nothing = {"rolle": role}
    yield f"guide {role} with nothing answered", visitor.post("/send/guide/", nothing).page
    both = {"rolle": role, "stoette": ["ingen", "botilbud"]}
    yield f"guide {role} contradicting itself", visitor.post("/send/guide/", both).page


def _receipt(visitor: Visitor, token: str, contact: Mapping[str, str]) -> str:
    """Draw a receipt. Its number is drawn by lot and no word, though it may be all letters."""
    reply = visitor.submit(token, contact)
    assert reply.reference
    return reply.page.replace(reply.reference, "12345678")
