"""The tables of the SQLite file, as steps from one version of them to the next.

A step that has been in use is never changed: what is new is a new step.
"""

import sqlite3

_STEPS = (
    """
    create table if not exists records (
        reference text primary key,
        submission text not null unique,
        received_at text not null,
        delete_after text not null,
        record text not null
    ) strict;
    create index if not exists records_by_time on records (received_at);
    create index if not exists records_by_end on records (delete_after);
    create table if not exists letters (
        id text primary key,
        reference text not null references records (reference) on delete cascade,
        written_at text not null,
        sent_at text,
        letter text not null
    ) strict;
    create index if not exists letters_unsent on letters (written_at) where sent_at is null;
    create index if not exists letters_by_record on letters (reference);
    """,
    """
    alter table records add column meeting text not null default '';
    alter table records add column suspected integer not null default 0;
    create index records_by_meeting on records (meeting, received_at) where meeting != '';
    """,
    """
    create table letters_now (
        id text primary key,
        reference text not null,
        written_at text not null,
        due_at text not null,
        attempts integer not null default 0,
        sent_at text,
        given_up integer not null default 0,
        letter text not null
    ) strict;
    insert into letters_now (id, reference, written_at, due_at, sent_at, letter)
        select id, reference, written_at, written_at, sent_at, letter from letters;
    drop table letters;
    alter table letters_now rename to letters;
    create index letters_due on letters (due_at, id) where sent_at is null;
    create index letters_by_record on letters (reference);
    create table trail (
        at text not null,
        reference text not null,
        what text not null,
        who text not null
    ) strict;
    create index trail_by_record on trail (reference, at);
    """,
    """
    create table statistics (
        month text not null,
        kind text not null,
        about text not null,
        role text not null,
        outcome text not null,
        number integer not null,
        primary key (month, kind, about, role, outcome)
    ) strict;
    create index trail_by_time on trail (at);
    """,
)

VERSION = len(_STEPS)
"""What `user_version` is when every step is taken."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to this version, each step whole or not at all.

    Two processes may open a new file at once: the one that comes second waits, and finds the
    steps taken.
    """
    for number, step in enumerate(_STEPS, start=1):
        if _version(connection) >= number:
            continue
        connection.execute("begin immediate")
        try:
            if _version(connection) < number:
                for statement in step.split(";"):
                    connection.execute(statement)
                connection.execute(f"pragma user_version = {number}")
            connection.execute("commit")
        except BaseException:
            connection.execute("rollback")
            raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])
