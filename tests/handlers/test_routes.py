"""Where the function that visitors reach finds what answers them."""

import subprocess
import sys
from importlib import import_module

import pytest

from makker.handlers.public import ROUTES

HEAVY = ("boto3", "botocore", "yaml", "phonenumbers", "email_validator", "cryptography")
SCREEN = """
import sys
import makker.handlers.public, makker.handlers.screen, makker.bootstrap
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize("name", sorted(set(ROUTES.values())))
def test_every_module_answers_what_it_is_asked_and_no_more(name: str) -> None:
    asked = {route for route, module in ROUTES.items() if module == name}
    assert asked == set(import_module(f"makker.handlers.{name}").ROUTES)


def test_nothing_is_loaded_to_screen_that_only_storing_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCREEN], capture_output=True, text=True, check=True
    )
    assert "jinja2" in done.stdout.split()
    assert not [name for name in done.stdout.split() if name in HEAVY]
