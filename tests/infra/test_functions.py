"""What each function is told, may do and hears: no more than it needs."""

import base64
import importlib
import json
import subprocess
import sys
from datetime import date
from typing import Any

import boto3
import pytest

from makker.bootstrap import build_store
from makker.content.load import load
from makker.settings import ON_AWS, Settings
from tests.content.copies import CONTENT
from tests.contracts.stores import TABLE, pretended_aws, table_client
from tests.domain.examples import a_letter, a_record
from tests.infra.templates import Resource, listed, resources, statements, transformed
from tests.standins.account import settings_on_aws

FUNCTIONS = resources("AWS::Lambda::Function")
ROLES = resources("AWS::IAM::Role")
KEY = {"Fn::If": ["MakesKey", {"Fn::GetAtt": ["Key", "Arn"]}, {"Ref": "KeptKeyArn"}]}
RECORDS, LETTERS = "henvendelser", "breve"


def told(function: Resource) -> dict[str, str]:
    """Give a function's environment, with something for what is only known on AWS."""
    variables = function["Environment"]["Variables"]
    plain = {"MAKKER_FASTEST": "1"}
    return {name: plain.get(name, json.dumps(value)) for name, value in variables.items()}


def rights(name: str) -> dict[str, dict[str, Any]]:
    return {one["Sid"]: one for one in statements(ROLES[f"{name}Role"])}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function_runs_our_code_on_arm_with_python_3_13(name: str) -> None:
    function = FUNCTIONS[name]
    assert function["Runtime"] == "python3.13"
    assert function["Architectures"] == ["arm64"]
    module, _, handler = str(function["Handler"]).rpartition(".")
    assert callable(getattr(importlib.import_module(module), handler))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function_has_every_setting_it_needs_to_start(name: str) -> None:
    settings = Settings.read(told(FUNCTIONS[name]))
    assert settings.table
    assert settings.ses_set
    assert settings.mail_from != Settings.read({}).mail_from
    assert settings.site_url != Settings.read({}).site_url
    assert settings.staff_mail != Settings.read({}).staff_mail
    assert bool(settings.origin_secret) == (name == "Public")


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("missing", ON_AWS)
def test_function_that_lacks_a_setting_does_not_start_and_says_which(
    name: str, missing: str
) -> None:
    module = str(FUNCTIONS[name]["Handler"]).removesuffix(".handler")
    environment = {**told(FUNCTIONS[name]), "AWS_LAMBDA_FUNCTION_NAME": name, missing: " "}
    command = [sys.executable, "-c", f"import {module}"]
    tried = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert tried.returncode
    assert f"SettingError: {missing} is needed on AWS" in tried.stderr


def test_every_setting_a_function_is_told_is_one_that_is_read() -> None:
    assert Settings.__doc__ is not None
    for function in FUNCTIONS.values():
        for name in function["Environment"]["Variables"].keys() - {"PYTHONTZPATH"}:
            prefix = "MAKKER_STAFF_MAIL_"
            assert (prefix if name.startswith(prefix) else name) in Settings.__doc__


def test_every_programme_can_have_staff_mail_of_its_own() -> None:
    programmes = set(load(CONTENT, date(2026, 11, 22)).catalogue.programmes)
    for function in FUNCTIONS.values():
        assert set(Settings.read(told(function)).staff_mail_by_programme) == programmes


def test_only_who_signs_knows_the_secret_and_only_who_is_asked_knows_cloudfronts() -> None:
    knows = {
        name: [v for v in function["Environment"]["Variables"].values() if v in _SECRETS]
        for name, function in FUNCTIONS.items()
    }
    assert knows == {
        "Public": [{"Ref": "Secret"}, {"Ref": "OriginSecret"}],
        "Daily": [{"Ref": "Secret"}],
        "Deliver": [],
        "Bounces": [],
    }


_SECRETS = [{"Ref": "Secret"}, {"Ref": "OriginSecret"}]


def test_every_function_has_a_role_of_its_own() -> None:
    roles = {name: one["Role"]["Fn::GetAtt"][0] for name, one in FUNCTIONS.items()}
    assert roles == {name: f"{name}Role" for name in ("Public", "Deliver", "Daily", "Bounces")}


def test_who_may_send_mail_is_who_does_and_only_as_us() -> None:
    senders = {name for name in FUNCTIONS if "ses:" in json.dumps(ROLES[f"{name}Role"])}
    assert senders == {"Deliver", "Daily"}
    for name in senders:
        right = rights(name)["SendMailAsUs"]
        assert right["Condition"] == {"StringEquals": {"ses:FromAddress": {"Ref": "MailAddress"}}}
        assert "${MailDomain}" in json.dumps(right["Resource"])


