"""One writes for all who wait: their work goes into one transaction, and to the disk at once.

Syncing the disk costs the same for one submission as for twenty. So whoever comes while it is
being done waits, and the first of those who waited writes for all of them.
"""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from makker.adapters.sqlite_file import part, transaction, translated
from makker.adapters.sqlite_log_copy import LogCopy

T = TypeVar("T")


class _Task(Generic[T]):
    """Work that waits to be done, and what came of it."""

    def __init__(self, work: Callable[[sqlite3.Cursor], T]) -> None:
        self._work = work
        self._called = threading.Lock()
        self._called.acquire()
        self._result: T
        self._error: BaseException | None = None
        self.over = False

    def wait(self) -> None:
        """Wait until it is over, or its turn to write for all has come."""
        self._called.acquire()

    def call(self) -> None:
        """Let whoever waits go on."""
        self._called.release()

    def do(self, cursor: sqlite3.Cursor) -> None:
        """Do the work in a transaction that is open."""
        self._result = self._work(cursor)

    def fail(self, error: BaseException) -> None:
        """Remember why it could not be done."""
        self._error = error

    def outcome(self) -> T:
        """Give what came of it, or raise why it could not be done."""
        if self._error is not None:
            raise self._error
        return self._result


class Writer:
    """Writes through one connection, for as many threads as there are."""

    def __init__(self, connection: sqlite3.Connection, copy: LogCopy) -> None:
        """Write through *connection*, which nobody else uses, and let *copy* follow."""
        self._connection, self._copy = connection, copy
        self._guard = threading.Lock()
        self._waiting: list[_Task[Any]] = []
        self._busy = False
        self._writing: int | None = None
        """The thread whose transaction is open."""

    def write(self, work: Callable[[sqlite3.Cursor], T]) -> T:
        """Do *work* in a transaction, and give its result once it is on the disk.

        It is done again, alone, when others that shared the transaction could not be done.
        Whatever it raises comes out here, and nothing of it is stored. What *work* itself has
        written here becomes part of it, and is on the disk when all of it is.
        """
        if self._writing == threading.get_ident():
            with translated(), part(self._connection) as cursor:
                return work(cursor)
        task = _Task(work)
        with self._guard:
            self._waiting.append(task)
            first, self._busy = not self._busy, True
        if not first:
            task.wait()
        if not task.over:
            self._write_for_all()
        return task.outcome()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _write_for_all(self) -> None:
        with self._guard:
            tasks, self._waiting = self._waiting, []
        try:
            self._commit(tasks)
        finally:
            self._hand_over(tasks)

    def _hand_over(self, tasks: Sequence[_Task[Any]]) -> None:
        """Let the first who came meanwhile write for all, and those who are done go on."""
        with self._guard:
            after = self._waiting[:1]
            self._busy = bool(after)
        for task in tasks:
            task.over = True
        for task in (*after, *tasks):
            task.call()

    def _commit(self, tasks: Sequence[_Task[Any]]) -> None:
        begun, before = False, self._connection.total_changes
        try:
            with translated(), transaction(self._connection) as cursor:
                begun, self._writing = True, threading.get_ident()
                for task in tasks:
                    task.do(cursor)
        except BaseException as error:  # noqa: BLE001 - it is raised where it belongs
            for task in tasks:
                if begun and len(tasks) > 1:
                    self._commit([task])
                else:  # where nobody may write, nobody need wait for that a second time
                    task.fail(error)
        else:
            if self._connection.total_changes > before:
                self._copy.follow()
        finally:
            self._writing = None
