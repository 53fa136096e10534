"""Logs of databases whose server fell, for those who spoil them."""

import json
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from makker.adapters.sqlite import SqliteRecords
from makker.adapters.sqlite_log import HEADER, Header, frames
from tests.contracts.stores import SEALER
from tests.domain.examples import a_letter, a_record

MANY = 30
FRAME = 24 + 4096
"""Bytes of a frame: its head, and the page."""
ALL = {f"R{number}" for number in range(MANY)}
FIFTH = HEADER + 4 * FRAME
"""Where the fifth frame begins."""
FILES = ("", "-wal", "-wal.kopi", "-shm")


def log_of(database: Path) -> Path:
    return Path(f"{database}-wal")


def copy_of(database: Path) -> Path:
    return Path(f"{database}-wal.kopi")


def fill(store: SqliteRecords, numbers: range) -> None:
    for number in numbers:
        record = replace(a_record(), reference=f"R{number}", submission=f"s{number}")
        store.add(record, [replace(a_letter(record), id=f"letter{number}")])


def fallen_after(folder: Path, work: Callable[[SqliteRecords], object]) -> Path:
    """Give what a server leaves that falls when *work* is done."""
    database, after = folder / "first" / "makker.db", folder / "makker.db"
    database.parent.mkdir()
    with closing(SqliteRecords(database, SEALER)) as store:
        work(store)
        for end in FILES:
            shutil.copyfile(f"{database}{end}", f"{after}{end}")
    shutil.rmtree(database.parent)
    return after


def references(database: Path) -> set[str]:
    with closing(SqliteRecords(database, SEALER)) as store:
        return {record.reference for record in store.newest_first()}


def current(file: Path) -> list[bytes]:
    """Give the header and the frames of a log or its copy, without those of an older one."""
    content = file.read_bytes()
    header = Header(content[:HEADER])
    if not header.is_whole:
        return []
    of_this = (one for one in frames(content, header.page_size) if one.salts == header.salts)
    return [header.content, *(one.head + one.page for one in of_this)]


def spoil(file: Path, *places: int) -> None:
    content = bytearray(file.read_bytes())
    for place in places:
        content[place] ^= 0xFF
    file.write_bytes(content)


def told(err: str) -> list[tuple[str, bool]]:
    """Give the alarms: which copy was kept, and whether all is there again."""
    lines = [json.loads(line) for line in err.splitlines()]
    return [(one["kopi"], one["samlet"]) for one in lines if one["haendelse"] == "log_skadet"]


def random_bytes(file: Path, chance: random.Random, number: int = 5) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(number):
        content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
    file.write_bytes(content)
