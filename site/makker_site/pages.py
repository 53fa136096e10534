"""The pages of the site: which there are, and what each shows. Knows nothing of MkDocs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from makker.domain.catalogue import Catalogue
from makker.domain.programme import Offer
from makker.rendering.frame import Frame, Framer
from makker.rendering.pages import form_view, message_view
from makker_site.views import (
    ProgrammesView,
    ProgrammeView,
    choice_view,
    home_view,
    text_view,
    trusted,
)

CHOICES = {"bliv-peer.md": "peer", "bliv-mentor.md": "mentor"}
"""The pages where one chooses a programme, and the role each is for."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a template is given."""

    template: str
    frame: Frame
    view: object


@dataclass(frozen=True, slots=True)
class Site:
    """All pages of one catalogue."""

    catalogue: Catalogue
    framer: Framer

    def made_pages(self) -> Iterator[str]:
        """Name the sources of the pages that no file is written for: the list and the forms."""
        yield "tilbud/index.md"
        yield from CHOICES
        for offer in self._offers():
            yield f"{offer.path.strip('/')}/index.md"

    def draw(self, source: str, body: str, meta: Mapping[str, object]) -> Drawn:
        """Give the template and the values of the page that is made of *source*.

        *body* is the HTML of its Markdown; *meta* is its front matter.
        """
        path = _path(source)
        if source == "index.md":
            frame = self.framer.frame(self.catalogue.organisation.site_name, path=path)
            return Drawn("pages/home.html", frame, home_view(self.catalogue))
        if source == "tilbud/index.md":
            title = self.catalogue.texts.get("tilbud.liste_titel")
            view = ProgrammesView(tuple(self.catalogue.programmes.values()))
            return Drawn("pages/programmes.html", self.framer.frame(title, path=path), view)
        if source in CHOICES:
            choice = choice_view(self.catalogue, CHOICES[source])
            title = self.catalogue.texts.get(f"valg.{choice.role}.titel")
            return Drawn("pages/choice.html", self.framer.frame(title, path=path), choice)
        for offer in self._offers():
            if path == offer.path:
                return self._form(offer)
            if path == offer.programme.path:
                return self._programme(offer, body)
        return self._text(path, body, meta)

    def not_found(self) -> Drawn:
        """Give the page for addresses that lead nowhere."""
        view = message_view("findes_ikke", self.catalogue)
        return Drawn("pages/message.html", self.framer.frame(view.title), view)

    def _offers(self) -> Iterator[Offer]:
        for programme in self.catalogue.programmes.values():
            for role in programme.roles.values():
                yield Offer(programme, role)

    def _form(self, offer: Offer) -> Drawn:
        view = form_view(offer, self.catalogue)
        phone = offer.programme.phone
        frame = self.framer.frame(view.title, path=offer.path, phone=phone, indexed=False)
        return Drawn("pages/form.html", frame, view)

    def _programme(self, offer: Offer, body: str) -> Drawn:
        programme = offer.programme
        frame = self.framer.frame(
            programme.name,
            path=programme.path,
            phone=programme.phone,
            description=programme.summary,
        )
        return Drawn("pages/programme.html", frame, ProgrammeView(programme, trusted(body)))

    def _text(self, path: str, body: str, meta: Mapping[str, object]) -> Drawn:
        frame = self.framer.frame(
            str(meta["title"]),
            path=path,
            description=str(meta.get("description", "")),
            indexed=meta.get("robots") != "noindex",
        )
        return Drawn("pages/text.html", frame, text_view(self.catalogue, body, meta))


def _path(source: str) -> str:
    """Give the address of the page made of a Markdown file: "/kontakt/" for "kontakt.md"."""
    return f"/{source.removesuffix('.md')}/".removesuffix("index/")
