"""What GitHub runs for us: pinned, with no more rights than needed, and only from main."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.infra.templates import transformed
from tests.serving import PROJECT

FILES = sorted((PROJECT / ".github/workflows").glob("*.yml"))


def read(file: Path) -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return workflow


def used(workflow: dict[str, Any]) -> Iterator[str]:
    for job in workflow["jobs"].values():
        yield from (one["uses"] for one in (job, *job.get("steps", [])) if "uses" in one)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_actions_are_pinned_by_their_digest(file: Path) -> None:
    for action in used(read(file)):
        assert action.startswith("./") or re.search(r"@[0-9a-f]{40}$", action), action


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_workflow_may_read_and_at_most_say_who_it_is(file: Path) -> None:
    workflow = read(file)
    for holder in (workflow, *workflow["jobs"].values()):
        allowed = holder.get("permissions", {"contents": "read"})
        assert set(allowed.items()) <= {("contents", "read"), ("id-token", "write")}
    assert workflow["permissions"]["contents"] == "read"
    for job in workflow["jobs"].values():
        assert "uses" in job or job["timeout-minutes"] <= 45


def test_deploy_waits_for_the_tests_and_comes_from_main() -> None:
    (job,) = read(PROJECT / ".github/workflows/deploy.yml")["jobs"].values()
    for condition in (
        "github.ref == 'refs/heads/main'",
        "github.event.workflow_run.conclusion == 'success'",
        "github.event.workflow_run.event == 'push'",
        "vars.AWS_ROLE != ''",
    ):
        assert condition in job["if"]
    assert "secrets." not in str(job)


def test_what_goes_live_is_what_was_tested() -> None:
    (job,) = read(PROJECT / ".github/workflows/deploy.yml")["jobs"].values()
    (checkout,) = (step for step in job["steps"] if "checkout" in step.get("uses", ""))
    assert "github.event.workflow_run.head_sha" in checkout["with"]["ref"]


def test_what_is_built_anew_at_night_is_tested_first_and_takes_the_place_of_what_was() -> None:
    jobs = read(PROJECT / ".github/workflows/nightly.yml")["jobs"]
    assert jobs["test"]["uses"] == "./.github/workflows/test.yml"
    assert jobs["rebuild"]["needs"] == "test"
    (job,) = read(PROJECT / ".github/workflows/deploy.yml")["jobs"].values()
    (deploy,) = (step for step in job["steps"] if "make deploy" in step.get("run", ""))
    assert deploy["env"]["OPTIONS"] == "${{ github.event_name == 'schedule' && '--rebuild' || '' }}"


def test_tests_run_on_the_oldest_python_and_on_that_of_the_functions() -> None:
    (job,) = read(PROJECT / ".github/workflows/test.yml")["jobs"].values()
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    pythons = job["strategy"]["matrix"]["python"]
    assert f">={pythons[0]}" == project["requires-python"]
    assert f"python{pythons[-1]}" == transformed()["Resources"]["Public"]["Properties"]["Runtime"]


def test_deploy_runs_on_the_python_of_the_functions() -> None:
    (job,) = read(PROJECT / ".github/workflows/deploy.yml")["jobs"].values()
    assert job["container"].startswith("python:3.13")


def test_commands_of_the_workflows_are_those_of_the_makefile() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    for file in FILES:
        text = file.read_text("utf-8")
        assert set(re.findall(r"\bmake ([a-z]+)", text)) <= targets
