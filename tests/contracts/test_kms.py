"""What is promised of the keys in KMS: who opens what, and how seldom KMS is asked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest

from makker.adapters.kms import KmsWrapper
from makker.adapters.sealing import EnvelopeSealer
from makker.ports import SealError
from tests.contracts.stores import REGION, pretended_aws

if TYPE_CHECKING:
    from mypy_boto3_kms.client import KMSClient


class Minutes:
    """A clock in our hand, in seconds."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed * 60


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator["KMSClient"]:
    with pretended_aws(monkeypatch):
        yield boto3.client("kms", region_name=REGION)


@pytest.fixture
def key(client: "KMSClient") -> str:
    return client.create_key()["KeyMetadata"]["KeyId"]


def asked(client: "KMSClient") -> list[str]:
    """Give what KMS is asked from now on."""
    calls: list[str] = []
    client.meta.events.register("before-call.kms", lambda model, **_: calls.append(str(model.name)))
    return calls


def test_kms_gives_one_key_for_all_that_is_sealed_within_minutes(
    client: "KMSClient", key: str
) -> None:
    minutes = Minutes()
    sealer = EnvelopeSealer(KmsWrapper(client, key, "breve", minutes))
    calls = asked(client)
    sealed = [sealer.seal(f"brev {number}") for number in range(5)]
    assert [sealer.open(one) for one in sealed] == [f"brev {number}" for number in range(5)]
    assert calls == ["GenerateDataKey"]
    minutes.passed = 6
    sealer.open(sealed[0])
    sealer.seal("et til")
    assert calls == ["GenerateDataKey", "Decrypt", "GenerateDataKey"]


def test_each_text_has_a_key_of_its_own(client: "KMSClient", key: str) -> None:
    sealer = EnvelopeSealer(KmsWrapper(client, key, "breve"))
    parts = [sealer.seal("det samme").split(".") for _ in range(5)]
    wrapped, salts = zip(*(key.split("~") for _, key, _ in parts), strict=True)
    assert (len(set(wrapped)), len(set(salts))) == (1, 5)
    with pytest.raises(SealError):
        sealer.open(".".join((*parts[0][:2], parts[1][2])))


def test_what_was_opened_is_forgotten_after_minutes(client: "KMSClient", key: str) -> None:
    sealed = EnvelopeSealer(KmsWrapper(client, key, "breve")).seal("Æøå")
    minutes = Minutes()
    other = EnvelopeSealer(KmsWrapper(client, key, "breve", minutes))
    calls = asked(client)
    assert [other.open(sealed), other.open(sealed)] == ["Æøå", "Æøå"]
    assert calls == ["Decrypt"]
    minutes.passed = 6
    assert other.open(sealed) == "Æøå"
    assert calls == ["Decrypt", "Decrypt"]


def test_one_key_opens_nothing_that_was_sealed_for_something_else(
    client: "KMSClient", key: str
) -> None:
    sealed = EnvelopeSealer(KmsWrapper(client, key, "henvendelser")).seal("hemmeligt")
    with pytest.raises(SealError, match="InvalidCiphertext"):
        EnvelopeSealer(KmsWrapper(client, key, "breve")).open(sealed)


@pytest.mark.parametrize("part", ["blob", "salt"])
def test_what_was_changed_cannot_be_opened(client: "KMSClient", key: str, part: str) -> None:
    sealer = EnvelopeSealer(KmsWrapper(client, key, "breve"))
    sealed = sealer.seal("hemmeligt")
    place = sealed.index("~") + (-9 if part == "blob" else 3)
    changed = "A" if sealed[place] != "A" else "B"
    with pytest.raises(SealError):
        sealer.open(sealed[:place] + changed + sealed[place + 1 :])


def test_a_key_that_is_not_there_seals_nothing(client: "KMSClient") -> None:
    missing = "00000000-0000-0000-0000-000000000000"
    with pytest.raises(SealError, match="NotFoundException"):
        EnvelopeSealer(KmsWrapper(client, missing, "breve")).seal("hemmeligt")
