"""Keys that wrap keys, in AWS KMS: who may open what is decided by each function's role."""

import base64
import hmac
import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from makker.adapters.aws_errors import REFUSALS, code_of
from makker.ports import SealError

if TYPE_CHECKING:
    from mypy_boto3_kms.client import KMSClient

_AGE = 300.0
"""Seconds for which a key from KMS is kept in memory, and new ones are derived from it."""
_SALT = 16
_BETWEEN = "~"


class KmsWrapper:
    """Lets KMS wrap; its own key never leaves it.

    KMS is not asked for each text: it gives a key that is kept for some minutes, from which the
    key of each text is derived with a salt of its own (HMAC-SHA-256). What is stored beside a
    text is that key as KMS wrapped it, and the salt.
    """

    def __init__(
        self,
        client: "KMSClient",
        key: str,
        purpose: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Wrap with the KMS key of that id, through *client*.

        KMS ties what it wraps to the *purpose*: a role that may ask for one purpose alone can
        open nothing that was sealed for another, even where the key is the same.
        """
        self._client = client
        self._key = key
        self._context = {"formaal": purpose}
        self._clock = clock
        self._current = ""
        self._known: dict[str, tuple[bytes, float]] = {}

    def fresh(self) -> tuple[bytes, str]:
        """Give a new key, and the same key wrapped."""
        source = self._remembered(self._current) or self._make()
        salt = secrets.token_bytes(_SALT)
        return _derived(source, salt), f"{self._current}{_BETWEEN}{_shown(salt)}"

    def unwrap(self, wrapped: str) -> bytes:
        """Give the key back."""
        shown, _, salt = wrapped.partition(_BETWEEN)
        source = self._remembered(shown) or self._open(shown)
        return _derived(source, base64.urlsafe_b64decode(salt))

    def _make(self) -> bytes:
        try:
            made = self._client.generate_data_key(
                KeyId=self._key, KeySpec="AES_256", EncryptionContext=self._context
            )
        except REFUSALS as error:
            raise _refused(error) from error
        self._current = _shown(made["CiphertextBlob"])
        return self._remember(self._current, made["Plaintext"])

    def _open(self, shown: str) -> bytes:
        blob = base64.urlsafe_b64decode(shown)
        try:
            opened = self._client.decrypt(
                KeyId=self._key, CiphertextBlob=blob, EncryptionContext=self._context
            )
        except REFUSALS as error:
            raise _refused(error) from error
        return self._remember(shown, opened["Plaintext"])

    def _remembered(self, shown: str) -> bytes | None:
        key, until = self._known.get(shown, (None, 0.0))
        return key if self._clock() < until else None

    def _remember(self, shown: str, key: bytes) -> bytes:
        now = self._clock()
        self._known = {name: one for name, one in self._known.items() if now < one[1]}
        self._known[shown] = (key, now + _AGE)
        return key


def _derived(source: bytes, salt: bytes) -> bytes:
    return base64.urlsafe_b64encode(hmac.digest(source, salt, "sha256"))


def _shown(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")


def _refused(error: Exception) -> SealError:
    return SealError(f"KMS could not do it: {code_of(error)}")
