"""The artefact on Lambda's own runtime, with AWS played by a stand-in and a real mail server."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from makker.handlers.cloudfront import ORIGIN as FROM_CLOUDFRONT
from makker.settings import ON_AWS
from tests.contracts.post import Letterbox, smtp_server
from tests.mailbox import opened
from tests.serving import wait_for
from tests.standins.account import ORIGIN, STAFF, Account, furnish_account
from tests.standins.artefact import artefact
from tests.standins.lambda_runtime import Function, has_python, lambda_function
from tests.standins.ministack import ministack
from tests.visitor import CONTACT, MENTOR, Reply, Visitor

pytestmark = pytest.mark.skipif(
    not has_python(), reason="needs Python 3.13, which Lambda runs our functions with"
)


class Caller(Visitor):
    """A visitor whose forms CloudFront hands to a function."""

    def __init__(self, function: Function) -> None:
        self.function = function

    def ask(self, event: Mapping[str, Any]) -> Reply:
        headers = {**event["headers"], FROM_CLOUDFRONT: ORIGIN}
        reply = self.function({**event, "headers": headers})
        return Reply(reply["statusCode"], reply["headers"], reply["body"])


@pytest.fixture(scope="module")
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture(scope="module")
def account(letterbox: Letterbox) -> Iterator[Account]:
    with smtp_server(letterbox) as smtp, ministack(f"{smtp.host}:{smtp.port}") as url:
        yield furnish_account(url)


@pytest.fixture(scope="module")
def code() -> Path:
    return artefact("3.13") / "code"


def test_who_applies_is_stored_and_staff_are_told(
    account: Account, code: Path, letterbox: Letterbox
) -> None:
    with lambda_function(code, "makker.handlers.public.handler", account.environment) as function:
        visitor = Caller(function)
        assert not account.items()
        result = visitor.screen("mentor", MENTOR)
        assert result.status == 200
        assert not account.items()
        reply = visitor.submit(result.token, CONTACT)
    assert reply.status == 200
    assert reply.reference
    (letter,) = [item for item in account.items() if item["sk"]["S"].startswith("brev#")]
    with lambda_function(code, "makker.handlers.deliver.handler", account.environment) as function:
        image = {"NewImage": letter, "SequenceNumber": "1"}
        told = {"eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": image}
        assert function({"Records": [told]}) == {"batchItemFailures": []}
    wait_for(lambda: bool(letterbox.mails))  # the stand-in hands mail on when it comes to it
    mail = opened(letterbox.mails[-1])
    assert mail.to == STAFF
    assert reply.reference in mail.words


def test_round_of_the_day_does_its_work(account: Account, code: Path) -> None:
    with lambda_function(code, "makker.handlers.daily.handler", account.environment) as function:
        assert function({}) is None


@pytest.mark.parametrize("name", ["MAKKER_ORIGIN_SECRET", *ON_AWS])
def test_function_that_lacks_a_setting_says_which(account: Account, code: Path, name: str) -> None:
    told = {key: value for key, value in account.environment.items() if key != name}
    with lambda_function(code, "makker.handlers.public.handler", told) as function:
        assert name in function({"headers": {}})["errorMessage"]
