"""The functions' answers as whole pages, in the site's own frame."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from jinja2 import Environment
from markupsafe import Markup

from makker.domain.catalogue import Catalogue
from makker.rendering.fields import Field
from makker.rendering.frame import Framer
from makker.rendering.stencil import Stencil

_MOST_STENCILS = 100
"""A page has some 30 kB: more are not kept at a time."""


class View(Protocol):
    """What a page shows, prepared so that its template decides nothing."""

    template: ClassVar[str]
    """The name of the template below `pages/`."""

    @property
    def title(self) -> str:
        """Give the page's title."""
        ...

    @property
    def phone(self) -> str:
        """Give the number to ring about it; empty for the organisation's own."""
        ...

    @property
    def fields(self) -> Sequence[Field]:
        """Give the fields to fill in, if any."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is answered: whole for a browser, in parts for the script that improves it."""

    html: str = field(repr=False)
    errors: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Field → sentence."""

    @property
    def title(self) -> str:
        """Give the title, with the word that something is to be mended where there is."""
        return Markup(self.html.partition("<title>")[2].partition("</title>")[0]).unescape()  # noqa: S704 - ours

    @property
    def main(self) -> str:
        """Give what stands inside the `main` element."""
        return self.html.partition("<main ")[2].partition(">")[2].rpartition("</main>")[0]


@dataclass(frozen=True, slots=True)
class MessageView:
    """A page that says one thing and points onwards."""

    template: ClassVar[str] = "message"
    title: str
    text: str
    phone: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """Draws the functions' answers."""

    environment: Environment
    framer: Framer
    catalogue: Catalogue
    _stencils: dict[Hashable, Stencil] = field(default_factory=dict, init=False, repr=False)

    def draw(self, view: View) -> Page:
        """Draw what *view* shows."""
        frame = self.framer.frame(view.title, phone=view.phone)
        template = self.environment.get_template(f"pages/{view.template}.html")
        errors = {one.name: one.error for one in view.fields if one.error}
        return Page(template.render(view=view, frame=frame), errors)

    def fill(self, key: Hashable, view: Callable[[], View], words: Mapping[str, str]) -> Page:
        """Draw what *view* shows once for everyone with the same *key*; put *words* in its places.

        Nothing is to be mended on such a page.
        """
        stencil = self._stencils.get(key)
        if stencil is None:
            if len(self._stencils) >= _MOST_STENCILS:
                self._stencils.clear()
            stencil = self._stencils[key] = Stencil.of(self.draw(view()).html)
        return Page(stencil.fill(words))

    def message(self, name: str) -> Page:
        """Draw the page `beskeder.<name>`."""
        return self.draw(message_view(name, self.catalogue))


def message_view(name: str, catalogue: Catalogue) -> MessageView:
    """Give what the page `beskeder.<name>` says."""
    texts = catalogue.texts
    return MessageView(texts.get(f"beskeder.{name}.titel"), texts.get(f"beskeder.{name}.tekst"))
