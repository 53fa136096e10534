"""Forms filled in Firefox with the keyboard alone, with JavaScript and without."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest

from tests.browser.journeys import JOURNEYS, Journey
from tests.serving import PROJECT, Served

NODE = PROJECT / "tests" / "node"
TRIED = [one for one in JOURNEYS if one.name.endswith("/mentor") or one.name == "interest"]


def fill(served: Served, javascript: str, journey: Journey) -> Any:  # noqa: ANN401 - what it says
    subprocess.run(["/bin/sh", str(NODE / "install.sh")], check=True)
    node = shutil.which("node")
    assert node
    said = json.dumps(asdict(journey), default=sorted)
    command = [node, str(NODE / "fill-with-firefox.mjs"), served.url, javascript, said]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("javascript", ["on", "off"])
@pytest.mark.parametrize("journey", TRIED, ids=lambda journey: journey.name)
def test_a_form_is_filled_with_the_keyboard_and_stored_once(
    served: Served, fresh: Callable[[], list[str]], journey: Journey, javascript: str
) -> None:
    done = fill(served, javascript, journey)
    assert [done["number"]] == fresh()
    assert done["faults"] == []
    if javascript == "on":
        assert done["focused"] == "H1"
        assert done["posts"] == len(journey.steps)
        assert all(done["back"])
        assert len(done["back"]) == len(journey.steps)
