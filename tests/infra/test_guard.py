"""Data protection, held over everything the templates make: where, how locked, for how long."""

import json
from typing import Any

import pytest

from makker_site.aws.template import read_template
from tests.infra.templates import (
    TEMPLATES,
    Resource,
    everything,
    listed,
    resources,
    statements,
    transformed,
)

ALL = transformed()["Resources"]
OUTLIVES = ("Table", "Key")
"""What must be there when everything else is gone."""
BUCKETS = [
    pytest.param(bucket, id=name)
    for template in TEMPLATES
    for name, bucket in resources("AWS::S3::Bucket", template).items()
]
ROLES = resources("AWS::IAM::Role")


@pytest.mark.parametrize("template", ["template.yaml", "foundation.yaml"])
def test_a_stack_outside_the_eu_is_refused(template: str) -> None:
    (assertion,) = transformed(template)["Rules"]["WithinTheEU"]["Assertions"]
    regions, asked = assertion["Assert"]["Fn::Contains"]
    assert asked == {"Ref": "AWS::Region"}
    # Of the Union itself: London and Zurich are called eu- too.
    members = {"eu-north-1", "eu-central-1", "eu-west-1", "eu-west-3", "eu-south-1", "eu-south-2"}
    assert set(regions) <= members


def test_nothing_is_copied_to_another_region() -> None:
    words = json.dumps(transformed())
    for word in ("ReplicationConfiguration", "GlobalTable", "Replicas", "MultiRegion"):
        assert word not in words


def test_what_is_outside_the_eu_holds_no_data() -> None:
    kinds = {one["Type"] for one in transformed("virginia.yaml")["Resources"].values()}
    assert kinds == {"AWS::Budgets::Budget", "AWS::WAFv2::WebACL"}
    words = json.dumps(transformed("virginia.yaml"))
    assert '"SampledRequestsEnabled": true' not in words
    assert words.count('"SampledRequestsEnabled": false') == 2


@pytest.mark.parametrize("name", OUTLIVES)
def test_what_people_sent_and_its_keys_outlive_the_stack(name: str) -> None:
    assert ALL[name]["DeletionPolicy"] == ALL[name]["UpdateReplacePolicy"] == "Retain"


def test_table_is_encrypted_and_can_be_brought_back_and_forgets() -> None:
    table = ALL["Table"]["Properties"]
    assert table["DeletionProtectionEnabled"] is True
    assert table["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "udloeber", "Enabled": True}
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}


def test_key_is_renewed_and_can_be_saved_for_a_month() -> None:
    (key,) = resources("AWS::KMS::Key").values()
    assert key["EnableKeyRotation"] is True
    assert key["PendingWindowInDays"] == 30


