"""Two things timed in turn, A B A B …, so that a machine that slows down slows both."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Ratio:
    """How long ours took beside the peer's."""

    ours: float
    """Seconds, median."""
    peers: float
    """Seconds, median."""
    ratio: float
    """Median of the ratios pair by pair; below 1 is faster than the peer."""
    low: float
    high: float

    def line(self, what: str, peer: str, target: str = "") -> str:
        """Say it in one line."""
        spread = f"{self.low:.2f}-{self.high:.2f}"
        return (
            f"{what:<28} {self.ours * 1000:9.2f} ms   {peer:<34} {self.peers * 1000:9.2f} ms   "
            f"ratio {self.ratio:.2f} ({spread})   {target}"
        )


def beside(ours: Work, peers: Work, *, pairs: int, warm_up: int = 1) -> Ratio:
    """Time *ours* and *peers* in turn, after a warm-up that does not count."""
    for _ in range(warm_up):
        ours()
        peers()
    return compared([(seconds(ours), seconds(peers)) for _ in range(pairs)])


def compared(times: Sequence[tuple[float, float]]) -> Ratio:
    """Sum up what ours and the peer's took, pair by pair."""
    ratios = [one / other for one, other in times]
    return Ratio(
        ours=statistics.median(one for one, _ in times),
        peers=statistics.median(other for _, other in times),
        ratio=statistics.median(ratios),
        low=min(ratios),
        high=max(ratios),
    )


def seconds(work: Work) -> float:
    """Give how long it took, once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
