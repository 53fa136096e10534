from collections.abc import Iterator
from pathlib import Path

import pytest

from makker.ports import Store
from tests.contracts.stores import KINDS, opened


@pytest.fixture(params=KINDS)
def records(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    with opened(request.param, tmp_path, monkeypatch) as store:
        yield store
