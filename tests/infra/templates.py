"""The templates of infra/ as the tests read them: transformed, with words for what they hold."""

import functools
import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from typing import Any

from makker_site.aws.template import read_template
from tests.serving import PROJECT

SAM = PROJECT / "build" / "sam-venv" / "bin"
TEMPLATES = ("template.yaml", "virginia.yaml", "foundation.yaml")
_KEPT = PROJECT / "build" / "transformed"

Resource = dict[str, Any]


@functools.cache
def transformed(name: str = "template.yaml") -> dict[str, Any]:
    """Give a template as CloudFormation gets it from SAM's translator, if it asks for that."""
    read = read_template(name)
    if "Transform" not in read:
        return read
    text = json.dumps(read)
    script = (PROJECT / "tests/infra/transform.py").read_bytes()
    kept = _KEPT / f"{hashlib.sha256(text.encode() + script).hexdigest()}.json"
    if not kept.exists():
        _KEPT.mkdir(parents=True, exist_ok=True)
        command = [str(SAM / "python"), str(PROJECT / "tests/infra/transform.py")]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_text(done.stdout, "utf-8")
        fresh.replace(kept)
    template: dict[str, Any] = json.loads(kept.read_text("utf-8"))
    return template


def resources(kind: str, name: str = "template.yaml") -> dict[str, Resource]:
    """Give the properties of every resource of a kind, such as `AWS::SNS::Topic`, by its name."""
    return {
        name: resource.get("Properties", {})
        for name, resource in transformed(name)["Resources"].items()
        if resource["Type"] == kind
    }


def statements(role: Resource) -> Iterator[dict[str, Any]]:
    """Give what a role is allowed or denied."""
    for policy in role["Policies"]:
        yield from policy["PolicyDocument"]["Statement"]


def listed(value: object) -> list[Any]:
    """Give one or several as several."""
    return value if isinstance(value, list) else [value]


def everything(value: object) -> Iterator[object]:
    """Give every value within a value, itself too."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from everything(one)
