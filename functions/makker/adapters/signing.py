"""Tokens signed with a secret (itsdangerous): readable by the person, changeable by nobody."""

import functools
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import cast

from itsdangerous import BadData, Serializer, Signer, URLSafeSerializer
from itsdangerous.encoding import base64_encode

from makker.adapters.system import readable


class SignedTokens:
    """Signs with the first of its secrets and accepts any of them, so that they can be rotated."""

    def __init__(self, secrets: Sequence[str]) -> None:
        """Take the secrets, the newest first."""
        self._secrets = list(secrets)
        self._serializers: dict[str, _Uncompressed] = {}

    def seal(self, purpose: str, values: Mapping[str, object]) -> str:
        """Give the values as signed text."""
        return str(self._serializer(purpose).dumps(dict(values)))

    def open(self, purpose: str, token: str) -> Mapping[str, object] | None:
        """Give the values back, or None when the signature does not fit."""
        try:
            return cast("Mapping[str, object]", self._serializer(purpose).loads(token))
        except BadData:
            return None

    def code(self, submission: str) -> str:
        """Give the code that proves a submission is one's own; see the port."""
        return _code(self._secrets[0], submission)

    def fits(self, code: str, submission: str) -> bool:
        """Whether the code, in any case and with any spaces, is that of the submission."""
        typed = "".join(code.upper().split()).replace("-", "").encode()
        known = [_code(secret, submission).encode() for secret in self._secrets]
        return any(hmac.compare_digest(typed, one) for one in known)

    def _serializer(self, purpose: str) -> "_Uncompressed":
        serializer = self._serializers.get(purpose)
        if serializer is None:
            serializer = self._serializers[purpose] = _Uncompressed(
                # The library signs with the last, and would derive a key for each text.
                [_derived(secret, purpose) for secret in reversed(self._secrets)],
                signer_kwargs={"key_derivation": "none", "digest_method": hashlib.sha256},
            )
        return serializer


class _Uncompressed(URLSafeSerializer):
    """Some hundred characters are not worth the quarter of a megabyte that zlib asks for."""

    @functools.cached_property
    def _one(self) -> Signer:
        return super().make_signer()

    def make_signer(self, salt: str | bytes | None = None) -> Signer:
        """Give the signer, always the same: each purpose has keys of its own."""
        del salt
        return self._one

    def dump_payload(self, obj: object) -> bytes:
        """Give the values as text for an address, never compressed. Either way can be read."""
        return base64_encode(Serializer.dump_payload(self, obj))


def _derived(secret: str, purpose: str) -> bytes:
    signer = Signer(
        secret, f"makker.{purpose}", key_derivation="hmac", digest_method=hashlib.sha256
    )
    return signer.derive_key()


def _code(secret: str, submission: str) -> str:
    digest = iter(hmac.digest(secret.encode(), f"makker.kode:{submission}".encode(), "sha256"))
    return readable(lambda alphabet: alphabet[next(digest) * len(alphabet) // 256])
