"""Content files read place by place, so that every problem has its file, line and key.

A wrong value is reported and a neutral one returned: one run finds every problem there is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

import yaml

from makker.content.problems import Kind, Problem

PLACEHOLDER = re.compile(r"\[udfyld", re.IGNORECASE)
"""A place that an owner still has to fill in."""
SCHEMA = "1"
"""The version of the content's form that this code reads."""

Choice = TypeVar("Choice", bound=StrEnum)
Thing = TypeVar("Thing")


class _Answer(StrEnum):
    NO = "nej"
    YES = "ja"


@dataclass(frozen=True, slots=True)
class Source:
    """A content file, and the list its problems go to."""

    name: str
    problems: list[Problem]
    first_line: int = 1

    def report(self, kind: Kind, *, line: int = 1, key: str = "", **values: str) -> None:
        """Note a problem of this file."""
        self.problems.append(Problem(self.name, line, key, kind, values))


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a content file, with where it is."""

    source: Source
    node: yaml.Node
    key: str = ""

    def report(self, kind: Kind, **values: str) -> None:
        """Note a problem of this value."""
        line = self.node.start_mark.line + self.source.first_line
        self.source.report(kind, line=line, key=self.key, **values)

    @property
    def nested(self) -> bool:
        """Whether the value is a mapping."""
        return isinstance(self.node, yaml.MappingNode)

    def text(self) -> str:
        """Give the value exactly as typed; what YAML takes for a number stays as it is."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.report(Kind.WRONG_SHAPE, form="tekst")
            return ""
        text = str(self.node.value).strip()
        if not text:
            self.report(Kind.EMPTY)
        if PLACEHOLDER.search(text):
            self.report(Kind.PLACEHOLDER)
        return text

    def date(self) -> date | None:
        """Give the value as a date, or None for `null`."""
        if isinstance(self.node, yaml.ScalarNode) and self.node.value in {"null", "", "~"}:
            return None
        text = self.text()
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.report(Kind.NOT_A_DATE, vaerdi=text)
            return None

    def number(self) -> int:
        """Give the value as a whole number above nought."""
        text = self.text()
        if not text.isdecimal() or int(text) == 0:
            self.report(Kind.NOT_A_NUMBER, vaerdi=text)
            return 1
        return int(text)

    def yes(self) -> bool:
        """Give whether the value is `ja`; anything but `ja` and `nej` is reported."""
        return self.one_of(_Answer) is _Answer.YES

    def one_of(self, choices: type[Choice]) -> Choice:
        """Give the value as one of *choices*; the first of them when it is none."""
        text = self.text()
        if text not in set(choices):
            self.report(Kind.NOT_ONE_OF, vaerdi=text, mulige=", ".join(choices))
            return next(iter(choices))
        return choices(text)

    def items(self) -> list["Entry"]:
        """Give the members of a list; a single value counts as a list of one."""
        if isinstance(self.node, yaml.ScalarNode):
            return [self]
        if not isinstance(self.node, yaml.SequenceNode):
            self.report(Kind.WRONG_SHAPE, form="liste")
            return []
        return [self._at(node, str(number)) for number, node in enumerate(self.node.value, start=1)]

    def pairs(self) -> dict[str, "Entry"]:
        """Give the keys and values of a mapping whose keys are free."""
        if not isinstance(self.node, yaml.MappingNode):
            self.report(Kind.WRONG_SHAPE, form="nøgler med værdier")
            return {}
        found: dict[str, Entry] = {}
        for key_node, node in self.node.value:
            key = str(key_node.value)
            if key in found:
                self._at(key_node, key).report(Kind.REPEATED_KEY)
            found[key] = self._at(node, key)
        return found

    def only_pair(self) -> tuple[str, "Entry"] | None:
        """Give the key and value of a one-key mapping, or None when it is something else."""
        pairs = self.pairs()
        if len(pairs) != 1:
            self.report(Kind.WRONG_SHAPE, form="én nøgle med en værdi")
            return None
        return next(iter(pairs.items()))

    def fields(self, required: str, optional: str = "") -> "Fields":
        """Give a mapping whose keys are known; say which are missing and which are unknown."""
        pairs = self.pairs()
        known = required.split() + optional.split()
        for key in required.split():
            if key not in pairs:
                self.report(Kind.MISSING_KEY, noegle=key)
        for key, entry in pairs.items():
            if key not in known:
                entry.report(Kind.UNKNOWN_KEY, noegle=key, mulige=", ".join(known))
        return Fields(self, pairs)

    def document(self, required: str, optional: str = "") -> "Fields":
        """Give the keys of a whole file; say when it is written for another version."""
        fields = self.fields(f"skema {required}", optional)
        if "skema" in fields and fields.text("skema") != SCHEMA:
            fields["skema"].report(Kind.WRONG_VERSION, vaerdi=fields.text("skema"), mulige=SCHEMA)
        return fields

    def known(self, possible: Iterable[str]) -> bool:
        """Report a value that is none of the possible ones. Say whether it is one."""
        names = list(possible)
        if self.text() not in names:
            self.report(Kind.NOT_ONE_OF, vaerdi=self.text(), mulige=", ".join(names))
        return self.text() in names

    def _at(self, node: yaml.Node, key: str) -> "Entry":
        return Entry(self.source, node, f"{self.key}.{key}" if self.key else key)


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of a mapping by key. A key that is missing was reported; it gives nothing."""

    whole: Entry
    pairs: dict[str, Entry]

    def __contains__(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.pairs

    def __getitem__(self, key: str) -> Entry:
        """Give the entry of a key that is there."""
        return self.pairs[key]

    def entry(self, key: str) -> Entry:
        """Give the entry of a key, or the whole where the key is missing."""
        return self.pairs.get(key, self.whole)

    def text(self, key: str) -> str:
        """Give the text of a key, or an empty one."""
        return self[key].text() if key in self else ""

    def date(self, key: str) -> date | None:
        """Give the date of a key, or None."""
        return self[key].date() if key in self else None

    def number(self, key: str) -> int:
        """Give the number of a key, or 1."""
        return self[key].number() if key in self else 1

    def yes(self, key: str) -> bool:
        """Give whether a key says `ja`; a key that is missing says `nej`."""
        return key in self and self[key].yes()

    def items(self, key: str) -> list[Entry]:
        """Give the members of a key's list, or none."""
        return self[key].items() if key in self else []

    def chosen(self, key: str, known: Mapping[str, Thing]) -> Iterator[Thing]:
        """Give the things a key's list names; report a name that is unknown."""
        for entry in self.items(key):
            # Without any, their own file could not be read, which is said there.
            if known and entry.known(known):
                yield known[entry.text()]

    def named(self, key: str) -> dict[str, Entry]:
        """Give a key's mapping, or an empty one."""
        return self[key].pairs() if key in self else {}
