"""What others say of the templates: cfn-lint, SAM and its translator (`templates.py`), checkov."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from makker_site.aws.template import TEMPLATES as FOLDER
from makker_site.aws.template import read_template
from tests.infra.templates import SAM, TEMPLATES, transformed
from tests.serving import PROJECT

CHECKOV = PROJECT / "build" / "checkov-venv" / "bin" / "checkov"


def test_cfn_lint_finds_nothing() -> None:
    files = [str(FOLDER / name) for name in TEMPLATES]
    command = [str(SAM / "cfn-lint"), "-t", *files, "-r", "eu-central-1", "us-east-1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_sam_finds_nothing(tmp_path: Path) -> None:
    command = [str(SAM / "sam"), "validate", "--lint", "-t", str(FOLDER / "template.yaml")]
    silent = {"SAM_CLI_TELEMETRY": "0", "__SAM_CLI_APP_DIR": str(tmp_path)}
    environment = {**os.environ, **silent, "AWS_DEFAULT_REGION": "eu-central-1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "is a valid SAM Template" in done.stdout


def checkov(folder: Path) -> list[dict[str, Any]]:
    """Give what checkov found of each kind of file in a folder."""
    command = [str(CHECKOV), "-d", str(folder), "--framework", "cloudformation"]
    options = ["--skip-download", "--output", "json"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    found: dict[str, Any] | list[dict[str, Any]] = json.loads(done.stdout)
    return found if isinstance(found, list) else [found]


def test_checkov_finds_nothing_but_what_a_resource_explains(tmp_path: Path) -> None:
    for name in TEMPLATES:
        (tmp_path / f"{name}.json").write_text(json.dumps(transformed(name), indent=1), "utf-8")
    (found,) = checkov(tmp_path)
    failed = [(one["check_id"], one["resource"]) for one in found["results"]["failed_checks"]]
    assert failed == []
    assert found["summary"]["parsing_errors"] == 0
    assert found["summary"]["passed"] > 100
    skipped = {(one["check_id"], one["resource"]) for one in found["results"]["skipped_checks"]}
    assert {check for check, _ in skipped} == {check for check, _ in explained()}


def test_every_skip_is_explained() -> None:
    assert all(reason and len(reason) > 20 for _, reason in explained())


def explained() -> list[tuple[str, str]]:
    """Give every check that a resource asks to be spared, and why."""
    return [
        (skip["id"], skip["comment"])
        for name in TEMPLATES
        for resource in read_template(name)["Resources"].values()
        for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", [])
    ]