@pytest.mark.parametrize(
    ("name", "opens", "seals"),
    [
        ("Public", {RECORDS}, {RECORDS, LETTERS}),
        ("Deliver", {LETTERS}, set()),
        ("Daily", {RECORDS, LETTERS}, {RECORDS, LETTERS}),
        ("Bounces", set(), set()),
    ],
)
def test_function_opens_and_seals_what_it_must(name: str, opens: set[str], seals: set[str]) -> None:
    def may(action: str) -> set[str]:
        allowed = [one for one in rights(name).values() if action in listed(one["Action"])]
        assert all(one["Resource"] == KEY for one in allowed)
        tied = [one["Condition"]["StringEquals"] for one in allowed]
        return {what for one in tied for what in listed(one["kms:EncryptionContext:formaal"])}

    assert (may("kms:Decrypt"), may("kms:GenerateDataKey")) == (opens, seals)


@pytest.mark.parametrize(("sort", "purpose"), [("henvendelse", RECORDS), ("brev#", LETTERS)])
def test_what_is_stored_is_sealed_for_the_purpose_that_the_roles_are_tied_to(
    monkeypatch: pytest.MonkeyPatch, sort: str, purpose: str
) -> None:
    with pretended_aws(monkeypatch):
        table, kms = table_client(), boto3.client("kms")
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        build_store(Settings.read(settings_on_aws(key))).add(a_record(), [a_letter(a_record())])
        items = table.scan(TableName=TABLE)["Items"]
        (text,) = (one["tekst"]["S"] for one in items if one["sk"]["S"].startswith(sort))
        wrapped = json.loads(text)["forseglet"].split(".")[1].partition("~")[0]
        blob = base64.urlsafe_b64decode(wrapped)
        assert kms.decrypt(CiphertextBlob=blob, EncryptionContext={"formaal": purpose})


def test_only_the_clock_may_list_what_there_is() -> None:
    index = {"Fn::Sub": "${Table.Arn}/index/lister"}
    assert [name for name in FUNCTIONS if str(index) in str(ROLES[f"{name}Role"])] == ["Daily"]
    assert "dynamodb:Scan" not in json.dumps(ROLES)


def test_bounces_may_add_to_the_trail_and_nothing_else() -> None:
    assert set(rights("Bounces")) == {"Log", "AddToTheTrail"}
    right = rights("Bounces")["AddToTheTrail"]
    assert right["Action"] == "dynamodb:PutItem"
    assert right["Condition"] == {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["spor#*"]}}


def test_deliver_hears_of_new_letters_alone_and_gives_up_one_at_a_time() -> None:
    (mapping,) = resources("AWS::Lambda::EventSourceMapping").values()
    (filter_,) = mapping["FilterCriteria"]["Filters"]
    assert json.loads(filter_["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {"NewImage": {"sk": {"S": [{"prefix": "brev#"}]}, "liste": {"S": ["usendte"]}}},
    }
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BisectBatchOnFunctionError"] is True
    assert 0 < mapping["MaximumRecordAgeInSeconds"] <= 900
    assert 0 < mapping["MaximumRetryAttempts"] <= 10
    dead = {"Fn::GetAtt": ["DeadLetters", "Arn"]}
    assert mapping["DestinationConfig"] == {"OnFailure": {"Destination": dead}}
    assert rights("Deliver")["SayWhatWasLeft"]["Resource"] == dead


def test_clock_strikes_every_quarter_of_an_hour_at_least() -> None:
    (schedule,) = resources("AWS::Scheduler::Schedule").values()
    assert schedule["ScheduleExpression"] == "rate(15 minutes)"
    assert schedule["Target"]["Arn"] == {"Fn::GetAtt": ["Daily", "Arn"]}
    assert FUNCTIONS["Daily"]["Timeout"] < 900


def test_what_ses_tells_reaches_bounces() -> None:
    (told_of,) = resources("AWS::SES::ConfigurationSetEventDestination").values()
    destination = told_of["EventDestination"]
    assert destination["MatchingEventTypes"] == ["bounce", "complaint"]
    topic = destination["SnsDestination"]["TopicARN"]["Ref"]
    (subscription,) = resources("AWS::SNS::Topic")[topic]["Subscription"]
    assert subscription == {"Protocol": "lambda", "Endpoint": {"Fn::GetAtt": ["Bounces", "Arn"]}}
    assert told_of["ConfigurationSetName"] == {"Ref": "Letters"}


def test_functions_are_only_called_by_whom_they_are_for() -> None:
    permissions = resources("AWS::Lambda::Permission").values()
    assert {(one["FunctionName"]["Ref"], one["Principal"]) for one in permissions} == {
        ("Public", "apigateway.amazonaws.com"),
        ("Bounces", "sns.amazonaws.com"),
    }
    assert all(one["SourceArn"] for one in permissions)
    assert not resources("AWS::Lambda::Url")
    assert transformed()["Resources"]["ApiRoute"]["Properties"]["RouteKey"] == "$default"
