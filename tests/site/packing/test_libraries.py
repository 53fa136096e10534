import re
import tomllib
from pathlib import Path

from makker_site.packing.libraries import LOCK
from tests.serving import PROJECT


def locked(file: Path) -> set[str]:
    """Give name and version of everything a lock holds."""
    return set(re.findall(r"^([\w.-]+==[^\s;]+)", file.read_text("utf-8"), re.MULTILINE))


def test_functions_run_with_the_versions_that_are_tested() -> None:
    assert locked(LOCK)
    assert locked(LOCK) <= locked(PROJECT / "requirements.lock")


def test_functions_have_the_libraries_they_are_said_to_stand_on() -> None:
    groups = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    named = {re.split("[>=]", one)[0] for one in groups["functions"]}
    assert named <= {one.partition("==")[0] for one in locked(LOCK)}
