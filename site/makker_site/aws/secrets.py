"""The secrets of a site, kept encrypted in the parameter store: nobody has to know them."""

import secrets
from typing import Any

_KEPT = 2
"""The newest signs; the one before is believed until the next takes over."""


class Secrets:
    """The secrets of one stack."""

    def __init__(self, client: Any, stack: str) -> None:  # noqa: ANN401 - boto3's
        """Keep them under the stack's name."""
        self._client = client
        self._stack = stack

    def get(self, name: str, *, renew: bool = False) -> str:
        """Give a secret, made where there is none; *renew* puts a new one before the old."""
        path = f"/{self._stack}/{name}"
        known = self._read(path).split()
        if known and not renew:
            return " ".join(known)
        value = " ".join([secrets.token_urlsafe(32), *known][:_KEPT])
        self._client.put_parameter(Name=path, Value=value, Type="SecureString", Overwrite=True)
        return value

    def _read(self, path: str) -> str:
        try:
            found = self._client.get_parameter(Name=path, WithDecryption=True)
        except self._client.exceptions.ParameterNotFound:
            return ""
        return str(found["Parameter"]["Value"])
