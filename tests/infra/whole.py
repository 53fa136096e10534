"""The template deployed to a stand-in for AWS on this machine: its pages, functions, table, mail.

What the stand-in does not do as AWS does is changed in `_for_the_stand_in`; each of it is held by
an assertion on the template instead. The rights of the functions' roles hold here as they do there.
"""

import copy
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest

from makker_site.aws.account import Account
from makker_site.aws.plan import Plan
from makker_site.aws.releases import Release
from makker_site.aws.rollout import Live, Rollout, lay_foundation
from makker_site.aws.template import read_template
from tests.contracts.post import Letterbox, smtp_server
from tests.infra.templates import transformed
from tests.serving import PROJECT
from tests.standins.artefact import artefact
from tests.standins.ministack import ministack
from tests.visitor import Reply, Visitor

REGION = "eu-central-1"
PLAN = Plan(
    kind="proeve",
    region=REGION,
    site={
        "Kind": "proeve",
        "MailDomain": "peer.example.org",
        "MailAddress": "besked@peer.example.org",
        "StaffMail": "personale@example.org",
        "StaffMailPeerFaellesskabetVejle": "vejle@example.org",
        "AlarmMail": "alarm@example.org",
        "Fastest": "0",  # our visitors are fast
    },
    virginia={"AlarmMail": "alarm@example.org", "Firewall": "ja"},
)


@dataclass(frozen=True)
class Site:
    """A site that is deployed, and what it has sent."""

    url: str
    """Where the stand-in answers for all of AWS."""
    rollout: Rollout
    letterbox: Letterbox

    @cached_property
    def outputs(self) -> Mapping[str, str]:
        return self.rollout.live

    @property
    def visitor(self) -> "FarVisitor":
        return FarVisitor(self)

    def put_live(self, pages: Path, moment: str = "2026-11-22T12:00:00+00:00") -> Live:
        """Make a release of the functions as they are now, with some pages, and put it live."""
        release, _ = self.release(lambda _: pages, moment)
        return self.rollout.put_pages(pages, release)

    def release(
        self, build: Callable[[str], Path], moment: str = "2026-11-22T12:00:00+00:00"
    ) -> tuple[Release, Path]:
        templates = (_for_the_stand_in(self.url), _virginia())
        now = datetime.fromisoformat(moment)
        return self.rollout.release(bundle(), build, templates, now=now)

    def ask(self, method: str, path: str, **what: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        """Ask CloudFront, as a browser does."""
        headers = {"host": self.outputs["DistributionDomain"], "x-forwarded-proto": "https"}
        headers |= what.pop("headers", {})
        return httpx.request(method, self.url + path, headers=headers, timeout=60, **what)

    def ask_the_api(self, path: str, **headers: str) -> httpx.Response:
        """Go round CloudFront."""
        api = self.outputs["ApiUrl"].removeprefix("https://").partition(".")[0]
        address = f"{self.url}/_aws/execute-api/{api}/$default{path}"
        return httpx.get(address, headers=headers, timeout=60)

    def items(self) -> list[dict[str, Any]]:
        """Give everything in the table."""
        found: list[dict[str, Any]]
        found = boto3.client("dynamodb").scan(TableName=self.outputs["TableName"])["Items"]
        return found

    def resource(self, name: str) -> str:
        """Give what AWS calls a resource of the template."""
        found = boto3.client("cloudformation").describe_stack_resource(
            StackName=PLAN.stack, LogicalResourceId=name
        )
        return str(found["StackResourceDetail"]["PhysicalResourceId"])

    def invoke(self, name: str) -> dict[str, Any]:
        """Call a function; its answer, or how it failed."""
        return dict(boto3.client("lambda").invoke(FunctionName=self.resource(name)))


class FarVisitor(Visitor):
    """A visitor whose requests go through CloudFront."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def send(self, path: str, body: bytes, content_type: str = "") -> Reply:
        kind = content_type or "application/x-www-form-urlencoded"
        reply = self._site.ask("POST", path, content=body, headers={"content-type": kind})
        return Reply(reply.status_code, reply.headers, reply.text)


@contextmanager
def deployed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Deploy the template with the functions as they are now."""
    monkeypatch.setenv("AUTH", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    # Another one may be running: our functions are to ask their own.
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    letterbox = Letterbox()
    with smtp_server(letterbox) as smtp, ministack(f"{smtp.host}:{smtp.port}") as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        account = Account(REGION, pause=0.1)
        lay_foundation(account, read_template("foundation.yaml"), "")
        yield Site(url, Rollout(account, PLAN), letterbox)


@cache
def bundle() -> Path:
    """Give the bundle for the Python that the stand-in runs functions with."""
    return artefact(_say("import sys; print('%d.%d' % sys.version_info[:2])")) / "makker.zip"


def _say(code: str) -> str:
    python = PROJECT / "build/ministack-venv/bin/python"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout[
        :-1
    ]


def _for_the_stand_in(url: str) -> dict[str, Any]:
    template = copy.deepcopy(transformed())
    del template["Outputs"]["DkimRecords"]  # it makes no keys for DKIM
    resources = template["Resources"]
    for resource in resources.values():
        # It is spoken to in clear, does not know what some conditions ask of, and asks for the
        # right to send mail as anybody.
        for document in _documents(resource["Properties"]):
            kept = [one for one in document["Statement"] if one.get("Sid") != "EncryptedOnTheWay"]
            document["Statement"] = kept
            for one in kept if resource["Type"] == "AWS::IAM::Role" else []:
                one.pop("Condition", None)
                one.update({"Resource": "*"} if one.get("Sid") == "SendMailAsUs" else {})
    origins = resources["Distribution"]["Properties"]["DistributionConfig"]["Origins"]
    (functions,) = (one for one in origins if one["Id"] == "functions")
    # Its API has an address of its own.
    functions["DomainName"] = "localhost"
    functions["OriginPath"] = {"Fn::Sub": "/_aws/execute-api/${Api}/$default"}
    port = int(url.rpartition(":")[2])
    functions["CustomOriginConfig"] = {"OriginProtocolPolicy": "http-only", "HTTPPort": port}
    return template


def _virginia() -> dict[str, Any]:
    template = read_template("virginia.yaml")
    del template["Resources"]["Budget"]  # it keeps no budgets
    return template


def _documents(value: object) -> Iterator[dict[str, Any]]:
    """Give every policy within a resource."""
    if isinstance(value, dict):
        if isinstance(value.get("Statement"), list):
            yield value
        for one in value.values():
            yield from _documents(one)
    elif isinstance(value, list):
        for one in value:
            yield from _documents(one)
