"""A part that is made when something is first asked of it."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Late:
    """Stands in for a part that takes its time to make, and that many requests do not need."""

    def __init__(self, make: Callable[[], object]) -> None:
        """Make the part with *make*, once, and not before it is needed."""
        self._make = make
        self._made: object | None = None

    def __getattr__(self, name: str) -> object:
        """Give what the part itself gives."""
        if self._made is None:
            with loading():
                self._made = self._make()
        return getattr(self._made, name)


@contextmanager
def loading() -> Iterator[None]:
    """Load modules meanwhile, and look for no garbage among them, now or later.

    Hardly anything that is loaded ever becomes any, and looking takes a tenth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()
