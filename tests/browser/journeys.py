"""The ways through our forms, and hands that know nothing but the keyboard."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.visitor import MENTOR, PROGRAMME

RECEIPT = "Tak. Vi har modtaget det, du sendte"
LOOK = "Se det igennem, og send"
MOST_STOPS = 90


@dataclass(frozen=True)
class Step:
    """One page of a form: what is filled in, the button, and the heading it leads to."""

    fields: Mapping[str, str]
    button: str
    heading: str
    mistakes: frozenset[str] = field(default_factory=frozenset)
    """The fields that are told of when nothing is filled in; none where that is no mistake."""


@dataclass(frozen=True)
class Journey:
    """A form from its page to the receipt."""

    name: str
    path: str
    steps: tuple[Step, ...]


CONTACT = {"navn": "Bodil Ærø", "telefon": "20 26 45 77", "besked": "Ring efter kl. 16"}
AGREED = {"samtykke": "ja"}
SCREEN = "Se, om det passer"
SEND, ON = "Send", "Videre"
_REACHED = frozenset({"navn", "telefon", "samtykke"})


def _application(path: str, answers: Mapping[str, str], heading: str) -> Journey:
    screen = Step(answers, SCREEN, heading, frozenset(answers))
    contact = {**CONTACT, "kontakt_via": "sms", "hvornaar": "aften", **AGREED}
    order = ("navn", "telefon", "kontakt_via", "hvornaar", "besked", "samtykke")
    ordered = {name: contact[name] for name in order}
    return Journey(path, f"/tilbud/{path}/", (screen, Step(ordered, SEND, RECEIPT, _REACHED)))


def _plain(name: str, path: str, fields: Mapping[str, str], mistakes: frozenset[str]) -> Journey:
    return Journey(name, path, (Step(fields, ON, LOOK, mistakes), Step({}, SEND, RECEIPT)))


JOURNEYS = (
    _application(f"{PROGRAMME}/mentor", MENTOR, "Det ser ud til, at du er i målgruppen"),
    _application(
        "peer-to-peer-vejle/peer",
        {"fyldt_18": "ja", "bor_i_kommunen": "flytter_snart", "stoette": "botilbud"},
        "Vi vil gerne tale med dig",
    ),
    _plain(
        "interest",
        "/interesse/",
        {"sted": "Vejle", "emne": "infomoede", **CONTACT, **AGREED},
        _REACHED | {"sted"},
    ),
    _plain(
        "sign-up",
        "/infomoeder/2016-04-18-vejle/",
        {
            "navn": "Bodil",
            "telefon": "20264577",
            "antal": "2",
            "hensyn": "En rolig plads",
            **AGREED,
        },
        _REACHED,
    ),
    _plain(
        "referral",
        "/foreslaa/",
        {"sted": "Odense", "person_email": "anna@eksempel.dk", "aftalt": "ja"},
        frozenset({"sted", "person_email", "aftalt"}),
    ),
)


def fill(page: Page, fields: Mapping[str, str]) -> None:
    """Fill in the fields, in the order they stand in, with the keyboard alone."""
    for name, value in fields.items():
        control = page.locator(f"[name={name}]").first
        kind = control.get_attribute("type")
        if kind == "radio":
            _choose(page, name, value)
        elif kind == "checkbox":
            tab_to(page, page.locator(f"[name={name}][value={value}]"))
            page.keyboard.press("Space")
        else:
            tab_to(page, control)
            page.keyboard.type(value)


def _choose(page: Page, name: str, value: str) -> None:
    """Choose a radio button: the group is one stop, and arrows go through it."""
    tab_to(page, page.locator(f"[name={name}]").first)
    page.keyboard.press("Space")
    for _ in range(page.locator(f"[name={name}]").count()):
        if page.locator(f"[name={name}]:checked").get_attribute("value") == value:
            return
        page.keyboard.press("ArrowDown")
    message = f"{value} cannot be reached with the arrows"
    raise AssertionError(message)


def press(page: Page, button: str) -> None:
    """Go to the button and press it."""
    tab_to(page, page.get_by_role("button", name=button, exact=True))
    page.keyboard.press("Enter")


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has focus, as a person would."""
    for _ in range(MOST_STOPS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    message = f"{target} cannot be reached with Tab"
    raise AssertionError(message)


def read(page: Page, heading: str) -> None:
    """See that the page has come to its heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
