"""What CloudFormation says it needs to make a resource, the role that builds for us may do."""

import functools
import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.infra.templates import SAM, listed, resources, statements, transformed

BUILDER = list(statements(resources("AWS::IAM::Role", "foundation.yaml")["Builder"]))
MADE = {
    resource["Type"]
    for template in ("template.yaml", "virginia.yaml")
    for resource in transformed(template)["Resources"].values()
}
NAMED_BY_US = ("DynamoDB", "Lambda", "Logs", "S3", "SNS", "SQS", "Scheduler", "CloudWatch", "IAM")
"""Services whose things have names that begin with the stack's."""
NOT_NEEDED = {
    "kinesis:*": "the table tells Lambda alone",
    "iam:CreateServiceLinkedRole": "no copies in other regions",
    "iam:AttachRolePolicy": "every right is written out",
    "iam:DetachRolePolicy": "the same",
    "iam:*PermissionsBoundary": "we set none",
    "apigateway:*agResource": "there is no such right: it is PUT and DELETE of its tags",
    "kms:Decrypt": "AWS's own keys let whoever may use the service; ours it must not open",
    "kms:Encrypt": "the same",
    "kms:GenerateDataKey": "the same",
    "kms:ListAliases": "the same",
    "kms:RevokeGrant": "the same",
    "kms:DisableKey": "nobody may",
    "kms:EnableKey": "it is never disabled",
    "kms:DisableKeyRotation": "it goes on",
    "kms:ScheduleKeyDeletion": "nobody may",
    "cloudfront:*ConnectionGroup": "one site, no tenants",
    "cloudfront:CreateDistributionWithTags": "there is no such right: it is two that it has",
    "cloudfront:GetVpcOrigin": "no network of its own",
    "cloudfront:UpdateDistributionWithStagingConfig": "no second distribution to try things on",
    "ec2:*": "no network of its own",
    "elasticfilesystem:*": "no disks",
    "s3files:*": "no disks",
    "s3tables:*": "files alone",
    "firehose:*": "logs stay where they are",
    "payments:*": "nothing is sold",
    "s3:getObject": "the API is described in the template itself",
}


@functools.cache
def schemas() -> dict[str, dict[str, dict[str, list[str]]]]:
    """Give what CloudFormation publishes of each type of ours: the rights each step needs."""
    (folder,) = SAM.parent.glob("lib/python3*/site-packages/cfnlint/data/schemas/resources")
    told = (json.loads(file.read_text("utf-8")) for file in Path(folder).glob("*.json"))
    return {one["typeName"]: one["handlers"] for one in told if one.get("typeName") in MADE}


def allowed(kind: str) -> list[str]:
    """Give what the builder may do with things of a kind."""
    named = kind.split("::")[1] in NAMED_BY_US and kind != "AWS::Lambda::EventSourceMapping"
    return [
        action.lower()
        for statement in BUILDER
        if statement["Effect"] == "Allow" and (named or statement["Resource"] == "*")
        for action in listed(statement["Action"])
    ]


def needed(kind: str) -> Iterator[str]:
    for step in ("create", "read", "update", "delete"):
        yield from schemas()[kind].get(step, {}).get("permissions", [])


@pytest.mark.parametrize("kind", sorted(MADE))
def test_builder_may_do_what_cloudformation_needs(kind: str) -> None:
    rights = [*allowed(kind), *(action.lower() for action in (*NOT_NEEDED, "iam:PassRole"))]
    lacking = {
        action
        for action in needed(kind)
        if not any(fnmatchcase(action.lower(), right) for right in rights)
    }
    assert not lacking


def test_every_right_that_is_not_needed_is_one_that_is_asked_for() -> None:
    asked = {action for kind in MADE for action in needed(kind)}
    assert not [
        action
        for action in NOT_NEEDED
        if not any(fnmatchcase(one.lower(), action.lower()) for one in asked)
    ]


def test_template_is_short_enough_to_be_handed_over_whole() -> None:
    # CloudFormation takes 51,200 bytes; longer ones have to lie in a bucket.
    assert len(json.dumps(transformed(), separators=(",", ":"))) < 51_200
