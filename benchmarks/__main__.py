"""Measure everything and print it: ours, the peer's, and the ratio between them."""

import platform
import tempfile
from functools import partial
from itertools import chain
from pathlib import Path

from benchmarks import build, cold_start, cost, hot_keys, lighthouse, scale, throughput


def main() -> None:
    """Print a line a measure."""
    print(f"Python {platform.python_version()}, {platform.machine()}; medians, pairs in turn")
    with tempfile.TemporaryDirectory() as name:
        room = partial(_room, Path(name))
        ratio = build.measure(room("build"))
        print(ratio.line("build, shipped content", "stock Material, same words", "target <= 0.70"))
        for line in chain(
            throughput.measure(room("throughput")),
            cold_start.measure(room("cold_start")),
            cost.measure(),
            hot_keys.measure(),
            scale.measure(room("scale")),
            lighthouse.measure(room("lighthouse")),
        ):
            print(line, flush=True)


def _room(folder: Path, name: str) -> Path:
    """Give a folder of its own to whoever measures."""
    room = folder / name
    room.mkdir()
    return room


main()
