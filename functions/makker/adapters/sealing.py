"""Sealing with keys in envelopes: each text has a key of its own.

It is derived with a salt (HMAC-SHA-256) from a key that serves for some minutes and is kept,
wrapped, beside each text; or it is, as an earlier version had it, the wrapped key itself. Whoever
rotates the wrapping keys wraps those keys anew; the texts stay as they are. The cipher is Fernet
(AES-128-CBC with HMAC-SHA-256) of the library `cryptography`.
"""

import base64
import hmac
import secrets
import time
from collections.abc import Callable
from typing import Protocol

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from makker.ports import SealError

AGE = 300.0
"""Seconds for which texts' keys are derived from the same key."""
_VERSION = "1"
_SEPARATOR = "."
_SALTED = "~"
"""Between a wrapped key and the salt."""
_SALT = 16


class Wrapper(Protocol):
    """Keeps the keys that wrap keys: in a file of one machine, or in KMS."""

    def current(self) -> tuple[bytes, str]:
        """Give the key that others are derived from now, and the same key wrapped."""
        ...

    def unwrap(self, wrapped: str) -> bytes:
        """Give the key back, or raise SealError."""
        ...


class KeptKey:
    """A key, and the same key wrapped: the same for some minutes, then another."""

    def __init__(self, make: Callable[[], tuple[bytes, str]]) -> None:
        """Let *make* give both."""
        self._make = make
        self._current = (b"", "")
        self._until = 0.0

    def at(self, now: float) -> tuple[bytes, str]:
        """Give both, *now* being so many seconds on a clock that never goes back."""
        if now >= self._until:
            self._current, self._until = self._make(), now + AGE
        return self._current


class EnvelopeSealer:
    """Seals texts; see the port."""

    def __init__(self, wrapper: Wrapper) -> None:
        """Wrap with *wrapper*."""
        self._wrapper = wrapper

    def seal(self, text: str) -> str:
        """Give the text sealed, with what its key is made of in front."""
        source, wrapped = self._wrapper.current()
        salt = base64.urlsafe_b64encode(secrets.token_bytes(_SALT)).decode("ascii")
        sealed = _cipher(source, salt).encrypt(text.encode()).decode("ascii")
        return _SEPARATOR.join((_VERSION, wrapped + _SALTED + salt, sealed))

    def open(self, sealed: str) -> str:
        """Give the text back."""
        wrapped, salt, text = _parts(sealed)
        try:
            return _cipher(self._wrapper.unwrap(wrapped), salt).decrypt(text).decode()
        except (InvalidToken, ValueError) as error:
            message = "what is sealed cannot be opened with these keys"
            raise SealError(message) from error


def _cipher(source: bytes, salt: str) -> Fernet:
    if not salt:
        return Fernet(source)
    digest = hmac.digest(source, base64.urlsafe_b64decode(salt), "sha256")
    return Fernet(base64.urlsafe_b64encode(digest))


class Renewer(Protocol):
    """Wraps keys anew."""

    def renewed(self, wrapped: str) -> str:
        """Give the same key, wrapped with the newest wrapping key."""
        ...


def renewed(sealed: str, ring: Renewer) -> str:
    """Give a sealed text whose key is wrapped anew. The text itself is not opened."""
    wrapped, salt, text = _parts(sealed)
    key = ring.renewed(wrapped) + (_SALTED + salt if salt else "")
    return _SEPARATOR.join((_VERSION, key, text))


def _parts(sealed: str) -> tuple[str, str, str]:
    """Give the wrapped key, the salt or nothing, and the text."""
    version, *parts = sealed.split(_SEPARATOR)
    if version != _VERSION or len(parts) != len(("key", "text")):
        message = "what is sealed is of another version"
        raise SealError(message)
    wrapped, _, salt = parts[0].partition(_SALTED)
    return wrapped, salt, parts[1]


class KeyRing:
    """Wrapping keys of one machine, the newest first."""

    def __init__(self, keys: list[str]) -> None:
        """Take the keys; the first wraps, all unwrap."""
        fernets = [Fernet(key) for key in keys]
        self._ring = MultiFernet(fernets)
        self._newest = fernets[0]
        self._kept = KeptKey(self._fresh)

    def current(self) -> tuple[bytes, str]:
        """Give the key of these minutes, and the same key wrapped."""
        return self._kept.at(time.monotonic())

    def _fresh(self) -> tuple[bytes, str]:
        key = Fernet.generate_key()
        return key, self._ring.encrypt(key).decode("ascii")

    def unwrap(self, wrapped: str) -> bytes:
        """Give the key back."""
        try:
            return self._ring.decrypt(wrapped)
        except InvalidToken as error:
            message = "what is sealed cannot be opened with these keys"
            raise SealError(message) from error

    def renewed(self, wrapped: str) -> str:
        """Give a wrapped key wrapped with the newest; the same text when it is already."""
        try:
            self._newest.decrypt(wrapped)
        except InvalidToken:
            return self._newest.encrypt(self.unwrap(wrapped)).decode("ascii")
        return wrapped
