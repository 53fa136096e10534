"""HTTP as uvicorn reads it with httptools, which by itself hears out a head however long it is."""

from math import inf

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LARGEST_HEAD = 64 * 1024
"""Bytes of address and headers together."""


class BoundedProtocol(HttpToolsProtocol):
    """Hangs up on whoever never comes to the end of the head: it is kept in memory until then."""

    _head: float = 0
    """Bytes that have come of a head that is not whole yet; below any number when it is."""

    def on_headers_complete(self) -> None:
        """Count no more."""
        self._head = -inf
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Count the next one."""
        self._head = 0
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        """Read on, unless it is too much."""
        self._head += len(data)
        super().data_received(data)
        if self._head > LARGEST_HEAD:
            self.send_400_response("Too large.")
