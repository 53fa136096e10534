"""A site goes live, changes, goes back and goes away, on a stand-in for AWS."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from makker.handlers.http import SECURITY_HEADERS
from makker_site.aws.account import Account
from makker_site.aws.bring_back import bring_back
from makker_site.aws.errors import DeployError
from makker_site.aws.releases import Release
from makker_site.aws.rollout import Rollout
from makker_site.aws.smoke import Answer
from tests.infra.whole import PLAN, Site, deployed
from tests.visitor import CONTACT, MENTOR

NAMED = "assets/mk.0123456789.css"
PAGES = {"index.html": "første", "tilbud/index.html": "t", "404.html": "nej", NAMED: "a{}"}
LATER = "2026-11-23T12:00:00+00:00"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as monkeypatch, deployed(monkeypatch) as site:
        yield site


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def head(site: Site, name: str) -> tuple[str, str]:
    """Give what kind a page is, and how long it may be kept."""
    bucket = site.outputs["PagesBucket"]
    told = boto3.client("s3").head_object(Bucket=bucket, Key=name)
    return told["ContentType"], told["CacheControl"]


def live(site: Site) -> Release:
    return site.rollout.releases.get(site.rollout.releases.live)


def visit(site: Site) -> Any:  # noqa: ANN401 - a Visit
    def ask(method: str, address: str) -> Answer:
        path = "/" + address.partition("//")[2].partition("/")[2]
        if address.startswith(site.outputs["ApiUrl"]):
            reply = site.ask_the_api(path)
        else:
            form = {"content-type": "application/x-www-form-urlencoded"}
            reply = site.ask(method, path, headers=form if method == "POST" else {})
        return Answer(reply.status_code, reply.headers)

    return ask


def test_pages_go_up_once_with_how_long_they_may_be_kept_and_those_that_are_gone_go(
    site: Site, pages: Path
) -> None:
    first = site.put_live(pages)
    assert first.uploaded == len(PAGES)
    assert head(site, "index.html") == ("text/html; charset=utf-8", "no-cache")
    kept = "public, max-age=31536000, immutable"
    assert head(site, NAMED) == ("text/css; charset=utf-8", kept)
    (pages / "index.html").write_text("anden", "utf-8")
    (pages / "tilbud" / "index.html").rename(pages / "ny.html")
    second = site.rollout.put_pages(pages, live(site))
    assert (second.uploaded, second.removed) == (2, 1)
    assert site.ask("GET", "/").text == "anden"
    assert site.ask("GET", "/tilbud/").status_code == 404
    forgotten = boto3.client("cloudfront").list_invalidations(
        DistributionId=site.outputs["DistributionId"]
    )
    assert forgotten["InvalidationList"]["Quantity"] == 2
    assert site.rollout.put_pages(pages, live(site)).uploaded == 0


def test_pages_are_built_for_the_address_that_aws_gives(site: Site, pages: Path) -> None:
    addresses: list[str] = []

    def build(address: str) -> Path:
        addresses.append(address)
        (pages / "index.html").write_text(address, "utf-8")
        return pages

    plan = replace(PLAN, kind="drift")
    trial = replace(site, rollout=Rollout(Account(plan.region, pause=0.1), plan))
    release, built = trial.release(build)
    address = trial.rollout.put_pages(built, release).address
    assert addresses == ["https://example.org", address]
    trial.rollout.releases.unpack_pages(release.name, pages / "pakket-ud")
    assert (pages / "pakket-ud" / "index.html").read_text("utf-8") == address
    trial.release(build, LATER)
    assert addresses[2:] == [address]


def test_site_that_keeps_its_promises_has_no_faults_and_one_that_does_not_is_told_of(
    site: Site, pages: Path
) -> None:
    site.put_live(pages)
    assert site.rollout.faults(visit(site)) == []
    (pages / "tilbud" / "index.html").unlink()
    site.rollout.put_pages(pages, live(site))
    assert site.rollout.faults(visit(site)) == ["GET /tilbud/ gives 404, not 200"]

    def bare(method: str, address: str) -> Answer:
        seen: Answer = visit(site)(method, address)
        return Answer(200, {n: v for n, v in seen.headers.items() if n not in SECURITY_HEADERS})

    told = "\n".join(site.rollout.faults(bare))
    assert "GET / has another content-security-policy: None" in told
    assert "the functions answer someone who goes round CloudFront" in told


def test_earlier_release_can_be_live_again(site: Site, pages: Path) -> None:
    site.put_live(pages)
    before = live(site)
    (pages / "index.html").write_text("en fejl", "utf-8")
    site.put_live(pages, LATER)
    assert live(site).name == "2026-11-23T120000Z"
    assert site.rollout.releases.names()[:2] == [live(site).name, before.name]
    site.rollout.put_functions(before)
    site.rollout.releases.unpack_pages(before.name, pages / "igen")
    site.rollout.put_pages(pages / "igen", before)
    assert live(site) == before
    assert site.ask("GET", "/").text == PAGES["index.html"]


def test_what_was_never_live_cannot_be_so_again(site: Site, pages: Path) -> None:
    site.put_live(pages)
    release, _ = site.release(lambda _: pages, "2026-12-24T12:00:00+00:00")
    assert release.name not in site.rollout.releases.names()
    with pytest.raises(DeployError, match=f"no release '{release.name}'"):
        site.rollout.releases.get(release.name)


def test_new_secret_signs_and_the_old_one_is_believed(site: Site, pages: Path) -> None:
    site.put_live(pages)
    token = site.visitor.screen("mentor", MENTOR).token
    release = live(site)

    def secrets() -> list[list[str]]:
        told = boto3.client("ssm").get_parameters(
            Names=[f"/{PLAN.stack}/secret", f"/{PLAN.stack}/origin-secret"], WithDecryption=True
        )
        return [one["Value"].split() for one in told["Parameters"]]

    before = secrets()
    site.rollout.put_functions(release)
    assert secrets() == before
    site.rollout.put_functions(release, renew=True)
    assert [after[1] for after in secrets()] == [known[0] for known in before]
    assert all(len(after) == 2 and after[0] != after[1] for after in secrets())
    assert site.visitor.submit(token, {}).status == 422
    assert site.rollout.faults(visit(site)) == []


def without_table(release: Release) -> Release:
    """Give a release whose table is another one."""
    template = copy.deepcopy(dict(release.template))
    table = template["Resources"]["Table"]["Properties"]
    table["TableName"] = "en-anden"
    return replace(release, template=template)


def test_change_that_would_lose_what_people_sent_is_refused(site: Site, pages: Path) -> None:
    site.put_live(pages)
    table = site.outputs["TableName"]
    release = live(site)
    with pytest.raises(DeployError, match="Table would be lost or made anew; nothing was changed"):
        site.rollout.put_functions(without_table(release))
    assert site.outputs["TableName"] == table
    site.rollout.put_functions(release)


def test_what_aws_refuses_is_told_and_what_was_live_stays(site: Site, pages: Path) -> None:
    site.put_live(pages)
    release = live(site)
    missing = replace(release, bundle="makker-proeve/bundles/ingen.zip")
    with pytest.raises(DeployError, match=r"makker-proeve is .*ROLLBACK"):
        site.rollout.put_functions(missing)
    assert site.rollout.faults(visit(site)) == []


def with_what_the_stand_in_cannot_make(release: Release) -> Release:
    template = copy.deepcopy(dict(release.template))
    alarm = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": [{"Id": "a"}]}}
    template["Resources"]["Broken"] = alarm
    return replace(release, template=template)


def test_first_deployment_that_failed_is_cleared_away_by_the_next(site: Site, pages: Path) -> None:
    plan = replace(PLAN, kind="anden", site={**PLAN.site, "MailDomain": "andet.example.org"})
    site.put_live(pages)
    release = live(site)
    other = Rollout(Account(plan.region, pause=0.1), plan)
    with pytest.raises(DeployError, match=r"makker-anden is ROLLBACK"):
        other.put_functions(with_what_the_stand_in_cannot_make(release))
    assert not other.live
    assert other.put_functions(release)["SiteUrl"]


def test_account_where_nothing_was_ever_deployed_is_told_of(site: Site) -> None:
    del site
    with pytest.raises(DeployError, match="nothing of Makker is in this account in eu-west-1 yet"):
        Rollout(Account("eu-west-1"), PLAN)


def keep_secrets(stack: str) -> None:
    ssm = boto3.client("ssm")
    for name in ("secret", "origin-secret"):
        known = ssm.get_parameter(Name=f"/{PLAN.stack}/{name}", WithDecryption=True)
        value = known["Parameter"]["Value"]
        ssm.put_parameter(Name=f"/{stack}/{name}", Value=value, Type="SecureString")


def test_site_that_is_taken_away_leaves_what_people_sent_and_can_come_back_with_it(
    pages: Path,
) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch, deployed(monkeypatch) as site:
        site.put_live(pages)
        receipt = site.visitor.apply()
        table, key = site.rollout.remove()
        assert not site.rollout.live
        assert not site.rollout.releases.live
        assert "-pages-" not in str(boto3.client("s3").list_buckets()["Buckets"])
        # Under another name: the stand-in calls the table of the same stack the same again.
        keep_secrets("makker-drift")
        plan = replace(PLAN, kind="drift", site={**PLAN.site, "KeptKeyArn": key})
        again = replace(site, rollout=Rollout(Account(plan.region, pause=0.1), plan))
        again.put_live(pages)
        assert again.outputs["TableName"] != table
        assert again.outputs["KeyArn"] == key
        bring_back(boto3.client("dynamodb"), table, again.outputs["TableName"])
        fields = {"nummer": receipt.reference, "kode": receipt.code}
        assert CONTACT["navn"] in again.visitor.post("/send/min-henvendelse/", fields).page
