"""The same Chromium as the browser tests, with JavaScript: the handbook's search needs it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import browser_type_launch_args
from tests.serving import PROJECT

__all__ = ["browser_context_args", "browser_type_launch_args"]


@pytest.fixture
def browser_context_args() -> dict[str, Any]:
    return {"locale": "da-DK", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the handbook; a warning fails it."""
    folder = tmp_path_factory.mktemp("handbook")
    mkdocs = Path(sys.executable).parent / "mkdocs"
    config = PROJECT / "handbook.yml"
    command = [str(mkdocs), "build", "--strict", "-f", str(config), "-d", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder
