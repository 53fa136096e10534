"""What a function needs is put together as it starts."""

import functools
import os
from collections.abc import Callable
from typing import TypeVar

from makker.settings import LAMBDA

T = TypeVar("T")


def at_start(build: Callable[[], T]) -> Callable[[], T]:
    """Build once: on Lambda at once, elsewhere when first asked.

    A function that lacks a setting then fails as it starts, with the setting's name, and not in
    the middle of what its first visitor sent.
    """
    built = functools.cache(build)
    if os.environ.get(LAMBDA):
        built()
    return built
