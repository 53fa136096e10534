"""Measure everything and print it: ours, the peer's, and the ratio between them."""

import platform
import tempfile
from itertools import chain
from pathlib import Path

from benchmarks import build, cold_start, cost, hot_keys, lighthouse, scale, throughput


def main() -> None:
    """Print a line a measure."""
    print(f"Python {platform.python_version()}, {platform.machine()}; medians, pairs in turn")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ratio = build.measure(folder)
        print(ratio.line("build, shipped content", "stock Material, same words", "target <= 0.70"))
        for line in chain(
            throughput.measure(folder),
            cold_start.measure(folder),
            cost.measure(),
            hot_keys.measure(),
            scale.measure(folder),
            lighthouse.measure(folder),
        ):
            print(line, flush=True)


main()
