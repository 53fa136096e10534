"""Plain pages, `*.md`: what their front matter must say, and which there are without a file."""

from collections.abc import Iterator

from makker.content.entries import Entry
from makker.domain.catalogue import Catalogue

BLOCKS = ("kontakter", "hjaelpelinjer", "dataansvar")
"""Parts of the catalogue that a page can show below its words."""


def check_page(entry: Entry) -> None:
    """Report what is missing or unknown in a page's front matter."""
    fields = entry.fields("title description", "blok robots")
    for key in ("title", "description"):
        fields.text(key)
    if "blok" in fields:
        fields["blok"].known(BLOCKS)
    if "robots" in fields:
        fields["robots"].known(["noindex"])


_GUIDE = "/er-det-noget-for-mig/"
_LISTS = (
    "/tilbud/",
    "/bliv-peer/",
    "/bliv-mentor/",
    "/infomoeder/",
    "/interesse/",
    "/foreslaa/",
    "/sider/",
    _GUIDE,
)


def pages_without_a_file(catalogue: Catalogue) -> Iterator[str]:
    """Name the files that the pages made from the catalogue would have: words link to those.

    Pages of past meetings by year are not among them, for they come with time.
    """
    offers = (
        f"{programme.path}{role}/"
        for programme in catalogue.programmes.values()
        for role in programme.roles
    )
    roles = {role for programme in catalogue.programmes.values() for role in programme.roles}
    guides = (f"{_GUIDE}{role}/" for role in sorted(roles))
    for path in (*_LISTS, *guides, *offers, *(meeting.path for meeting in catalogue.meetings)):
        yield f"{path.strip('/')}.md"