def test_key_is_open_to_the_account_and_to_ses_for_our_topics_alone() -> None:
    account, ses = ALL["Key"]["Properties"]["KeyPolicy"]["Statement"]
    root = {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}
    assert account["Principal"] == {"AWS": root}
    assert ses["Principal"] == {"Service": "ses.amazonaws.com"}
    condition = ses["Condition"]
    assert condition["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    (topics,) = condition["ArnLike"]["kms:EncryptionContext:aws:sns:topicArn"].values()
    assert topics.endswith(":sns:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}-*")


@pytest.mark.parametrize("bucket", BUCKETS)
def test_buckets_are_closed_encrypted_and_remember(bucket: Resource) -> None:
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["BucketEncryption"]
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert bucket["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    assert "LoggingConfiguration" not in bucket


@pytest.mark.parametrize("template", ["template.yaml", "foundation.yaml"])
def test_buckets_and_queues_speak_only_encrypted(template: str) -> None:
    kinds = ("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy")
    policies = [one for kind in kinds for one in resources(kind, template).values()]
    guarded = len(resources("AWS::S3::Bucket", template)) + len(
        resources("AWS::SQS::Queue", template)
    )
    assert len(policies) == guarded
    for policy in policies:
        denied = [s for s in policy["PolicyDocument"]["Statement"] if s["Effect"] == "Deny"]
        assert denied[0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        assert denied[0]["Principal"] == "*"


def test_topic_with_addresses_and_queues_are_encrypted() -> None:
    topics = resources("AWS::SNS::Topic")
    assert set(topics) == {"CameBack", "Alarms"}  # what alarms say is about nobody
    assert {"Fn::GetAtt": ["Key", "Arn"]} in everything(topics["CameBack"]["KmsMasterKeyId"])
    for queue in resources("AWS::SQS::Queue").values():
        assert queue["SqsManagedSseEnabled"] is True


def test_mail_goes_encrypted_or_not_at_all() -> None:
    (rules,) = resources("AWS::SES::ConfigurationSet").values()
    assert rules["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}
    (identity,) = resources("AWS::SES::EmailIdentity").values()
    assert identity["FeedbackAttributes"] == {"EmailForwardingEnabled": False}


def test_every_function_has_a_log_of_its_own_that_forgets_in_two_weeks() -> None:
    logs = resources("AWS::Logs::LogGroup")
    assert {log["RetentionInDays"] for log in logs.values()} == {14}
    used = [
        function["LoggingConfig"]["LogGroup"]["Ref"]
        for function in resources("AWS::Lambda::Function").values()
    ]
    assert sorted(used) == sorted(logs)


def test_nothing_logs_who_asked_for_what() -> None:
    words = json.dumps(transformed())
    # CloudFront's, API Gateway's, S3's and X-Ray's logs; queues that would hold what was sent.
    for word in ('"Logging"', "AccessLogSettings", "LoggingConfiguration", "TracingConfig"):
        assert word not in words
    (distribution,) = resources("AWS::CloudFront::Distribution").values()
    assert "RealtimeLogConfigArn" not in json.dumps(distribution)
    for function in resources("AWS::Lambda::Function").values():
        assert "DeadLetterConfig" not in function
    for later in resources("AWS::Lambda::EventInvokeConfig").values():
        assert "DestinationConfig" not in later


def actions(one: dict[str, Any]) -> list[str]:
    return [str(action) for action in listed(one["Action"])]


def test_no_function_has_a_right_to_everything() -> None:
    for name, role in ROLES.items():
        assert "ManagedPolicyArns" not in role, name
        for one in statements(role):
            assert not [action for action in actions(one) if "*" in action], (name, one)
            assert "*" not in listed(one["Resource"]), (name, one)


def test_what_builds_has_no_right_to_everything_and_may_not_delete_what_people_sent() -> None:
    builder = resources("AWS::IAM::Role", "foundation.yaml")["Builder"]
    for one in statements(builder):
        assert "*" not in actions(one)
        if "*" in listed(one["Resource"]) and one["Effect"] == "Allow":
            assert not [action for action in actions(one) if "*" in action]
    denied = {a for one in statements(builder) if one["Effect"] == "Deny" for a in actions(one)}
    assert {"dynamodb:DeleteTable", "kms:ScheduleKeyDeletion", "kms:DisableKey"} <= denied
    (opening,) = (one for one in statements(builder) if "kms:Decrypt" in actions(one))
    assert opening["Effect"] == "Deny"
    assert opening["Condition"] == {"Null": {"kms:EncryptionContext:formaal": "false"}}


def test_github_is_let_in_from_one_branch_of_one_repository() -> None:
    role = resources("AWS::IAM::Role", "foundation.yaml")["Deployer"]
    (entry,) = role["AssumeRolePolicyDocument"]["Statement"]
    host = "token.actions.githubusercontent.com"
    assert entry["Condition"] == {
        "StringEquals": {
            f"{host}:aud": "sts.amazonaws.com",
            f"{host}:sub": {"Fn::Sub": "repo:${Repository}:ref:refs/heads/main"},
        }
    }


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_is_small_enough_to_be_handed_to_aws(name: str) -> None:
    assert len(json.dumps(read_template(name), separators=(",", ":"))) < 51_200


def test_no_secret_stands_in_the_template() -> None:
    parameters = transformed()["Parameters"]
    for name in ("Secret", "OriginSecret"):
        assert parameters[name]["NoEcho"] is True
        assert "Default" not in parameters[name]
    shown = list(everything(transformed()["Outputs"]))
    assert {"Ref": "Secret"} not in shown
    assert {"Ref": "OriginSecret"} not in shown
