"""How long browsers may keep a page, wherever it is served from."""

import re

_FOR_EVER = "public, max-age=31536000, immutable"
_REVALIDATE = "no-cache"
_NAMED_BY_CONTENT = re.compile(r"/assets/[\w-]+\.[0-9a-f]{10}\.\w+")


def cache_control(path: str) -> str:
    """Give the header: what is named by its content never changes, all else is asked for anew."""
    return _FOR_EVER if _NAMED_BY_CONTENT.fullmatch(path) else _REVALIDATE
