import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.serving import PROJECT
from tests.torture.figures import LONG, keep
from tests.visitor import CONTACT

RUNS = 1_000_000

pytestmark = pytest.mark.torture


@pytest.mark.skipif(not LONG, reason="only in `make torture`: the short form is hypothesis alone")
def test_nothing_that_is_read_as_a_form_ends_in_an_exception(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "honest").write_bytes(b"\0" + urlencode(CONTACT).encode())
    command = [str(PROJECT / "build/torture-venv/bin/python"), "tests/torture/fuzz_forms.py"]
    done = subprocess.run(
        [
            *command,
            str(corpus),
            f"-runs={RUNS}",
            "-max_len=2000",
            "-seed=1",
            "-timeout=10",
            f"-artifact_prefix={tmp_path}/",
        ],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["functions", ".", *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    reached = re.findall(r"cov: (\d+)", done.stderr)[-1]
    keep("atheris", f"{RUNS} runs of the forms' reading, {reached} branches reached: no exception")
