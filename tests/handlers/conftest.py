from pathlib import Path

import pytest

from makker.app import App
from makker.bootstrap import build_app
from makker.settings import Settings
from tests.visitor import Visitor


@pytest.fixture
def app(tmp_path: Path) -> App:
    """One machine with its data in an empty folder."""
    return build_app(Settings.read({"DATA": str(tmp_path), "MAKKER_FASTEST": "0"}))


@pytest.fixture
def visitor(app: App) -> Visitor:
    return Visitor(app)
