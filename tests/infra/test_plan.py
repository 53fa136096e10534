"""What an owner decides is read whole, and every fault is told at once."""

from pathlib import Path

import pytest
import yaml

from makker_site.aws.errors import DeployError
from makker_site.aws.plan import KINDS, read_plan
from makker_site.aws.template import TEMPLATES

SITE = {
    "Kind": "drift",
    "Domain": "peer.example.org",
    "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1",
    "MailDomain": "example.org",
    "MailAddress": "besked@example.org",
    "StaffMail": "personale@example.org",
    "AlarmMail": "alarm@example.org",
}
PLAN = {
    "region": "eu-central-1",
    "site": SITE,
    "virginia": {"AlarmMail": "alarm@example.org", "BudgetDollars": 10},
}


def told(folder: Path, plan: object) -> str:
    (folder / "drift.yml").write_text(yaml.safe_dump(plan), "utf-8")
    with pytest.raises(DeployError) as refusal:
        read_plan("drift", folder)
    return str(refusal.value)


def test_plan_is_read(tmp_path: Path) -> None:
    (tmp_path / "drift.yml").write_text(yaml.safe_dump(PLAN), "utf-8")
    plan = read_plan("drift", tmp_path)
    assert (plan.stack, plan.region) == ("makker-drift", "eu-central-1")
    assert plan.address == "https://peer.example.org"
    assert plan.virginia["BudgetDollars"] == "10"


@pytest.mark.parametrize("kind", KINDS)
def test_plans_of_this_folder_lack_nothing_but_what_the_owner_is_to_fill_in(kind: str) -> None:
    with pytest.raises(DeployError) as refusal:
        read_plan(kind)
    first, *faults = str(refusal.value).splitlines()
    assert first == f"{TEMPLATES / 'parameters' / kind}.yml:"
    assert faults
    assert all(fault.endswith("is still to be filled in") for fault in faults)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    site = {**SITE, "MailAddress": "besked@andre.example", "Farve": "blå", "StaffMail": "[Udfyld]"}
    del site["AlarmMail"]
    said = told(tmp_path, {"site": site, "virginia": {}})
    assert said.splitlines()[1:] == [
        "- region is missing",
        "- site: AlarmMail is missing",
        "- site: there is no Farve",
        "- site: StaffMail is still to be filled in",
        "- virginia: AlarmMail is missing",
        "- site: MailAddress is not in MailDomain, so SES would not send",
    ]


def test_plan_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeployError, match=r"proeve\.yml cannot be read"):
        read_plan("proeve", tmp_path)


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-2", "eu-central-2"])
def test_nothing_is_begun_outside_the_eu(tmp_path: Path, region: str) -> None:
    assert f"region: {region} is not in the EU" in told(tmp_path, {**PLAN, "region": region})


def test_a_trial_is_not_called_something_else(tmp_path: Path) -> None:
    said = told(tmp_path, {**PLAN, "site": {**SITE, "Kind": "proeve"}})
    assert "Kind is proeve, but the file says drift" in said


@pytest.mark.parametrize("nothing", ["", None])
def test_what_is_left_empty_is_missing(tmp_path: Path, nothing: str | None) -> None:
    said = told(tmp_path, {**PLAN, "site": {**SITE, "StaffMail": nothing}})
    assert "site: StaffMail is missing" in said


@pytest.mark.parametrize("plan", [None, "drift", [], {**PLAN, "virginia": "nej"}])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, plan: object) -> None:
    assert "says nothing of site, virginia" in told(tmp_path, plan)
