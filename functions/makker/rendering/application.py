"""The pages of an application: the questions, what they show, and the receipt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from makker.domain.catalogue import Catalogue
from makker.domain.faults import Fault
from makker.domain.programme import Offer
from makker.domain.questions import Form
from makker.domain.screening import Outcome
from makker.rendering.contact_form import contact_fields
from makker.rendering.fields import Field, question_field
from makker.rendering.pages import Page, Pages
from makker.rendering.stencil import place
from makker.services.carry_verdict import Carried

SCREEN_URL = "/send/svar/"
"""Where the questions are posted."""
SUBMIT_URL = "/send/kontakt/"
"""Where contact and consent are posted."""


@dataclass(frozen=True, slots=True)
class FormView:
    """The page with the questions of one offer."""

    template: ClassVar[str] = "form"
    offer: Offer
    title: str
    lead: str
    fields: tuple[Field, ...]
    action: str = SCREEN_URL
    trouble: str = ""

    @property
    def phone(self) -> str:
        """Give the programme's number."""
        return self.offer.programme.phone


@dataclass(frozen=True, slots=True)
class ResultView:
    """What the answers say, and the fields to go on with."""

    template: ClassVar[str] = "result"
    carried: Carried
    outcome: Outcome
    title: str
    lead: str
    token: str = field(repr=False)
    fields: tuple[Field, ...]
    """Empty where contact is not asked for."""
    kept: str
    """How long it is kept, as it turned out: "6 måneder"."""
    """How long what is sent is kept."""
    trouble: str
    """What went wrong and is no field's fault. Mostly empty."""
    action: str = SUBMIT_URL

    @property
    def phone(self) -> str:
        """Give the programme's number."""
        return self.carried.offer.programme.phone


def form_view(
    offer: Offer, catalogue: Catalogue, form: Form | None = None, faults: Sequence[Fault] = ()
) -> FormView:
    """Give the form page: empty for the site, or with what was typed and what was wrong."""
    texts, name = catalogue.texts, offer.programme.name
    codes = {fault.field: fault.code for fault in faults}
    number = str(len(offer.role.questions))
    written = f"formular.antal.{number}"
    number = texts.get(written) if written in texts.sentences else number
    return FormView(
        offer=offer,
        title=texts.get(f"formular.titel.{offer.role.id}", navn=name),
        lead=texts.get("formular.indledning", antal=number),
        fields=tuple(
            question_field(question, form or {}, codes.get(question.field))
            for question in offer.role.questions
        ),
    )


def result_view(  # noqa: PLR0913 - what was sealed, what was typed, and what went wrong
    carried: Carried,
    catalogue: Catalogue,
    token: str,
    form: Form | None = None,
    faults: Sequence[Fault] = (),
    *,
    trouble: str = "",
) -> ResultView:
    """Give the result, with the contact fields where contact may be asked for."""
    texts, programme = catalogue.texts, carried.offer.programme
    outcome = carried.verdict.outcome
    fields = contact_fields(form or {}, faults, texts, consent=programme.consent)
    return ResultView(
        carried=carried,
        outcome=outcome,
        title=texts.get(f"resultat.overskrift.{outcome}"),
        lead=texts.get(f"resultat.indledning.{outcome}", navn=programme.name),
        token=token,
        fields=fields if carried.verdict.may_ask_for_contact else (),
        kept=str(catalogue.organisation.retention.application[outcome]),
        trouble=trouble,
    )


def result_page(carried: Carried, token: str, pages: Pages) -> Page:
    """Draw the result with nothing typed yet: one page for all of whom the same was found."""
    key = (ResultView.template, carried.offer.path, carried.found)
    return pages.fill(
        key, lambda: result_view(carried, pages.catalogue, place("token")), {"token": token}
    )
