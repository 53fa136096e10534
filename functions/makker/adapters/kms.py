"""Keys that wrap keys, in AWS KMS: who may open what is decided by each function's role."""

import base64
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from makker.adapters.aws_errors import REFUSALS, code_of
from makker.adapters.sealing import AGE, KeptKey
from makker.ports import SealError

if TYPE_CHECKING:
    from mypy_boto3_kms.client import KMSClient


class KmsWrapper:
    """Lets KMS wrap; its own key never leaves it.

    It is not asked for each text: a key it gave or opened is kept in memory for some minutes.
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
        self._kept = KeptKey(self._fresh)
        self._known: dict[str, tuple[bytes, float]] = {}

    def current(self) -> tuple[bytes, str]:
        """Give the key of these minutes, and the same key wrapped."""
        return self._kept.at(self._clock())

    def unwrap(self, wrapped: str) -> bytes:
        """Give the key back."""
        return self._remembered(wrapped) or self._open(wrapped)

    def _fresh(self) -> tuple[bytes, str]:
        try:
            made = self._client.generate_data_key(
                KeyId=self._key, KeySpec="AES_256", EncryptionContext=self._context
            )
        except REFUSALS as error:
            raise _refused(error) from error
        wrapped = _shown(made["CiphertextBlob"])
        return self._remember(wrapped, made["Plaintext"]), wrapped

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
        self._known[shown] = (key, now + AGE)
        return key


def _shown(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")


def _refused(error: Exception) -> SealError:
    return SealError(f"KMS could not do it: {code_of(error)}")
