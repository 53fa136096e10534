"""Ten times the programmes and meetings: what a page costs, and how much memory it takes."""

import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from makker.domain.danish import WEEKDAYS
from makker_site.project import PROJECT

_PROGRAMME = "peer-faellesskabet-vejle"
_MEETING = "2016-04-18-vejle"
_FIRST_DAY = date(2026, 12, 1)


@dataclass(frozen=True)
class Cost:
    """What a build of some size took."""

    pages: int
    seconds: float
    megabytes: float

    @property
    def per_page(self) -> float:
        """Milliseconds a page."""
        return self.seconds / self.pages * 1000


def measure(folder: Path) -> Iterator[str]:
    """Build 30 programmes and 300 meetings, then 300 and 3,000, and compare."""
    small, large = _build(folder / "small", 30), _build(folder / "large", 300)
    for cost in (small, large):
        yield (
            f"{cost.pages:>6} pages in {cost.seconds:6.2f} s   {cost.per_page:5.2f} ms a page   "
            f"at most {cost.megabytes:.0f} MB"
        )
    ratio = large.per_page / small.per_page
    yield f"a page of the large site costs {ratio:.2f} of one of the small (target <= 1.25)"


def _build(folder: Path, programmes: int) -> Cost:
    content, out = folder / "content", folder / "out"
    shutil.copytree(PROJECT / "content", content)
    _multiply(content, programmes)
    settings = (PROJECT / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("docs_dir: content", f"docs_dir: {content}")
    settings = settings.replace("custom_dir: site", f"custom_dir: {PROJECT}/site")
    config = folder / "mkdocs.yml"
    config.write_text(settings, "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(out)]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Cost(sum(1 for _ in out.rglob("*.html")), seconds, kilobytes / 1024)


def _multiply(content: Path, programmes: int) -> None:
    """Write each programme many times, and ten meetings for each."""
    programme = (content / "tilbud" / f"{_PROGRAMME}.md").read_text("utf-8")
    meeting = (content / "moeder" / f"{_MEETING}.yml").read_text("utf-8")
    for number in range(programmes):
        id_ = f"tilbud-{number:03}"
        named = programme.replace("navn: Peer-fællesskabet", f"navn: Fællesskab {number}", 1)
        (content / "tilbud" / f"{id_}.md").write_text(named, "utf-8")
        for one in range(10):
            day = _FIRST_DAY + timedelta(days=number * 10 + one)
            text = re.sub("tilbud: .*", f"tilbud: [{id_}]", meeting)
            text = text.replace("ugedag: mandag", f"ugedag: {WEEKDAYS[day.weekday()]}")
            text = text.replace("dato: 2016-04-18", f"dato: {day}")
            (content / "moeder" / f"{id_}-{one}.yml").write_text(text, "utf-8")
