"""The people and help lines a visitor can ring."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """Someone a visitor can ring or write to."""

    id: str
    name: str
    role: str
    phone: str
    """Eight digits, or empty."""
    email: str
    source: str
    checked: date | None


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number to ring when it is hard, and what it is for."""

    id: str
    name: str
    number: str
    """As the line itself groups it."""
    text: str
    urgent: bool
    source: str
    checked: date | None
