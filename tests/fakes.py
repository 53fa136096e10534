"""The ports in memory: each keeps the promises of its port (see `contracts/`)."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from makker.domain.letter import Letter
from makker.domain.record import Record
from makker.ports import Added, MailError, StoreError


class FakeRecords:
    """Keeps records and letters in dictionaries."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.waiting: list[Letter] = []
        self.broken = False
        """When set, the store cannot take anything."""

    def add(self, record: Record, letters: Sequence[Letter]) -> Added:
        stored = {each.submission: each for each in self.records.values()}
        if record.submission in stored:
            return Added(stored[record.submission], fresh=False)
        unique = len({letter.id for letter in letters}) == len(letters)
        if self.broken or record.reference in self.records or not unique:
            message = "the fake could not do it"
            raise StoreError(message)
        self.records[record.reference] = record
        self.waiting.extend(letters)
        return Added(record, fresh=True)

    def get(self, reference: str) -> Record | None:
        return self.records.get(reference)

    def newest_first(self) -> list[Record]:
        return sorted(self.records.values(), key=lambda each: each.received_at, reverse=True)

    def erase(self, reference: str) -> bool:
        self.waiting = [letter for letter in self.waiting if letter.reference != reference]
        return self.records.pop(reference, None) is not None

    def expired(self, today: date) -> list[str]:
        return [each.reference for each in self.records.values() if each.delete_after < today]

    def unsent(self) -> list[Letter]:
        return sorted(self.waiting, key=lambda letter: letter.written_at)

    def mark_sent(self, letter: Letter, at: datetime) -> None:
        del at
        self.waiting = [each for each in self.waiting if each.id != letter.id]


class FakeMailer:
    """Keeps what was sent, and refuses the recipients it is told to."""

    def __init__(self, *refused: str) -> None:
        self.sent: list[Letter] = []
        self.refused = set(refused)

    def send(self, letter: Letter) -> None:
        if letter.recipient in self.refused:
            message = "the fake did not take the letter"
            raise MailError(message)
        self.sent.append(letter)


class FixedClock:
    """Stands still until it is set."""

    def __init__(self, moment: str) -> None:
        self.moment = datetime.fromisoformat(moment).astimezone(UTC)

    def now(self) -> datetime:
        return self.moment


class CountingIds:
    """Counts: the first reference is "AA2AA2AB", the first submission "indsendelse-1"."""

    def __init__(self) -> None:
        self._references = 0
        self._submissions = 0

    def reference(self) -> str:
        self._references += 1
        places = zip("aa9aa9aa", f"{self._references:08o}", strict=True)
        alphabets = {"a": "ABCDEFGH", "9": "23456789"}
        return "".join(alphabets[place][int(digit)] for place, digit in places)

    def submission(self) -> str:
        self._submissions += 1
        return f"indsendelse-{self._submissions}"


class PlainTokens:
    """Tokens anybody can read; it remembers which it made."""

    def __init__(self) -> None:
        self._made: set[str] = set()

    def seal(self, values: Mapping[str, object]) -> str:
        token = json.dumps(dict(values))
        self._made.add(token)
        return token

    def open(self, token: str) -> Mapping[str, object] | None:
        if token not in self._made:
            return None
        values: dict[str, object] = json.loads(token)
        return values
