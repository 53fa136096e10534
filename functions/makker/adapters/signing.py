"""Tokens signed with a secret (itsdangerous): readable by the person, changeable by nobody."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import cast

from itsdangerous import BadData, URLSafeSerializer

_SALT = "makker.verdict"


class SignedTokens:
    """Signs with the last of its secrets and accepts any of them, so that they can be rotated."""

    def __init__(self, secrets: Sequence[str]) -> None:
        """Take the secrets, oldest first."""
        self._serializer: URLSafeSerializer = URLSafeSerializer(
            list(secrets),
            salt=_SALT,
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )

    def seal(self, values: Mapping[str, object]) -> str:
        """Give the values as signed text."""
        return str(self._serializer.dumps(dict(values)))

    def open(self, token: str) -> Mapping[str, object] | None:
        """Give the values back, or None when the signature does not fit."""
        try:
            return cast("Mapping[str, object]", self._serializer.loads(token))
        except BadData:
            return None
