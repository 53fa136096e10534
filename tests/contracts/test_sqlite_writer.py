"""Those who want to write at once, and the one who writes for all of them."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from makker.adapters.sqlite_file import open_file
from makker.adapters.sqlite_log_copy import LogCopy
from makker.adapters.sqlite_writer import Writer
from makker.ports import StoreError
from tests.serving import wait_for

Work = Callable[[sqlite3.Cursor], int]


class Desk:
    """A writer, and what is known of it from outside."""

    def __init__(self, file: Path) -> None:
        self.connection = open_file(file)
        self.connection.execute("create table numbers (number integer primary key)")
        rule = "references numbers deferrable initially deferred"
        self.connection.execute(f"create table children (parent integer {rule})")
        self.connection.execute("pragma foreign_keys = on")
        self.copy = LogCopy(file)
        self.writer = Writer(self.connection, self.copy)
        self.commits = 0
        self.connection.set_trace_callback(self._trace)
        self.other = sqlite3.connect(file, check_same_thread=False, isolation_level=None)

    def _trace(self, statement: str) -> None:
        self.commits += statement == "commit"

    def stored(self) -> list[int]:
        """Give what another connection sees: what is committed."""
        return [number for (number,) in self.other.execute("select * from numbers order by 1")]

    def all_at_once(self, *works: Work) -> list[Future[int]]:
        """Let all of them want to write while someone is writing already."""
        go = threading.Event()

        def hold(cursor: sqlite3.Cursor) -> int:
            go.wait(10)
            return put(0)(cursor)

        with ThreadPoolExecutor(len(works) + 1) as executor:
            first = executor.submit(self.writer.write, hold)
            wait_for(lambda: self.connection.in_transaction)
            others = []
            for number, work in enumerate(works, start=1):
                others.append(executor.submit(self.writer.write, work))
                wait_for(partial(self._wait, number))
            go.set()
        assert first.result() == 0
        return others

    def _wait(self, number: int) -> bool:
        return len(self.writer._waiting) == number  # noqa: SLF001 - nothing else shows it

    def close(self) -> None:
        self.other.close()
        self.writer.close()
        self.copy.close()


def put(number: int) -> Work:
    def work(cursor: sqlite3.Cursor) -> int:
        cursor.execute("insert into numbers values (?)", (number,))
        return number

    return work


def put_and_fail(cursor: sqlite3.Cursor) -> int:
    put(99)(cursor)
    message = "not this one"
    raise LookupError(message)


def put_what_no_commit_takes(cursor: sqlite3.Cursor) -> int:
    cursor.execute("insert into children values (1000)")
    return put(99)(cursor)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(Desk(tmp_path / "makker.db")) as desk:
        yield desk


def test_those_who_waited_share_one_transaction(desk: Desk) -> None:
    others = desk.all_at_once(put(1), put(2), put(3))
    assert [one.result() for one in others] == [1, 2, 3]
    assert desk.stored() == [0, 1, 2, 3]
    assert desk.commits == 2


@pytest.mark.parametrize(
    ("failing", "error"),
    [(put_and_fail, LookupError), (put_what_no_commit_takes, StoreError), (put(1), StoreError)],
    ids=["its own fault", "at the commit", "taken already"],
)
def test_one_that_cannot_be_done_takes_no_other_with_it(
    desk: Desk, failing: Work, error: type[Exception]
) -> None:
    first, failed, last = desk.all_at_once(put(1), failing, put(2))
    with pytest.raises(error):
        failed.result()
    assert (first.result(), last.result()) == (1, 2)
    assert desk.stored() == [0, 1, 2]


def test_everyone_is_told_only_when_it_is_on_the_disk(desk: Desk) -> None:
    def write(number: int) -> bool:
        desk.writer.write(put(number))
        with guard:
            return number in desk.stored()

    guard = threading.Lock()
    with ThreadPoolExecutor(8) as executor:
        assert all(executor.map(write, range(100)))
    assert desk.stored() == list(range(100))
    assert desk.commits < 100


def test_writing_goes_on_after_all_have_failed(desk: Desk) -> None:
    for failed in desk.all_at_once(put_and_fail, put_and_fail):
        assert isinstance(failed.exception(), LookupError)
    assert desk.writer.write(put(1)) == 1
    assert desk.stored() == [0, 1]


def test_what_work_writes_here_itself_is_on_the_disk_when_all_of_it_is(desk: Desk) -> None:
    def both(_: sqlite3.Cursor) -> list[int]:
        told = [desk.writer.write(put(1)), desk.writer.write(put(2))]
        assert desk.stored() == []
        return told

    assert desk.writer.write(both) == [1, 2]
    assert desk.stored() == [1, 2]
    assert desk.commits == 1


def test_part_that_cannot_be_done_takes_no_other_with_it(desk: Desk) -> None:
    def all_but_one(_: sqlite3.Cursor) -> int:
        desk.writer.write(put(1))
        with pytest.raises(LookupError):
            desk.writer.write(put_and_fail)
        with pytest.raises(StoreError):
            desk.writer.write(put(1))
        return desk.writer.write(put(2))

    assert desk.writer.write(all_but_one) == 2
    assert desk.stored() == [1, 2]


def test_nothing_is_stored_when_a_full_disk_has_ended_it_half_way(desk: Desk) -> None:
    def end_it(cursor: sqlite3.Cursor) -> int:
        cursor.execute("insert or rollback into numbers values (1)")  # ends it as a full disk may
        return 1

    def parts(_: sqlite3.Cursor) -> int:
        desk.writer.write(put(1))
        for work in (end_it, put(2)):
            with pytest.raises(StoreError):
                desk.writer.write(work)
        return 2

    with pytest.raises(StoreError):
        desk.writer.write(parts)
    assert desk.stored() == []
    assert desk.writer.write(put(3)) == 3
    assert desk.stored() == [3]


def test_others_wait_for_all_parts_and_are_parts_of_nothing(desk: Desk) -> None:
    def slow(_: sqlite3.Cursor) -> None:
        desk.writer.write(put(1))
        wait_for(lambda: len(desk.writer._waiting) == 1)  # noqa: SLF001 - nothing else shows it
        raise LookupError

    with ThreadPoolExecutor(2) as executor:
        mine = executor.submit(desk.writer.write, slow)
        wait_for(lambda: desk.connection.in_transaction)
        other = executor.submit(desk.writer.write, put(2))
    assert isinstance(mine.exception(), LookupError)
    assert other.result() == 2
    assert desk.stored() == [2]


def test_nobody_waits_twice_for_another_process(desk: Desk) -> None:
    desk.connection.execute("pragma busy_timeout = 200")
    began: list[str] = []
    desk.connection.set_trace_callback(began.append)
    desk.other.execute("begin immediate")
    with ThreadPoolExecutor(9) as executor:
        tried = [executor.submit(desk.writer.write, put(number)) for number in range(9)]
    desk.other.execute("rollback")
    assert {type(one.exception()) for one in tried} == {StoreError}
    assert began.count("begin immediate") < 9
    assert desk.writer.write(put(1)) == 1
