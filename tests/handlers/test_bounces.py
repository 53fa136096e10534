"""Letters that come back: SES's own examples, with our tag, by way of SNS."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from makker.adapters.ses import TAG
from makker.bootstrap import build_store
from makker.domain.trail import Deed, What, Who
from makker.handlers import bounces
from makker.ports import Store
from makker.settings import Settings
from tests.contracts.stores import dynamo, pretended_aws, table_client
from tests.fakes import FakeRecords, FixedClock
from tests.standins.account import settings_on_aws

# As the guide shows them: "Examples of event data that Amazon SES publishes to Amazon SNS".
MAIL = {
    "timestamp": "2017-08-05T00:40:02.012Z",
    "source": "Sender Name <sender@example.com>",
    "sourceArn": "arn:aws:ses:us-east-1:123456789012:identity/sender@example.com",
    "sendingAccountId": "123456789012",
    "messageId": "EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000",
    "destination": ["recipient@example.com"],
    "headersTruncated": False,
    "headers": [
        {"name": "From", "value": "Sender Name <sender@example.com>"},
        {"name": "To", "value": "recipient@example.com"},
        {"name": "Subject", "value": "Message sent from Amazon SES"},
        {"name": "MIME-Version", "value": "1.0"},
    ],
    "commonHeaders": {
        "from": ["Sender Name <sender@example.com>"],
        "to": ["recipient@example.com"],
        "messageId": "EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000",
        "subject": "Message sent from Amazon SES",
    },
    "tags": {
        "ses:configuration-set": ["ConfigSet"],
        "ses:source-ip": ["192.0.2.0"],
        "ses:from-domain": ["example.com"],
        "ses:caller-identity": ["ses_user"],
    },
}
BOUNCE = {
    "eventType": "Bounce",
    "bounce": {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "bouncedRecipients": [
            {
                "emailAddress": "recipient@example.com",
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 user unknown",
            }
        ],
        "timestamp": "2017-08-05T00:41:02.669Z",
        "feedbackId": "01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000",
        "reportingMTA": "dsn; mta.example.com",
    },
    "mail": MAIL,
}
COMPLAINT = {
    "eventType": "Complaint",
    "complaint": {
        "complainedRecipients": [{"emailAddress": "recipient@example.com"}],
        "timestamp": "2017-08-05T00:41:02.669Z",
        "feedbackId": "01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000",
        "userAgent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
        "complaintFeedbackType": "abuse",
        "arrivalDate": "2017-08-05T00:41:02.669Z",
    },
    "mail": MAIL,
}
DELIVERY = {
    "eventType": "Delivery",
    "mail": MAIL,
    "delivery": {"timestamp": "2016-10-19T23:21:04.133Z", "recipients": ["recipient@example.com"]},
}
AT = datetime(2017, 8, 5, 0, 41, 2, 669000, tzinfo=UTC)
THEN = FixedClock("2017-08-05T01:00:00+00:00")
TRACES = ("recipient", "sender", "example.com", "192.0.2.0", "Mozilla", "550")


def tagged(record: dict[str, Any], about: str = "KT4MB7X1") -> dict[str, Any]:
    """Give the record as it is of a letter that we sent with our tag."""
    ours = copy.deepcopy(record)
    ours["mail"]["tags"][TAG] = [about]
    return ours


def event(*records: dict[str, Any]) -> dict[str, Any]:
    """Give the event as SNS hands it to a function."""
    return {
        "Records": [
            {
                "EventVersion": "1.0",
                "EventSubscriptionArn": "arn:aws:sns:us-east-2:123456789012:sns-lambda:21be56ed",
                "EventSource": "aws:sns",
                "Sns": {
                    "SignatureVersion": "1",
                    "Timestamp": "2019-01-02T12:45:07.000Z",
                    "Signature": "tcc6faL2yUC6dgZdmrwh1Y4cGa/ebXEkAi6RibDsvpi+tE/1+82j...65r==",
                    "SigningCertURL": "https://sns.us-east-2.amazonaws.com/SimpleNotification",
                    "MessageId": "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
                    "Message": json.dumps(record),
                    "MessageAttributes": {},
                    "Type": "Notification",
                    "UnsubscribeURL": "https://sns.us-east-2.amazonaws.com/?Action=Unsubscribe",
                    "TopicArn": "arn:aws:sns:us-east-2:123456789012:sns-lambda",
                    "Subject": "Amazon SES Email Event Notification",
                },
            }
            for record in records
        ]
    }


@pytest.fixture(params=["fake", "dynamodb"])
def trail(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    if request.param == "fake":
        yield FakeRecords()
    else:
        with pretended_aws(monkeypatch):
            yield dynamo(table_client(), clock=THEN)


def lines(capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    written = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    for line in written:
        said = {name: value for name, value in line.items() if name != "tid"}
        assert not [trace for trace in TRACES if trace in str(said)]
    return written


@pytest.mark.parametrize(
    ("record", "what"),
    [(BOUNCE, What.LETTER_BOUNCED), (COMPLAINT, What.LETTER_UNWANTED)],
)
def test_letter_that_came_back_is_noted_and_someone_is_called(
    trail: Store, capfd: pytest.CaptureFixture[str], record: dict[str, Any], what: What
) -> None:
    bounces.respond(trail, event(tagged(record)))
    assert trail.of("KT4MB7X1") == [Deed("KT4MB7X1", what, Who.SYSTEM, AT)]
    (line,) = lines(capfd)
    assert (line["niveau"], line["haendelse"], line["reference"]) == ("ERROR", what, "KT4MB7X1")


def test_soft_bounce_is_noted_too_for_ses_has_given_up_by_then(trail: Store) -> None:
    soft = tagged(BOUNCE)
    soft["bounce"] |= {"bounceType": "Transient", "bounceSubType": "MailboxFull"}
    bounces.respond(trail, event(soft))
    assert [deed.what for deed in trail.of("KT4MB7X1")] == [What.LETTER_BOUNCED]


def test_several_letters_in_one_event_are_noted_each(trail: Store) -> None:
    bounces.respond(trail, event(tagged(BOUNCE), tagged(COMPLAINT, "KT4MB7X2"), tagged(DELIVERY)))
    assert [deed.what for deed in trail.of("KT4MB7X1")] == [What.LETTER_BOUNCED]
    assert [deed.what for deed in trail.of("KT4MB7X2")] == [What.LETTER_UNWANTED]


def test_letter_that_arrived_is_no_news(trail: Store, capfd: pytest.CaptureFixture[str]) -> None:
    bounces.respond(trail, event(tagged(DELIVERY)))
    assert trail.of("KT4MB7X1") == []
    assert not lines(capfd)


@pytest.mark.parametrize("record", [BOUNCE, {**BOUNCE, "mail": {}}])
def test_mail_that_is_not_of_ours_calls_someone_and_says_nothing_of_it(
    trail: Store, capfd: pytest.CaptureFixture[str], record: dict[str, Any]
) -> None:
    bounces.respond(trail, event(record))
    (line,) = lines(capfd)
    assert (line["niveau"], line["reference"]) == ("ERROR", "")


def test_event_that_comes_twice_is_one_line_of_the_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    with pretended_aws(monkeypatch):
        trail = dynamo(table_client(), clock=THEN)
        for _ in range(2):
            bounces.respond(trail, event(tagged(BOUNCE)))
        assert len(trail.of("KT4MB7X1")) == 1


def test_function_needs_no_key_of_what_people_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pretended_aws(monkeypatch):
        client = table_client()
        settings = Settings.read(settings_on_aws(key="findes-ikke"))
        bounces.respond(build_store(settings), event(tagged(BOUNCE)))
        assert len(dynamo(client, clock=THEN).of("KT4MB7X1")) == 1
