"""How long browsers may keep a page, wherever it is served from."""

import re

_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
_REVALIDATE = "no-cache"
_NAMED_BY_CONTENT = re.compile(r"/assets/[\w-]+\.[0-9a-f]{10}\.\w+")
_ICON = "/assets/icon.svg"
"""The picture in the browser's tab: else asked for at each page, and an old one does no harm."""


def cache_control(path: str, *, found: bool = True) -> str:
    """Give the header: what is named by its content never changes, a page is asked for anew.

    So is what was not *found*, whatever it is named by.
    """
    if found and _NAMED_BY_CONTENT.fullmatch(path):
        return _FOR_EVER
    return _A_DAY if found and path == _ICON else _REVALIDATE
