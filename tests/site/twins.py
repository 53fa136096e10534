"""Each form on paper and its twin on the site."""

import re
from dataclasses import dataclass
from pathlib import Path

from makker.domain.catalogue import Catalogue
from makker.domain.programme import Offer
from makker.rendering.contact_form import contact_fields
from makker.rendering.fields import Field, question_field
from makker.rendering.plain_forms import interest_view, sign_up_view
from tests.content.copies import CONTENT
from tests.site.pdfs import MONO, typed_in
from tests.site.printed import MEETING

OFFERS = {
    f"{file.stem}/{role}": f"tilbud/{file.stem}/{role}"
    for file in sorted((CONTENT / "tilbud").glob("*.md"))
    for role in ("peer", "mentor")
}
FORMS = {**OFFERS, "interesse": "interesse", f"tilmelding/{MEETING}": f"infomoeder/{MEETING}"}
"""What each form is keyed in as, and where it is."""


@dataclass(frozen=True)
class Asked:
    """What a form asks, read from the catalogue as the site reads it."""

    fields: tuple[Field, ...]
    consent_version: str
    phone: str


def asked(catalogue: Catalogue, form: str) -> Asked:
    organisation = catalogue.organisation
    light, phone = organisation.light_consent.version, organisation.phone
    if form in OFFERS:
        return Asked(
            _application(catalogue, form),
            organisation.consent_version,
            offer_phone(catalogue, form),
        )
    if form == "interesse":
        return Asked(interest_view(catalogue).fields, light, phone)
    meeting = catalogue.meeting(MEETING)
    assert meeting
    return Asked(sign_up_view(meeting, catalogue).fields, light, meeting.phone)


def offer_of(catalogue: Catalogue, form: str) -> Offer:
    offer = catalogue.offer(*form.split("/"))
    assert offer
    return offer


def offer_phone(catalogue: Catalogue, form: str) -> str:
    return offer_of(catalogue, form).programme.phone


def _application(catalogue: Catalogue, form: str) -> tuple[Field, ...]:
    offer = offer_of(catalogue, form)
    questions = [question_field(one, {}, None) for one in offer.role.questions]
    consent = offer.programme.consent
    return (*questions, *contact_fields({}, (), catalogue.texts, consent=consent))


def find(printed: Path, form: str) -> Path:
    return printed / FORMS[form] / "skema.pdf"


def ids_on_page(html: str) -> list[str]:
    """Give the name of every field a page shows, each followed by the values of its boxes."""
    shown = html.partition("<main")[2].split('<div class="mk-field')[1:]
    controls = [re.findall(r"<(?:input|textarea)\b[^>]*>", one) for one in shown]
    ids = []
    for group in controls:
        ids += re.findall(r' name="(\w+)"', group[0])
        boxes = [one for one in group if re.search(r' type="(?:radio|checkbox)"', one)]
        ids += [value for box in boxes for value in re.findall(r' value="(\w+)"', box)]
    return ids


def ids_on_paper(file: Path) -> list[str]:
    """Give the same as the paper has it; the last of a page names the form."""
    return [one for page in typed_in(file, MONO) for one in page[:-1]]
