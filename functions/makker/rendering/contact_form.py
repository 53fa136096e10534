"""The fields that ask how a person may be reached, the same in every form."""

from collections.abc import Sequence

from makker.domain.faults import Code, Fault
from makker.domain.private import MESSAGE_LENGTH, Hour, Way
from makker.domain.questions import Form
from makker.domain.texts import Texts
from makker.rendering.fields import Drawing, Field


def contact_fields(
    form: Form, faults: Sequence[Fault], texts: Texts, *, consent: str
) -> tuple[Field, ...]:
    """Give the fields, with the *consent* in full; without it the last one is left out."""
    drawing = _drawing(form, faults, texts)
    return (
        drawing.single("navn", "text"),
        drawing.single("telefon", "tel"),
        drawing.single("email", "email"),
        drawing.group(
            "kontakt_via",
            "radios",
            {way: texts.get(f"kontakt.maader.{way}") for way in Way},
            optional=True,
        ),
        drawing.group(
            "hvornaar",
            "checkboxes",
            {hour: texts.get(f"kontakt.tider.{hour}") for hour in Hour},
            optional=True,
        ),
        drawing.box(
            "telefonsvarer",
            "checkboxes",
            texts.get("kontakt.felter.telefonsvarer_ja"),
            optional=True,
        ),
        drawing.long("besked", MESSAGE_LENGTH),
        *([_receipt(drawing), _consent(drawing, consent)] if consent else []),
    )


def short_contact_fields(
    form: Form, faults: Sequence[Fault], texts: Texts, *, consent: str
) -> tuple[Field, ...]:
    """Give the fields for someone who only signs up: a name, and one way to reach them."""
    drawing = _drawing(form, faults, texts)
    return (
        drawing.single("navn", "text"),
        drawing.single("telefon", "tel"),
        drawing.single("email", "email"),
        _receipt(drawing),
        _consent(drawing, consent),
    )


def _drawing(form: Form, faults: Sequence[Fault], texts: Texts) -> Drawing:
    # The other faults are those of the form's own fields.
    ours = (fault for fault in faults if f"kontakt.felter.{fault.field}" in texts.sentences)
    errors = {fault.field: contact_error(fault, texts) for fault in ours}
    return Drawing("kontakt", form, errors, texts)


def _receipt(drawing: Drawing) -> Field:
    text = drawing.texts.get("kontakt.felter.kvittering_ja")
    return drawing.box("kvittering", "checkboxes", text, optional=True)


def _consent(drawing: Drawing, consent: str) -> Field:
    text = drawing.texts.get("kontakt.felter.samtykke_ja")
    return drawing.box("samtykke", "consent", text, consent, optional=False)


def contact_error(fault: Fault, texts: Texts) -> str:
    """Give the sentence for a fault of a contact field."""
    if fault.code in {Code.CPR, Code.NO_WAY_TO_REACH}:
        return texts.get(f"kontakt.{fault.code}")
    return texts.get(f"kontakt.{fault.code}.{fault.field}")
