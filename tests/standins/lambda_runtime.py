"""Lambda on this machine: its emulator calls its own runtime, which runs a function of ours."""

import json
import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from makker_site.packing.bytecode import find_python
from makker_site.packing.errors import PackError
from tests.serving import PROJECT, free_port
from tests.standins.processes import running

_HOME = PROJECT / "build" / "lambda-venv"
_EMULATORS = "sam-venv/lib/python3*/site-packages/samcli/local/rapid"
_MACHINE = {"x86_64": "x86_64", "aarch64": "arm64"}.get(platform.machine(), "")
_PATH = "/2015-03-31/functions/function/invocations"


def has_python() -> bool:
    """Whether there is a Python 3.13: wherever there is, the runtime is installed with it."""
    try:
        find_python("3.13")
    except PackError:
        return False
    return True


@dataclass(frozen=True)
class Function:
    """A function that is called by its name, as Lambda calls it: the first call is a cold start."""

    port: int

    def __call__(self, event: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON may be anything
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", _PATH, json.dumps(event))
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def processor_seconds(self) -> float:
        """Give how long it has been computing, which a busy machine changes little."""
        (process,) = _children(self._emulator())
        told = [
            file.read_text("ascii") for file in Path(f"/proc/{process}/task").glob("*/schedstat")
        ]
        return sum(int(one.split()[0]) for one in told) / 1e9

    def peak_megabytes(self) -> float:
        """Give the most memory that the function has taken so far."""
        (process,) = _children(self._emulator())
        status = Path(f"/proc/{process}/status").read_text("ascii")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / 1024

    def _emulator(self) -> int:
        wanted = f"127.0.0.1:{self.port}".encode()
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            if wanted in place.read_bytes().split(b"\0"):
                return int(place.parent.name)
        raise LookupError(self.port)


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for place in listed for child in place.read_text("ascii").split()]


@contextmanager
def lambda_function(
    code: Path, handler: str, environment: Mapping[str, str] | None = None
) -> Iterator[Function]:
    """Stand ready to run *handler* of the unpacked artefact *code*."""
    port = free_port()
    # Lambda starts a function in the folder of its code.
    (emulator,) = (PROJECT / "build").glob(f"{_EMULATORS}/aws-lambda-rie-{_MACHINE}")
    command = ["env", "-C", str(code), str(emulator)]
    command += ["--runtime-interface-emulator-address", f"127.0.0.1:{port}"]
    command += ["--runtime-api-address", f"127.0.0.1:{free_port()}"]
    command += [str(_HOME / "bin" / "python"), "-m", "awslambdaric", handler]
    told = {"LAMBDA_TASK_ROOT": str(code), "PYTHONPATH": str(code), **(environment or {})}
    told["PYTHONTZPATH"] = f"{code}/tzdata/zoneinfo"  # as the template tells it
    with running(command, f"http://127.0.0.1:{port}/", told):
        yield Function(port)
