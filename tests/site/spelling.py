"""Which words no Danish dictionary knows."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.site.language import without_addresses

OWN_WORDS = Path(__file__).with_name("words.txt")
"""Names, and words we need that the dictionary lacks; one a line."""

_LETTERS = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)")


def unknown(texts: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Give, per page, the words that neither the dictionary nor our own list knows."""
    own = set(OWN_WORDS.read_text("utf-8").split())
    spoken = {page: set(_spoken(blocks)) for page, blocks in texts.items()}
    asked = {word for page in spoken.values() for word in page if not {word, word.lower()} & own}
    strange = _strange(asked)
    found = {page: sorted(said & strange) for page, said in spoken.items()}
    return {page: said for page, said in found.items() if said}


def _spoken(blocks: Iterable[str]) -> Iterable[str]:
    return (word for block in blocks for word in _LETTERS.findall(without_addresses(block)))


def _strange(asked: Iterable[str]) -> set[str]:
    """Ask hunspell once for all: its start costs more than its answers."""
    hunspell = shutil.which("hunspell")
    if not hunspell:
        message = "hunspell is missing: sh tests/site/install-hunspell.sh"
        raise FileNotFoundError(message)
    command = [hunspell, "-d", "da_DK", "-i", "utf-8", "-l"]
    answer = subprocess.run(
        command, input="\n".join(sorted(asked)), capture_output=True, encoding="utf-8", check=True
    )
    return set(answer.stdout.split())
