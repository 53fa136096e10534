"""Plain pages, `*.md`: what their front matter must say. MkDocs reads the rest."""

from makker.content.entries import Entry

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
