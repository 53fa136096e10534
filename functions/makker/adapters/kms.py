"""Wrapping keys in AWS KMS: who may open what is decided by each function's role."""

import base64
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from makker.ports import SealError

if TYPE_CHECKING:
    from mypy_boto3_kms.client import KMSClient


class KmsWrapper:
    """Lets one KMS key wrap; the key itself never leaves KMS."""

    def __init__(self, client: "KMSClient", key: str) -> None:
        """Wrap with the KMS key of that id, through *client*."""
        self._client = client
        self._key = key

    def fresh(self) -> tuple[bytes, str]:
        """Give a new key, and the same key wrapped."""
        try:
            made = self._client.generate_data_key(KeyId=self._key, KeySpec="AES_256")
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error
        wrapped = base64.urlsafe_b64encode(made["CiphertextBlob"]).decode("ascii")
        return base64.urlsafe_b64encode(made["Plaintext"]), wrapped

    def unwrap(self, wrapped: str) -> bytes:
        """Give the key back."""
        blob = base64.urlsafe_b64decode(wrapped)
        try:
            opened = self._client.decrypt(KeyId=self._key, CiphertextBlob=blob)
        except (ClientError, BotoCoreError) as error:
            raise _refused(error) from error
        return base64.urlsafe_b64encode(opened["Plaintext"])


def _refused(error: Exception) -> SealError:
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error)
    return SealError(f"KMS could not do it: {code}")
