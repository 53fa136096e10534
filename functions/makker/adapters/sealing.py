"""Sealing with keys in envelopes: each text has a key of its own, and that key is wrapped.

Whoever rotates the wrapping keys wraps the small keys anew; the texts stay as they are. The
cipher is Fernet (AES-128-CBC with HMAC-SHA-256) of the library `cryptography`.
"""

from typing import Protocol

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from makker.ports import SealError

_VERSION = "1"
_SEPARATOR = "."


class Wrapper(Protocol):
    """Keeps the keys that wrap keys: in a file of one machine, or in KMS."""

    def fresh(self) -> tuple[bytes, str]:
        """Give a new key, and the same key wrapped."""
        ...

    def unwrap(self, wrapped: str) -> bytes:
        """Give the key back, or raise SealError."""
        ...


class EnvelopeSealer:
    """Seals texts; see the port."""

    def __init__(self, wrapper: Wrapper) -> None:
        """Wrap with *wrapper*."""
        self._wrapper = wrapper

    def seal(self, text: str) -> str:
        """Give the text sealed, with its wrapped key in front."""
        key, wrapped = self._wrapper.fresh()
        sealed = Fernet(key).encrypt(text.encode()).decode("ascii")
        return _SEPARATOR.join((_VERSION, wrapped, sealed))

    def open(self, sealed: str) -> str:
        """Give the text back."""
        _, wrapped, text = _parts(sealed)
        try:
            return Fernet(self._wrapper.unwrap(wrapped)).decrypt(text).decode()
        except (InvalidToken, ValueError) as error:
            message = "what is sealed cannot be opened with these keys"
            raise SealError(message) from error


class Renewer(Protocol):
    """Wraps keys anew."""

    def renewed(self, wrapped: str) -> str:
        """Give the same key, wrapped with the newest wrapping key."""
        ...


def renewed(sealed: str, ring: Renewer) -> str:
    """Give a sealed text whose key is wrapped anew. The text itself is not opened."""
    version, wrapped, text = _parts(sealed)
    return _SEPARATOR.join((version, ring.renewed(wrapped), text))


def _parts(sealed: str) -> list[str]:
    parts = sealed.split(_SEPARATOR)
    if len(parts) != len(("version", "key", "text")) or parts[0] != _VERSION:
        message = "what is sealed is of another version"
        raise SealError(message)
    return parts


class KeyRing:
    """Wrapping keys of one machine, the newest first."""

    def __init__(self, keys: list[str]) -> None:
        """Take the keys; the first wraps, all unwrap."""
        fernets = [Fernet(key) for key in keys]
        self._ring = MultiFernet(fernets)
        self._newest = fernets[0]

    def fresh(self) -> tuple[bytes, str]:
        """Give a new key, and the same key wrapped."""
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
