"""How long the forms of the fault tests are, and what the long ones measured."""

import os
from pathlib import Path

from tests.serving import PROJECT

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "torture"
"""Whether this is `make torture`: the long forms run, and their figures are kept."""
FOLDER = PROJECT / "build" / "reliability"


def keep(name: str, measured: str) -> None:
    """Keep what the long form of a test measured; `python -m tests.torture` prints it all."""
    if LONG:
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / f"{name}.txt").write_text(f"{measured}\n", "utf-8")


def memory(process: int) -> int:
    """Give the kilobytes that a process holds."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0])
