"""Of what kind a page is and how long browsers may keep it, wherever it is served from."""

import re
from mimetypes import MimeTypes

_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
_REVALIDATE = "no-cache"
_NAMED_BY_CONTENT = re.compile(r"/assets/[\w-]+\.[0-9a-f]{10}\.\w+")
_ICON = "/assets/icon.svg"
"""The picture in the browser's tab: else asked for at each page, and an old one does no harm."""

_KINDS = MimeTypes()
"""What Python itself knows. The tables of the machine are not asked: another has others, or none,
and a calendar of no known kind is a file that a phone does not open."""
for _ending, _kind in {
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}.items():
    _KINDS.add_type(_kind, _ending)
_IN_UTF_8 = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


def content_type(name: str) -> str:
    """Give the header for a file of that name."""
    kind = _KINDS.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_IN_UTF_8) else kind


def cache_control(path: str, *, found: bool = True) -> str:
    """Give the header: what is named by its content never changes, a page is asked for anew.

    So is what was not *found*, whatever it is named by.
    """
    if found and _NAMED_BY_CONTENT.fullmatch(path):
        return _FOR_EVER
    return _A_DAY if found and path == _ICON else _REVALIDATE
