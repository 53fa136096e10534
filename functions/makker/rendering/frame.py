"""What stands around every page: the same for the site's pages and the functions' answers."""

from dataclasses import dataclass

from markupsafe import Markup

from makker.domain.catalogue import Catalogue
from makker.domain.screening import Link

MENU = (
    ("ramme.menu.tilbud", "/tilbud/"),
    ("ramme.menu.infomoeder", "/infomoeder/"),
    ("ramme.menu.om", "/om-peer-stoette/"),
    ("ramme.menu.kontakt", "/kontakt/"),
)
FOOT = (
    ("ramme.bund.min", "/min-henvendelse/"),
    ("ramme.bund.privatliv", "/privatliv/"),
    ("ramme.bund.tilgaengelighed", "/was/"),
    ("ramme.bund.faelles_computer", "/faelles-computer/"),
    ("ramme.bund.svar", "/spoergsmaal-og-svar/"),
    ("ramme.bund.fagfolk", "/for-fagfolk/"),
    ("ramme.bund.sider", "/sider/"),
)
SHARE_PICTURE = "/assets/del.png"
_NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page."""

    title: str
    """Of the page; the site's name follows it in the head."""
    description: str
    path: str
    """Where the page is, such as "/tilbud/"; empty for an answer to one person."""
    site_name: str
    phone: str
    """The number to ring, on every page in the same place (WCAG 3.2.6)."""
    stylesheet: str
    script: str
    """What improves our forms; only pages with one ask for it."""
    menu: tuple[Link, ...]
    foot: tuple[Link, ...]
    url: str
    """The whole address of the page, for search engines and for sharing."""
    share_picture: str
    """The whole address of the picture that is shown where the page is shared."""
    data: Markup
    """What search engines are told of the page; mostly nothing."""
    indexed: bool = True
    """Whether search engines may list the page, and others share it."""

    def current(self, url: str) -> str:
        """Give aria-current for the menu's *url*: this page, its folder, or neither."""
        if url == self.path:
            return "page"
        return "true" if self.path.startswith(url) else ""


@dataclass(frozen=True, slots=True)
class Framer:
    """Makes frames for the pages of one site."""

    catalogue: Catalogue
    stylesheet: str
    script: str
    site_url: str
    """Where visitors find the site, without a slash at the end."""

    def frame(  # noqa: PLR0913 - one argument a place of the frame
        self,
        title: str,
        *,
        path: str = "",
        phone: str = "",
        description: str = "",
        data: Markup = _NOTHING,
        indexed: bool = True,
    ) -> Frame:
        """Give the frame of a page; *phone* is the programme's own number, where it has one.

        A page without *path* is an answer to one person and is never indexed.
        """
        organisation, texts = self.catalogue.organisation, self.catalogue.texts
        return Frame(
            title=title,
            description=description or texts.get("ramme.beskrivelse"),
            path=path,
            site_name=organisation.site_name,
            phone=phone or organisation.phone,
            stylesheet=self.stylesheet,
            script=self.script,
            menu=tuple(Link(texts.get(name), url) for name, url in MENU),
            foot=tuple(Link(texts.get(name), url) for name, url in FOOT),
            url=f"{self.site_url}{path}",
            share_picture=f"{self.site_url}{SHARE_PICTURE}",
            data=data,
            indexed=indexed and bool(path),
        )
