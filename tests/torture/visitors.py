"""Many people who apply at the same time, and press the button again when nothing comes back."""

import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from tests.visitor import CONTACT, MENTOR, PROGRAMME

_TOKEN = re.compile(r'name="noegle" value="([^"]+)"')
_RECEIPT = re.compile(r'mk-reference">(\w{8})<')
_PATIENCE = 120


@dataclass
class Visitors:
    """Those who apply to whatever server is running."""

    client: httpx.Client
    url: str = ""
    """Where the server is now; it may be elsewhere after each fall."""
    receipts: list[str] = field(default_factory=list)
    """The numbers people saw."""

    def apply(self, name: str = "Bodil") -> str:
        """Go the whole way, until there is a receipt."""
        token = self.begin()
        self.receipts.append(self.send(token, name))
        return self.receipts[-1]

    def have(self, receipts: int) -> bool:
        """Whether people have seen that many."""
        return len(self.receipts) >= receipts

    def begin(self) -> str:
        """Answer the questions. Give what the form carries."""
        answers = {"program": PROGRAMME, "rolle": "mentor", **MENTOR}
        return self._insist("/send/svar/", answers, _TOKEN)

    def send(self, token: str, name: str = "Bodil") -> str:
        """Send one's contact data until there is a receipt."""
        return self._insist("/send/kontakt/", {"noegle": token, **CONTACT, "navn": name}, _RECEIPT)

    def _insist(self, path: str, fields: Mapping[str, str], wanted: re.Pattern[str]) -> str:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with suppress(httpx.TransportError):
                reply = self.client.post(self.url + path, data=fields)
                found = wanted.search(reply.text)
                if found:
                    return found[1]
                assert reply.status_code == 503, reply.text
            time.sleep(0.02)
        message = "nobody answered"
        raise TimeoutError(message)
