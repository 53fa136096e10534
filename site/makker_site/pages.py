"""The pages of the site: which there are, and what each shows. Knows nothing of MkDocs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

from makker.domain.catalogue import Catalogue
from makker.domain.danish import COPENHAGEN, sort_key
from makker.domain.programme import Offer, Programme
from makker.rendering import structured_data
from makker.rendering.application import form_view
from makker.rendering.frame import Frame, Framer
from makker.rendering.pages import message_view
from makker.rendering.plain_forms import PlainFormView, interest_view, referral_view
from makker_site.guide_pages import GuidePages
from makker_site.meeting_pages import MeetingPages
from makker_site.meeting_views import next_meetings
from makker_site.search import INDEX_URL
from makker_site.views import (
    HomeView,
    ProgrammesView,
    SiteListView,
    choice_view,
    programme_view,
    text_view,
)

CHOICES = {"/bliv-peer/": "peer", "/bliv-mentor/": "mentor"}
"""The pages where one chooses a programme, and the role each is for."""


SITELIST = "/sider/"
"""The page that lists all others."""


@dataclass(frozen=True, slots=True)
class Written:
    """A page's file below the content, the HTML of its Markdown, and its front matter."""

    source: str
    body: str
    meta: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a template is given."""

    template: str
    frame: Frame
    view: object


Draw = Callable[[str], Drawn]
"""Draws a page around the HTML of its Markdown, which is empty where it has none."""


class Site:
    """All pages of one catalogue on one day."""

    def __init__(
        self,
        catalogue: Catalogue,
        framer: Framer,
        today: date,
        *,
        search_script: str,
        guide: GuidePages,
    ) -> None:
        """Make the pages as they are from the beginning of *today* in Copenhagen."""
        self.catalogue = catalogue
        self._guide = guide
        self._search_script = search_script
        self._framer = framer
        self._now = datetime.combine(today, time(), COPENHAGEN)
        self._next = next_meetings(catalogue, self._now)
        self._written: dict[str, Draw] = {"/": self._home}
        self._written |= {
            programme.path: partial(self._programme, programme)
            for programme in catalogue.programmes.values()
        }
        self._made = dict(self._made_pages())

    def made_pages(self) -> Iterator[str]:
        """Name the sources of the pages that no file is written for."""
        yield from (source_of(path) for path in (*self._made, SITELIST))

    def draw_all(self, written: Iterable[Written]) -> dict[str, Drawn]:
        """Give the template and the values of every page, by its source."""
        drawn = {
            page.source: self._draw(page) for page in written if path_of(page.source) != SITELIST
        }
        frames = [one.frame for one in drawn.values() if one.frame.indexed]
        drawn[source_of(SITELIST)] = self._sitelist(frames)
        return drawn

    def _draw(self, page: Written) -> Drawn:
        path = path_of(page.source)
        draw = self._written.get(path) or self._made.get(path)
        return draw(page.body) if draw else self._text(path, page)

    def not_found(self) -> Drawn:
        """Give the page for addresses that lead nowhere."""
        view = message_view("findes_ikke", self.catalogue)
        return Drawn("pages/message.html", self._framer.frame(view.title), view)

    def _made_pages(self) -> Iterator[tuple[str, Draw]]:
        yield "/tilbud/", self._programmes
        for path, role in CHOICES.items():
            yield path, partial(self._choice, path, role)
        for programme in self.catalogue.programmes.values():
            for role_ in programme.roles.values():
                offer = Offer(programme, role_)
                yield offer.path, partial(self._form, offer)
        meetings = MeetingPages(self.catalogue, self._framer, self._now)
        for template, frame, view in (*self._guide.pages(), *meetings.pages()):
            yield frame.path, partial(_as_it_is, Drawn(template, frame, view))
        for path, view in self._plain_forms():
            yield path, partial(self._plain_form, path, view)

    def _home(self, body: str) -> Drawn:
        del body
        organisation = self.catalogue.organisation
        data = structured_data.organisation(self._framer.site_url, organisation)
        frame = self._framer.frame(organisation.site_name, path="/", data=data)
        return Drawn(
            "pages/home.html",
            frame,
            HomeView(tuple(self.catalogue.programmes.values()), self._next.get("")),
        )

    def _programmes(self, body: str) -> Drawn:
        del body
        frame = self._framer.frame(
            self._say("tilbud.liste_titel"),
            path="/tilbud/",
            description=self._say("tilbud.liste_indledning"),
        )
        view = ProgrammesView(tuple(self.catalogue.programmes.values()))
        return Drawn("pages/programmes.html", frame, view)

    def _choice(self, path: str, role: str, body: str) -> Drawn:
        del body
        frame = self._framer.frame(
            self._say(f"valg.{role}.titel"),
            path=path,
            description=self._say(f"valg.{role}.indledning"),
        )
        return Drawn("pages/choice.html", frame, choice_view(self.catalogue, role))

    def _programme(self, programme: Programme, body: str) -> Drawn:
        parent = self._say("ramme.menu.tilbud")
        frame = self._framer.frame(
            programme.name,
            path=programme.path,
            phone=programme.phone,
            description=programme.summary,
            data=structured_data.breadcrumbs(programme, self._framer.site_url, parent),
        )
        view = programme_view(
            self.catalogue,
            programme,
            body,
            meeting=self._next.get(programme.id),
            today=self._now.date(),
        )
        return Drawn("pages/programme.html", frame, view)

    def _form(self, offer: Offer, body: str) -> Drawn:
        del body
        view, phone = form_view(offer, self.catalogue), offer.programme.phone
        frame = self._framer.frame(view.title, path=offer.path, phone=phone, indexed=False)
        return Drawn("pages/form.html", frame, view)

    def _plain_forms(self) -> Iterator[tuple[str, PlainFormView]]:
        yield "/interesse/", interest_view(self.catalogue)
        yield "/foreslaa/", referral_view(self.catalogue)

    def _plain_form(self, path: str, view: PlainFormView, body: str) -> Drawn:
        del body
        frame = self._framer.frame(view.title, path=path, description=view.lead)
        return Drawn("pages/plain-form.html", frame, view)

    def _sitelist(self, frames: Iterable[Frame]) -> Drawn:
        title = self._say("sider.titel")
        pages = tuple(sorted(frames, key=lambda frame: sort_key(frame.title)))
        view = SiteListView(pages, self._search_script, INDEX_URL)
        return Drawn("pages/sitelist.html", self._framer.frame(title, path=SITELIST), view)

    def _text(self, path: str, page: Written) -> Drawn:
        meta = page.meta
        frame = self._framer.frame(
            str(meta["title"]),
            path=path,
            description=str(meta.get("description", "")),
            indexed=meta.get("robots") != "noindex",
        )
        return Drawn("pages/text.html", frame, text_view(self.catalogue, page.body, meta))

    def _say(self, name: str) -> str:
        return self.catalogue.texts.get(name)


def _as_it_is(drawn: Drawn, body: str) -> Drawn:
    del body
    return drawn


def source_of(path: str) -> str:
    """Give the Markdown file that a page without one of its own would have."""
    return f"{path.strip('/')}.md"


def path_of(source: str) -> str:
    """Give the address of the page made of a Markdown file: "/kontakt/" for "kontakt.md"."""
    return f"/{source.removesuffix('.md')}/".removesuffix("index/")
