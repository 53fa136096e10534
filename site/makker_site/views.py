"""What the site's own templates show: view models prepared from the catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from makker.domain.catalogue import Catalogue
from makker.domain.danish import sort_key
from makker.domain.meeting import Meeting
from makker.domain.people import HelpLine, Person
from makker.domain.period import Period
from makker.domain.programme import Cafe, Fact, Offer, Programme
from makker.domain.retention import Retention
from makker.rendering.frame import Frame


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page."""

    programmes: tuple[Programme, ...]
    meeting: Meeting | None
    """The next one can sign up for."""


@dataclass(frozen=True, slots=True)
class ProgrammesView:
    """The list of programmes."""

    programmes: tuple[Programme, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """One programme, with the text of its file."""

    programme: Programme
    body: Markup
    meeting: Meeting | None
    """The next one can sign up for."""
    cafes: tuple[Cafe, ...]
    printed: bool
    """Whether there is a poster and a leaflet."""
    today: date
    """The day whose criteria are listed."""


@dataclass(frozen=True, slots=True)
class SiteListView:
    """All pages, and what searches them."""

    pages: tuple[Frame, ...]
    script: str
    index: str


@dataclass(frozen=True, slots=True)
class TextView:
    """A page of words, and what the catalogue adds below them."""

    body: Markup
    block: str
    """Which part of the catalogue follows the words; empty for none."""
    people: tuple[Person, ...]
    help_lines: tuple[HelpLine, ...]
    facts: tuple[Fact, ...]
    """Who is responsible."""
    kept: tuple[Fact, ...]
    """How long what is sent is kept."""


def programme_view(
    catalogue: Catalogue, programme: Programme, body: str, *, meeting: Meeting | None, today: date
) -> ProgrammeView:
    """Give a programme's page as it is *today*, with its next meeting and its cafés."""
    cafes = tuple(cafe for cafe in catalogue.cafes if cafe.programme is programme)
    return ProgrammeView(programme, trusted(body), meeting, cafes, programme.is_printed, today)


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """The page where one chooses a programme to be peer or mentor in."""

    role: str
    offers: tuple[Offer, ...]


def choice_view(catalogue: Catalogue, role: str) -> ChoiceView:
    """Give the programmes that have the role."""
    offers = (catalogue.offer(programme, role) for programme in catalogue.programmes)
    return ChoiceView(role, tuple(offer for offer in offers if offer))


def text_view(catalogue: Catalogue, body: str, meta: Mapping[str, object]) -> TextView:
    """Give a page of words whose front matter is *meta*."""
    return TextView(
        body=trusted(body),
        block=str(meta.get("blok", "")),
        people=tuple(sorted(catalogue.people.values(), key=lambda one: sort_key(one.name))),
        help_lines=catalogue.help_lines,
        facts=_controller_facts(catalogue),
        kept=_kept_facts(catalogue),
    )


def _controller_facts(catalogue: Catalogue) -> tuple[Fact, ...]:
    organisation, texts = catalogue.organisation, catalogue.texts
    said = {
        "dataansvarlig": organisation.controller,
        "kontakt": organisation.controller_contact,
        "raadgiver": organisation.protection_officer,
    }
    return tuple(
        Fact(texts.get(f"privatliv.{name}"), text, "organisation.yml")
        for name, text in said.items()
    )


def _kept_facts(catalogue: Catalogue) -> tuple[Fact, ...]:
    say = catalogue.texts.get
    return tuple(
        Fact(
            say(f"privatliv.gemt.{what}"),
            say(f"privatliv.slettes.{since}", periode=str(period)),
            "organisation.yml",
        )
        for what, since, period in _kept(catalogue.organisation.retention)
    )


def _kept(retention: Retention) -> Iterator[tuple[str, str, Period]]:
    """Give what is kept, from when on, and how long; outcomes apart only where they differ."""
    outcomes = retention.application
    together = len(set(outcomes.values())) == 1
    for outcome in [*outcomes][:1] if together else outcomes:
        yield "ansoegning" if together else outcome, "sendt", outcomes[outcome]
    yield "interesse", "sendt", retention.interest
    yield "tilmelding", "moede", retention.sign_up
    yield "henvisning", "sendt", retention.referral
    yield "mistaenkt", "sendt", retention.suspected
    yield "spor", "set", retention.trail


def trusted(html: str) -> Markup:
    """Mark what Markdown made of the editors' own words as HTML."""
    return Markup(html)  # noqa: S704 - the content is ours, not the visitors'
