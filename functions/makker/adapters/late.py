"""A part that is made when something is first asked of it."""

from collections.abc import Callable


class Late:
    """Stands in for a part that takes its time to make, and that many requests do not need."""

    def __init__(self, make: Callable[[], object]) -> None:
        """Make the part with *make*, once, and not before it is needed."""
        self._make = make
        self._made: object | None = None

    def __getattr__(self, name: str) -> object:
        """Give what the part itself gives."""
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)
