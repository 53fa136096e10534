"""What a copy of the SQLite file carries to prove that it is whole: counts and a digest."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from makker.adapters.sqlite_schema import VERSION

_TABLE = "makker_kopi"
_FORM = "1"
"""The version of what a copy carries."""
_KEY = "fil "
"""How the name of a key file begins among what a copy carries."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a copy."""

    records: int
    letters: int
    keys: Mapping[str, str] = field(repr=False)
    """The texts of the key files by name; mostly none."""
    digest: str
    """Over the tables, every row of them, and the keys."""


def read_contents(connection: sqlite3.Connection, keys: Mapping[str, str]) -> Contents:
    """Go through every row, and give what there is together with *keys*."""
    query = "select (select count(*) from records), (select count(*) from letters)"
    records, letters = connection.execute(query).fetchone()
    return Contents(records, letters, keys, _digest(connection, keys))


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite itself finds nothing wrong."""
    try:
        found = connection.execute("pragma integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
    return bool(found == "ok")


def write_proof(connection: sqlite3.Connection, contents: Contents) -> None:
    """Put what was found into the copy, with the keys."""
    rows = {
        "form": _FORM,
        "records": str(contents.records),
        "letters": str(contents.letters),
        "digest": contents.digest,
        **{f"{_KEY}{name}": text for name, text in contents.keys.items()},
    }
    connection.execute(f"create table {_TABLE} (name text primary key, value text) strict")
    connection.executemany(f"insert into {_TABLE} values (?, ?)", [*rows.items()])  # noqa: S608


def prove(connection: sqlite3.Connection) -> Contents | None:
    """Give what is in a copy; None when it is not all there as it was, or is no copy."""
    try:
        rows = dict(connection.execute(f"select name, value from {_TABLE}"))  # noqa: S608
        keys = {
            name.removeprefix(_KEY): text for name, text in rows.items() if name.startswith(_KEY)
        }
        found = read_contents(connection, keys)
    except (sqlite3.DatabaseError, ValueError):  # a damaged text may be no text at all
        return None
    said = (rows.get("records"), rows.get("letters"), rows.get("digest"))
    same = said == (str(found.records), str(found.letters), found.digest)
    return found if same and rows.get("form") == _FORM and is_sound(connection) else None


def take_out_proof(connection: sqlite3.Connection) -> None:
    """Make a database of a copy again. What the proof held is overwritten."""
    connection.execute("pragma secure_delete = on")
    connection.execute(f"drop table {_TABLE}")


def is_too_new(connection: sqlite3.Connection) -> bool:
    """Whether a later Makker made the tables."""
    return int(connection.execute("pragma user_version").fetchone()[0]) > VERSION


def _digest(connection: sqlite3.Connection, keys: Mapping[str, str]) -> str:
    digest = hashlib.sha256(json.dumps(sorted(keys.items())).encode())
    query = (
        "select type, name, sql from sqlite_master "
        "where tbl_name != ? and name not like 'sqlite^_%' escape '^' order by name"
    )
    made = connection.execute(query, (_TABLE,)).fetchall()
    made_for = connection.execute("pragma user_version").fetchone()
    digest.update(json.dumps([made, made_for]).encode())
    for kind, name, _ in made:
        if kind == "table":
            for row in connection.execute(f"select rowid, * from {name} order by rowid"):  # noqa: S608
                digest.update(json.dumps(row).encode())
    return digest.hexdigest()
