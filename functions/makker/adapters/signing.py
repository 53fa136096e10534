"""Tokens signed with a secret (itsdangerous): readable by the person, changeable by nobody."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import cast

from itsdangerous import BadData, Serializer, URLSafeSerializer
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
                self._secrets[::-1],  # the library signs with the last
                salt=f"makker.{purpose}",
                signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
            )
        return serializer


class _Uncompressed(URLSafeSerializer):
    """Some hundred characters are not worth the quarter of a megabyte that zlib asks for."""

    def dump_payload(self, obj: object) -> bytes:
        """Give the values as text for an address, never compressed. Either way can be read."""
        return base64_encode(Serializer.dump_payload(self, obj))


def _code(secret: str, submission: str) -> str:
    digest = iter(hmac.digest(secret.encode(), f"makker.kode:{submission}".encode(), "sha256"))
    return readable(lambda alphabet: alphabet[next(digest) * len(alphabet) // 256])
