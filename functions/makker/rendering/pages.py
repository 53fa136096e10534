"""The pages the functions answer with, in the site's own frame."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jinja2 import Environment

from makker.domain.catalogue import Catalogue
from makker.domain.faults import Fault
from makker.domain.programme import Offer
from makker.domain.questions import Form
from makker.domain.screening import Outcome
from makker.rendering.fields import Field, contact_fields, question_field
from makker.rendering.frame import Framer
from makker.services.carry_verdict import Carried
from makker.services.submit import Submitted

SCREEN_URL = "/send/svar/"
"""Where the questions are posted."""
SUBMIT_URL = "/send/kontakt/"
"""Where contact and consent are posted."""


@dataclass(frozen=True, slots=True)
class FormView:
    """The page with the questions of one offer."""

    offer: Offer
    title: str
    lead: str
    action: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """What the answers say, and the fields to go on with."""

    carried: Carried
    outcome: Outcome
    heading: str
    lead: str
    action: str
    token: str = field(repr=False)
    fields: tuple[Field, ...]
    """Empty where contact is not asked for."""
    months: str
    """How long what is sent is kept."""
    trouble: str
    """A page of `beskeder` to tell of: something that is no field's fault. Mostly empty."""


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What a person takes away."""

    submitted: Submitted
    offer: Offer | None


@dataclass(frozen=True, slots=True)
class MessageView:
    """A page that says one thing and points onwards."""

    title: str
    text: str


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
        action=SCREEN_URL,
        fields=tuple(
            question_field(question, form or {}, codes.get(question.field))
            for question in offer.role.questions
        ),
    )


@dataclass(frozen=True, slots=True)
class Pages:
    """Draws the functions' answers."""

    environment: Environment
    framer: Framer
    catalogue: Catalogue

    def form(self, offer: Offer, form: Form, faults: Sequence[Fault]) -> str:
        """Draw the form again, with everything that was typed and what to mend."""
        view = form_view(offer, self.catalogue, form, faults)
        return self._draw("form", view, title=view.title, phone=offer.programme.phone)

    def result(
        self,
        carried: Carried,
        token: str,
        form: Form | None = None,
        faults: Sequence[Fault] = (),
        *,
        trouble: str = "",
    ) -> str:
        """Draw the result, with the contact fields where contact may be asked for."""
        texts, programme = self.catalogue.texts, carried.offer.programme
        outcome = carried.verdict.outcome
        fields = contact_fields(form or {}, faults, texts, consent=programme.consent)
        heading = texts.get(f"resultat.overskrift.{outcome}")
        view = ResultView(
            carried=carried,
            outcome=outcome,
            heading=heading,
            lead=texts.get(f"resultat.indledning.{outcome}", navn=programme.name),
            action=SUBMIT_URL,
            token=token,
            fields=fields if carried.verdict.may_ask_for_contact else (),
            months=str(self.catalogue.organisation.retention_months),
            trouble=trouble,
        )
        return self._draw("result", view, title=heading, phone=programme.phone)

    def receipt(self, submitted: Submitted) -> str:
        """Draw the receipt."""
        screening = submitted.record.screening
        offer = self.catalogue.offer(screening.programme, screening.role)
        phone = offer.programme.phone if offer else ""
        title = self.catalogue.texts.get("kvittering.titel")
        return self._draw("receipt", ReceiptView(submitted, offer), title=title, phone=phone)

    def message(self, name: str) -> str:
        """Draw the page `beskeder.<name>`."""
        view = message_view(name, self.catalogue)
        return self._draw("message", view, title=view.title)

    def _draw(self, template: str, view: object, *, title: str, phone: str = "") -> str:
        frame = self.framer.frame(title, phone=phone)
        return self.environment.get_template(f"pages/{template}.html").render(
            view=view, frame=frame
        )


def message_view(name: str, catalogue: Catalogue) -> MessageView:
    """Give what the page `beskeder.<name>` says."""
    texts = catalogue.texts
    return MessageView(texts.get(f"beskeder.{name}.titel"), texts.get(f"beskeder.{name}.tekst"))
