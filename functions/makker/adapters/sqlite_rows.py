"""Records, letters and deeds as rows of the SQLite file, inside a transaction that is open."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from makker.adapters.codec import (
    moment_text,
    read_letter,
    read_record,
    write_letter,
    write_record,
)
from makker.domain.change import Added, Change, WithLetters
from makker.domain.letter import Letter, Waiting
from makker.domain.record import Record
from makker.domain.statistics import Group, group_of
from makker.domain.subject import Kind
from makker.domain.trail import Deed, What, Who
from makker.ports import Sealer


@dataclass(frozen=True, slots=True)
class Rows:
    """Writes and reads rows; what is private is sealed with *sealer*."""

    sealer: Sealer

    def add(self, cursor: sqlite3.Cursor, arriving: Sequence[WithLetters]) -> list[Added]:
        """Add records and their letters, each submission once: the first that came stays."""
        there = self._of_submissions(cursor, [record.submission for record, _ in arriving])
        fresh: list[Record] = []
        waiting: list[Letter] = []
        for record, letters in arriving:
            if record.submission not in there:
                there[record.submission] = record
                fresh.append(record)
                waiting += letters
        self.insert(cursor, fresh)
        self.insert_letters(cursor, waiting)
        stored = ((there[record.submission], record) for record, _ in arriving)
        return [Added(one, fresh=one is record) for one, record in stored]

    def _of_submissions(
        self, cursor: sqlite3.Cursor, submissions: Sequence[str]
    ) -> dict[str, Record]:
        places = ", ".join("?" * len(submissions))
        query = f"select record from records where submission in ({places})"  # noqa: S608 - ours
        found = [self.record(text) for (text,) in cursor.execute(query, submissions)]
        return {record.submission: record for record in found}

    def insert(self, cursor: sqlite3.Cursor, records: Sequence[Record]) -> None:
        """Add records, and the deeds of receiving them. One table after the other is faster."""
        cursor.executemany(
            "insert into records (reference, submission, received_at, delete_after, record, "
            "meeting, suspected) values (?, ?, ?, ?, ?, ?, ?)",
            [(one.reference, one.submission, *self._columns(one)) for one in records],
        )
        received = (What.RECEIVED, Who.SENDER)
        insert_deeds(cursor, [Deed(one.reference, *received, one.received_at) for one in records])
        count(cursor, [one for one in records if not one.suspected])

    def update(self, cursor: sqlite3.Cursor, record: Record) -> bool:
        """Change a record. Say whether it was there."""
        query = "select suspected from records where reference = ?"
        before = cursor.execute(query, (record.reference,)).fetchone()
        if before and before[0] and not record.suspected:
            count(cursor, [record])
        cursor.execute(
            "update records set received_at = ?, delete_after = ?, record = ?, meeting = ?, "
            "suspected = ? where reference = ?",
            (*self._columns(record), record.reference),
        )
        return cursor.rowcount > 0

    def _columns(self, record: Record) -> tuple[str, str, str, str, bool]:
        return (
            moment_text(record.received_at),
            record.delete_after.isoformat(),
            write_record(record, self.sealer),
            record.meeting,
            record.suspected,
        )

    def insert_letters(self, cursor: sqlite3.Cursor, letters: Iterable[Letter]) -> None:
        """Add letters that wait."""
        cursor.executemany(
            "insert into letters (id, reference, written_at, due_at, letter) "
            "values (?, ?, ?, ?, ?)",
            [self._letter_columns(letter) for letter in letters],
        )

    def _letter_columns(self, letter: Letter) -> tuple[str, str, str, str, str]:
        written = moment_text(letter.written_at)
        return letter.id, letter.reference, written, written, self.letter_text(letter)

    def write(self, cursor: sqlite3.Cursor, change: Change) -> None:
        """Write everything a change says."""
        self.insert(cursor, change.added)
        for record in change.replaced:
            self.update(cursor, record)
        for reference in change.erased:
            delete(cursor, reference)
        self.insert_letters(cursor, change.letters)
        insert_deeds(cursor, change.deeds)

    def letter_text(self, letter: Letter) -> str:
        """Give a letter as it is stored."""
        return write_letter(letter, self.sealer)

    def record(self, text: str) -> Record:
        """Give the record of a row."""
        return read_record(text, self.sealer)

    def letter(self, text: str) -> Letter:
        """Give the letter of a row."""
        return read_letter(text, self.sealer)

    def waiting(self, text: str, attempts: int, given_up: int, *moments: str) -> Waiting:
        """Give a letter of a row, and how it has gone."""
        due_at, since = (datetime.fromisoformat(moment) for moment in moments)
        return Waiting(self.letter(text), attempts, due_at, since, bool(given_up))


def count(cursor: sqlite3.Cursor, records: Iterable[Record]) -> None:
    """Count records in their groups."""
    numbers = Counter(group_of(record) for record in records)
    cursor.executemany(
        "insert into statistics (month, kind, about, role, outcome, number) "
        "values (?, ?, ?, ?, ?, ?) on conflict do update set number = number + excluded.number",
        [
            (group.month, group.kind, group.about, group.role, group.outcome, number)
            for group, number in numbers.items()
        ],
    )


def group_and_number(row: Sequence[Any]) -> tuple[Group, int]:
    """Give the group of a row, and how many there are in it."""
    month, kind, *rest, number = row
    return Group(month, Kind(kind), *rest), number


def delete_last_word(cursor: sqlite3.Cursor, letter: Letter) -> None:
    """Remove a letter that is done with, where its record is erased: nobody needs it any more."""
    cursor.execute(
        "delete from letters where id = ? and (sent_at is not null or given_up) "
        "and reference != '' and reference not in (select reference from records)",
        (letter.id,),
    )


def delete(cursor: sqlite3.Cursor, reference: str) -> bool:
    """Remove a record and its letters. Say whether it was there."""
    cursor.execute("delete from letters where reference = ?", (reference,))
    cursor.execute("delete from records where reference = ?", (reference,))
    return cursor.rowcount > 0


def insert_deeds(cursor: sqlite3.Cursor, deeds: Sequence[Deed]) -> None:
    """Add lines to the trail."""
    cursor.executemany(
        "insert into trail (at, reference, what, who) values (?, ?, ?, ?)",
        [(moment_text(deed.at), deed.reference, deed.what, deed.who) for deed in deeds],
    )


def deed_of(row: Sequence[str]) -> Deed:
    """Give the deed of a row."""
    at, reference, what, who = row
    return Deed(reference, What(what), Who(who), datetime.fromisoformat(at))
