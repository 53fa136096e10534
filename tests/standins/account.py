"""An account at a stand-in for AWS, with all that our functions need of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from tests.contracts.stores import REGION, make_table, pretended_aws, table_client

_WHO = {"AWS_ACCESS_KEY_ID": "pretended", "AWS_SECRET_ACCESS_KEY": "pretended"}
TABLE = "makker"
DOMAIN = "peer.example.org"
SENDER, STAFF = f"besked@{DOMAIN}", f"personale@{DOMAIN}"
ORIGIN = "kun-cloudfront-ved-det"


def settings_on_aws(key: str = "noegle", **others: str) -> dict[str, str]:
    """Give all that a function is told of its account; *others* instead of it, or besides."""
    return {
        "MAKKER_TABLE": TABLE,
        "MAKKER_PRIVATE_KEY": key,
        "MAKKER_POST_KEY": key,
        "MAKKER_SECRET": "hemmelig",
        "MAKKER_FASTEST": "0",
        "MAKKER_SITE_URL": "https://peer.example.org",
        "MAKKER_MAIL_FROM": SENDER,
        "MAKKER_STAFF_MAIL": STAFF,
        "MAKKER_SES_SET": "breve",
        **others,
    }


@contextmanager
def pretended_account(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Play the account inside this process: its table, its domain for mail, its key. Give that."""
    # Reading a stream from moto inside one process needs plain addresses.
    monkeypatch.setenv("AWS_ACCOUNT_ID_ENDPOINT_MODE", "disabled")
    with pretended_aws(monkeypatch):
        table_client()
        boto3.client("sesv2").create_email_identity(EmailIdentity=DOMAIN)
        yield str(boto3.client("kms").create_key()["KeyMetadata"]["KeyId"])


@dataclass(frozen=True)
class Account:
    """What was made there, and how a function is told of it."""

    url: str
    key: str

    @property
    def environment(self) -> dict[str, str]:
        """Give the settings of a function, as the template gives them."""
        return {
            **_WHO,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": self.url,
            **settings_on_aws(self.key, MAKKER_ORIGIN_SECRET=ORIGIN),
        }

    def items(self) -> list[dict[str, Any]]:
        """Give everything in the table."""
        return [dict(item) for item in _client("dynamodb", self.url).scan(TableName=TABLE)["Items"]]


def furnish_account(url: str) -> Account:
    """Make the table of the template, a key, and an address to send from."""
    make_table(_client("dynamodb", url), TABLE)
    key = _client("kms", url).create_key()["KeyMetadata"]["KeyId"]
    _client("sesv2", url).create_email_identity(EmailIdentity=SENDER)
    return Account(url, key)


def _client(service: str, url: str) -> Any:  # noqa: ANN401 - each service has a class of its own
    session = boto3.Session("pretended", "pretended", region_name=REGION)
    return session.client(service, endpoint_url=url)
