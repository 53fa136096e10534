"""The same site in another family of browsers, with JavaScript and without."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.serving import PROJECT, Served
from tests.visitor import PROGRAMME

NODE = PROJECT / "tests" / "node"
FORM = f"/tilbud/{PROGRAMME}/mentor/"


def visit(served: Served, javascript: str) -> Any:  # noqa: ANN401 - what the script says
    subprocess.run(["/bin/sh", str(NODE / "install.sh")], check=True)
    node = shutil.which("node")
    assert node
    command = [node, str(NODE / "visit-with-firefox.mjs"), served.url, FORM, javascript]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("javascript", ["on", "off"])
def test_firefox_reads_the_site_and_is_told_what_a_form_lacks(
    served: Served, javascript: str
) -> None:
    seen = visit(served, javascript)
    assert seen["home"] == {"status": 200, "heading": "Gå en tur med en, der selv har været der"}
    assert seen["programme"] == {"status": 200, "heading": "Peer-fællesskabet"}
    assert seen["asked"]["status"] == 200
    assert seen["sheet"] > 100
    assert len(seen["errors"]) == 5
    assert all(seen["errors"])
    assert seen["lost"] == 0
    assert seen["focused"] == "mk-error-summary"
    assert seen["scripted"] is (javascript == "on")
    assert seen["faults"] == seen["strangers"] == []
