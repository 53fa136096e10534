"""How long browsers may keep a page, wherever it is served from."""

import re

_FOR_EVER = "public, max-age=31536000, immutable"
_REVALIDATE = "no-cache"
_NAMED_BY_CONTENT = re.compile(r"/assets/[\w-]+\.[0-9a-f]{10}\.\w+")


def cache_control(path: str, *, found: bool = True) -> str:
    """Give the header: what is named by its content never changes, all else is asked for anew.

    So is what was not *found*, whatever it is named by.
    """
    return _FOR_EVER if found and _NAMED_BY_CONTENT.fullmatch(path) else _REVALIDATE
