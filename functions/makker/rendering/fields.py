"""Form fields ready to be drawn: what stands there, what was typed, and what was wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from makker.domain.faults import Code, Fault
from makker.domain.private import YES, Way
from makker.domain.questions import Form, Question
from makker.domain.texts import Texts


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or box."""

    id: str
    value: str
    text: str
    checked: bool = field(repr=False)
    divided: bool = False
    """Whether "eller" stands before it."""
    detail: str = ""
    """What the choice means, in full."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field, or a group of choices."""

    name: str
    kind: str
    """The macro that draws it."""
    label: str
    hint: str = ""
    error: str = ""
    value: str = field(default="", repr=False)
    optional: bool = False
    choices: tuple[Choice, ...] = ()

    @property
    def described_by(self) -> str:
        """The ids of what explains the field, or nothing."""
        ids = [f"{self.name}-hint"] * bool(self.hint) + [f"{self.name}-error"] * bool(self.error)
        return " ".join(ids)


def question_field(question: Question, form: Form, code: Code | None) -> Field:
    """Give a question as a group of radio buttons or boxes."""
    chosen = form.get(question.field, ())
    options = question.options
    first_exclusive = next((option for option in options if option.exclusive), None)
    return Field(
        name=question.field,
        kind="checkboxes" if question.several else "radios",
        label=question.legend,
        hint=question.hint,
        error=_question_error(question, code),
        choices=tuple(
            Choice(
                id=question.field if number == 1 else f"{question.field}-{number}",
                value=option.value,
                text=option.text,
                checked=option.value in chosen,
                divided=option is first_exclusive,
            )
            for number, option in enumerate(options, start=1)
        ),
    )


def _question_error(question: Question, code: Code | None) -> str:
    if code is None:
        return ""
    return question.contradictory if code is Code.CONTRADICTORY else question.missing


def contact_fields(
    form: Form, faults: Sequence[Fault], texts: Texts, *, consent: str
) -> tuple[Field, ...]:
    """Give the fields that ask how a person may be reached, with the *consent* in full."""
    errors = {fault.field: contact_error(fault, texts) for fault in faults}
    drawing = _Drawing(form, errors, texts)
    ways = tuple(
        Choice(
            id="kontakt_via" if way is Way.CALL else f"kontakt_via-{way}",
            value=way,
            text=texts.get(f"kontakt.maader.{way}"),
            checked=drawing.typed("kontakt_via") == way,
        )
        for way in Way
    )
    yes = Choice(
        id="samtykke",
        value=YES,
        text=texts.get("kontakt.felter.samtykke_ja"),
        checked=drawing.typed("samtykke") == YES,
        detail=consent,
    )
    return (
        drawing.field("navn", "text"),
        drawing.field("telefon", "tel"),
        drawing.field("email", "email"),
        drawing.field("kontakt_via", "radios", optional=True, choices=ways),
        drawing.field("besked", "textarea", optional=True),
        drawing.field("samtykke", "consent", choices=(yes,)),
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    form: Form
    errors: Mapping[str, str]
    texts: Texts

    def typed(self, name: str) -> str:
        values = self.form.get(name, ())
        return values[0] if values else ""

    def field(
        self, name: str, kind: str, *, optional: bool = False, choices: tuple[Choice, ...] = ()
    ) -> Field:
        hint = f"kontakt.felter.{name}_hjaelp"
        return Field(
            name=name,
            kind=kind,
            label=self.texts.get(f"kontakt.felter.{name}"),
            hint=self.texts.get(hint) if hint in self.texts.sentences else "",
            error=self.errors.get(name, ""),
            value=self.typed(name),
            optional=optional,
            choices=choices,
        )


def contact_error(fault: Fault, texts: Texts) -> str:
    """Give the sentence for a fault of a contact field."""
    if fault.code in {Code.CPR, Code.NO_WAY_TO_REACH}:
        return texts.get(f"kontakt.{fault.code}")
    return texts.get(f"kontakt.{fault.code}.{fault.field}")
