"""Put small faults into the domain, one at a time, and see whether a test finds each.

`python -m tests.mutation [MODULE …]` is part of `make torture`. It fails when fewer than 95 in a
hundred are found, and when one that is not found is not explained in `docs/mutation.md`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

from tests.mutation.workplace import PROJECT, Mutant, Workplace

LEAST = 0.95
PROCESSES = 2
EXPLAINED = PROJECT / "docs" / "mutation.md"


def main() -> int:
    """Run, tell what was not found, and give the exit status."""
    parser = argparse.ArgumentParser(description="Small faults in the domain, found by its tests.")
    parser.add_argument("modules", metavar="MODULE", nargs="*", help="such as screening")
    workplace = Workplace(PROJECT / "build" / "mutation", parser.parse_args().modules or ("*",))
    workplace.furnish()
    mutants = list(workplace.run(PROCESSES))
    unexplained = list(_tell_lost(workplace, mutants))
    found = sum(mutant.found for mutant in mutants)
    share = found / len(mutants)
    _say(f"{found} of {len(mutants)} faults were found: {share:.1%}")
    return 1 if unexplained or share < LEAST else 0


def _tell_lost(workplace: Workplace, mutants: Sequence[Mutant]) -> Iterator[Mutant]:
    """Print each fault that was not found; give those nobody has explained."""
    explained = EXPLAINED.read_text("utf-8")
    for mutant in mutants:
        if not mutant.found:
            right, wrong = workplace.changed_line(mutant)
            _say(f"{mutant.name}: {mutant.status}\n  {right}\n  {wrong}")
            if f"`{wrong}`" not in explained:
                _say(f"  not explained in {EXPLAINED.name}")
                yield mutant


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - it is run to be read


if __name__ == "__main__":
    sys.exit(main())
