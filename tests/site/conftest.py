"""What several tests of the site share: everything that is printed, printed once."""

import fcntl
import os
from pathlib import Path

import pytest

from makker.content.load import load
from makker.domain.catalogue import Catalogue
from makker_site.printing import print_all
from tests.content.copies import CONTENT, TODAY
from tests.site.printed import MEETING_DAY, SITE, THEME


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(CONTENT, TODAY).catalogue


@pytest.fixture(scope="session")
def printed(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that everything is printed into, once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "print.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        print_all(catalogue, THEME, SITE, shared / "print" / "public", today=MEETING_DAY)
    return shared / "print" / "public"
