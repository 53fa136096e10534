"""What is promised of Amazon SES, beyond the port."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError

from makker.adapters.ses import SesMailer
from makker.ports import MailError, MailRefusedError
from tests.contracts.post import SENDER
from tests.contracts.stores import REGION, pretended_aws
from tests.domain.examples import a_letter, a_record

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client

LETTER = a_letter(a_record())


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator["SESV2Client"]:
    with pretended_aws(monkeypatch):
        client = boto3.client("sesv2", region_name=REGION)
        client.create_email_identity(EmailIdentity="besked@eksempel.dk")
        yield client


def asked(client: "SESV2Client") -> list[dict[str, Any]]:
    """Give what SES is asked from now on."""
    calls: list[dict[str, Any]] = []

    def remember(params: dict[str, Any], **_: object) -> None:
        calls.append(params)

    client.meta.events.register("provide-client-params.sesv2.SendEmail", remember)
    return calls


@pytest.mark.parametrize(
    "letter", [LETTER, replace(LETTER, reference="", id="dagens-2026-11-22-a")]
)
def test_ses_can_say_later_what_a_letter_was_about(client: "SESV2Client", letter: Any) -> None:  # noqa: ANN401
    calls = asked(client)
    SesMailer(client, SENDER).send(letter)
    ((tag,),) = (call["EmailTags"] for call in calls)
    assert tag == {"Name": "henvendelse", "Value": letter.about}
    assert re.fullmatch("[A-Za-z0-9_-]{1,256}", tag["Value"])


def test_ses_is_asked_to_write_to_the_recipient_alone(client: "SESV2Client") -> None:
    calls = asked(client)
    SesMailer(client, SENDER).send(replace(LETTER, recipient="soren@blåbær.dk"))
    (call,) = calls
    assert call["Destination"] == {"ToAddresses": ["soren@xn--blbr-roah.dk"]}
    assert call["FromEmailAddress"] == SENDER
    assert call["Content"]["Raw"]["Data"].isascii()


def test_letters_go_by_the_rules_of_the_set_they_are_given(client: "SESV2Client") -> None:
    client.create_configuration_set(ConfigurationSetName="krypteret")
    calls = asked(client)
    SesMailer(client, SENDER, "krypteret").send(LETTER)
    SesMailer(client, SENDER).send(LETTER)
    assert [call.get("ConfigurationSetName") for call in calls] == ["krypteret", None]


def test_ses_is_not_asked_to_write_to_an_address_that_it_cannot(client: "SESV2Client") -> None:
    calls = asked(client)
    with pytest.raises(MailRefusedError):
        SesMailer(client, SENDER).send(replace(LETTER, recipient="søren@eksempel.dk"))
    assert not calls


@pytest.mark.parametrize(
    "code",
    [
        "MessageRejected",  # the sender is not verified
        "AccountSuspendedException",
        "SendingPausedException",
        "MailFromDomainNotVerifiedException",
        "TooManyRequestsException",
        "LimitExceededException",
        "BadRequestException",
    ],
)
def test_what_can_be_set_right_is_tried_again(client: "SESV2Client", code: str) -> None:
    def refuse(**_: object) -> None:
        raise ClientError({"Error": {"Code": code, "Message": LETTER.recipient}}, "SendEmail")

    client.meta.events.register("before-call.sesv2.SendEmail", refuse)
    with pytest.raises(MailError) as caught:
        SesMailer(client, SENDER).send(LETTER)
    assert not isinstance(caught.value, MailRefusedError)
    assert LETTER.recipient not in str(caught.value)
    assert code in str(caught.value)
