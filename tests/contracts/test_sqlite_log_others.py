"""Whatever other processes do to the log, what our transactions put into it is in the copy."""

import struct
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from makker.adapters import sqlite_log_copy
from makker.adapters.sqlite_log import FRAME, HEADER, Header, log_of, summed
from makker.adapters.sqlite_log_copy import LogCopy, copy_of

PAGE = 512
SIZE = FRAME + PAGE
numbers = st.integers(1, 9)
steps = st.one_of(
    st.tuples(st.sampled_from(["ours", "another's", "killed", "half"]), numbers, numbers),
    st.tuples(st.sampled_from(["begun", "begun meanwhile"]), numbers, numbers),
    st.tuples(st.sampled_from(["meanwhile", "done meanwhile"]), numbers, numbers),
)


class Log:
    """A log as SQLite writes it, with pages that say nothing."""

    def __init__(self, database: Path) -> None:
        self.file = log_of(database)
        self.logs = self.written = self.done = 0
        """Logs begun, transactions written, and frames of transactions that are done."""
        self.begin()

    def begin(self) -> None:
        self.logs, self.done = self.logs + 1, 0
        self.salts = struct.pack(">II", self.logs, self.logs * 7919)
        begun = struct.pack(">IIII", 0x377F0682, 3007000, PAGE, self.logs) + self.salts
        self.file.touch()
        self._put(0, begun + struct.pack(">II", *summed(begun, (0, 0), little=True)))

    def write(self, number: int, *, commits: bool = True) -> None:
        """Write frames behind those that are done."""
        self.written += 1
        for place in range(self.done, self.done + number):
            last = commits and place == self.done + number - 1
            head = struct.pack(">II", place, last) + self.salts + struct.pack(">Q", self.written)
            self._put(HEADER + place * SIZE, head + self.written.to_bytes(PAGE, "big"))

    def commit(self, number: int) -> None:
        self.write(number)
        self.done += number

    def content(self) -> bytes:
        return self.file.read_bytes()[: HEADER + self.done * SIZE]

    def _put(self, place: int, content: bytes) -> None:
        with self.file.open("r+b") as file:
            file.seek(place)
            file.write(content)


@given(st.lists(steps, max_size=20))
def test_copy_holds_all_that_is_done_once_it_has_followed_us(
    taken: list[tuple[str, int, int]],
) -> None:
    with TemporaryDirectory() as folder, patch.object(sqlite_log_copy, "_AT_ONCE", 3):
        database = Path(folder) / "makker.db"
        log = Log(database)
        with closing(LogCopy(database)) as copy:
            for step, ours, theirs in taken:
                take(step, ours, theirs, log, copy)
                if step == "ours":
                    assert copy_of(database).read_bytes()[: len(log.content())] == log.content()


def take(step: str, ours: int, theirs: int, log: Log, copy: LogCopy) -> None:
    if step == "another's":
        log.commit(theirs)
    elif step in {"killed", "half"}:
        log.write(theirs, commits=step == "killed")
    elif step == "begun":
        log.begin()
        log.write(theirs)
    else:
        log.commit(ours)
        if step == "begun meanwhile":  # then ours is in the database
            log.begin()
        if step != "ours":
            log.write(theirs)
        copy.follow()
        if step == "done meanwhile":
            log.done += theirs


def test_what_stands_there_is_a_log(tmp_path: Path) -> None:
    log = Log(tmp_path / "makker.db")
    assert Header(log.content()).is_whole
