"""Where the function that visitors reach finds what answers them."""

import subprocess
import sys
from importlib import import_module

import pytest

from makker.handlers.public import ROUTES

HEAVY = ("boto3", "botocore", "yaml", "phonenumbers", "email_validator", "cryptography")
LOADED = """
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
SCREEN = "import sys, makker.handlers.public, makker.handlers.screen, makker.bootstrap" + LOADED
READ = (
    "import sys; from makker.services.read_contact import read_contact; read_contact({})" + LOADED
)


@pytest.mark.parametrize("name", sorted(set(ROUTES.values())))
def test_every_module_answers_what_it_is_asked_and_no_more(name: str) -> None:
    asked = {route for route, module in ROUTES.items() if module == name}
    assert asked == set(import_module(f"makker.handlers.{name}").ROUTES)


def test_nothing_is_loaded_to_screen_that_only_storing_needs() -> None:
    assert "jinja2" in loaded(SCREEN)
    assert not [name for name in loaded(SCREEN) if name in HEAVY]


def test_no_reader_of_addresses_is_loaded_for_who_gives_none() -> None:
    assert "phonenumbers" in loaded(READ)
    assert "email_validator" not in loaded(READ)


def loaded(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()
