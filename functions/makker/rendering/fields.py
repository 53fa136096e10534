"""Form fields ready to be drawn: what stands there, what was typed, and what was wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from makker.domain.faults import Code
from makker.domain.private import YES
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
    exclusive: bool = False
    """Whether it goes with no other of its group."""
    detail: str = ""
    """What the choice means, in full."""


_AUTOCOMPLETE = {"navn": "name", "telefon": "tel", "email": "email"}


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
    most: int = 0
    """Characters there is room for; nothing is said of it where it is 0."""

    @property
    def input_type(self) -> str:
        """The type of a field of one line; digits and codes are plain text, with no arrows."""
        return self.kind if self.kind in {"tel", "email"} else "text"

    @property
    def autocomplete(self) -> str:
        """What the browser may fill in: only what is the person's own (WCAG 1.3.5)."""
        return _AUTOCOMPLETE.get(self.name, "off")

    @property
    def described_by(self) -> str:
        """The ids of what explains the field, or nothing."""
        ids = [f"{self.name}-hint"] * bool(self.hint) + [f"{self.name}-error"] * bool(self.error)
        return " ".join(ids)

    @property
    def said(self) -> str:
        """What was chosen or typed, in words; empty when nothing was."""
        return ", ".join(one.text for one in self.choices if one.checked) or self.value


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
                exclusive=option.exclusive,
            )
            for number, option in enumerate(options, start=1)
        ),
    )


def _question_error(question: Question, code: Code | None) -> str:
    if code is None:
        return ""
    return question.contradictory if code is Code.CONTRADICTORY else question.missing


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws the fields of one form, with what was typed in them and what was wrong."""

    prefix: str
    """Where the form's words stand: "kontakt" for `kontakt.felter.navn`."""
    form: Form = field(repr=False)
    errors: Mapping[str, str] = field(repr=False)
    texts: Texts

    def single(self, name: str, kind: str, *, optional: bool = False) -> Field:
        """Give a field to type in."""
        values = self.form.get(name, ())
        return self._field(name, kind, (), value=values[0] if values else "", optional=optional)

    def long(self, name: str, most: int) -> Field:
        """Give a field to type several lines in, or none, with *most* characters."""
        return replace(self.single(name, "textarea", optional=True), most=most)

    def group(
        self, name: str, kind: str, options: Mapping[str, str], *, optional: bool = False
    ) -> Field:
        """Give a group of choices: value → text."""
        choices = tuple(
            self.choice(name, value, text, first=not number)
            for number, (value, text) in enumerate(options.items())
        )
        return self._field(name, kind, choices, optional=optional)

    def box(self, name: str, kind: str, text: str, detail: str = "", *, optional: bool) -> Field:
        """Give a group of one box that says yes."""
        choice = self.choice(name, YES, text, detail, first=True)
        return self._field(name, kind, (choice,), optional=optional)

    def choice(self, name: str, value: str, text: str, detail: str = "", *, first: bool) -> Choice:
        """Give one choice; the first bears the name of the group, so that errors lead to it."""
        return Choice(
            id=name if first else f"{name}-{value}",
            value=value,
            text=text,
            checked=value in self.form.get(name, ()),
            detail=detail,
        )

    def _field(
        self,
        name: str,
        kind: str,
        choices: tuple[Choice, ...],
        *,
        value: str = "",
        optional: bool = False,
    ) -> Field:
        hint = f"{self.prefix}.felter.{name}_hjaelp"
        return Field(
            name=name,
            kind=kind,
            label=self.texts.get(f"{self.prefix}.felter.{name}"),
            hint=self.texts.get(hint) if hint in self.texts.sentences else "",
            error=self.errors.get(name, ""),
            value=value,
            optional=optional,
            choices=choices,
        )
