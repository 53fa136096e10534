"""The icons that pages show by name, such as `:material-phone:`. They come with Material."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

NAMED = re.compile(r":(material|fontawesome|octicons|simple)-([a-z0-9-]+):")
"""How an icon is named; the first word is the set it is in."""
SET = "material"
"""The one set that pages may take icons from: all are drawn alike, and free for any use."""


def find_icon(name: str) -> Path | None:
    """Give the drawing of the set's icon *name*, where there is one."""
    folder = _folder()
    file = folder / f"{name}.svg" if folder else None
    return file if file and file.is_file() else None


def is_icon(set_: str, name: str) -> bool:
    """Whether pages can show the icon; where no site is built, every icon of the set counts."""
    return set_ == SET and (_folder() is None or find_icon(name) is not None)


@cache
def _folder() -> Path | None:
    # Found without importing it: the package would bring much else along.
    package = find_spec("material")
    places = package.submodule_search_locations if package else None
    return Path(places[0], "templates", ".icons", SET) if places else None
