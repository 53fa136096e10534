"""The same Chromium as the browser tests, to measure how drawings come out."""

from typing import Any

import pytest

from tests.browser.conftest import browser_type_launch_args

__all__ = ["browser_context_args", "browser_type_launch_args"]


@pytest.fixture
def browser_context_args() -> dict[str, Any]:
    return {"locale": "da-DK", "viewport": {"width": 1280, "height": 900}}
