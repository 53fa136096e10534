"""The ports in memory: each keeps the promises of its port (see `contracts/`)."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from makker.domain.letter import Letter
from makker.domain.record import Record
from makker.ports import Added, Decide, MailError, StoreError


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

    def of_submission(self, submission: str) -> Record | None:
        return {each.submission: each for each in self.records.values()}.get(submission)

    def newest_first(self, *, suspected: bool = False) -> list[Record]:
        chosen = [each for each in self.records.values() if each.suspected is suspected]
        return sorted(chosen, key=lambda each: each.received_at, reverse=True)

    def replace(self, record: Record, letters: Sequence[Letter]) -> bool:
        if record.reference not in self.records:
            return False
        self.records[record.reference] = record
        self.waiting.extend(letters)
        return True

    def at_meeting(self, meeting: str, decide: Decide) -> None:
        if self.broken:
            message = "the fake could not do it"
            raise StoreError(message)
        signed_up = [each for each in self.records.values() if each.meeting == meeting]
        signed_up.sort(key=lambda each: (each.received_at, each.reference))
        change = decide(signed_up)
        if any(record.reference in self.records for record in change.added):
            message = "the fake could not do it"
            raise StoreError(message)
        for record in (*change.added, *change.replaced):
            self.records[record.reference] = record
        for reference in change.erased:
            self.erase(reference)
        self.waiting.extend(change.letters)

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
        self._made: set[tuple[str, str]] = set()

    def seal(self, purpose: str, values: Mapping[str, object]) -> str:
        token = json.dumps(dict(values))
        self._made.add((purpose, token))
        return token

    def open(self, purpose: str, token: str) -> Mapping[str, object] | None:
        if (purpose, token) not in self._made:
            return None
        values: dict[str, object] = json.loads(token)
        return values

    def code(self, submission: str) -> str:
        return f"KODE{submission.upper()}"

    def fits(self, code: str, submission: str) -> bool:
        return code.upper().replace(" ", "") == self.code(submission)


class CountedVisits:
    """Remembers every visit for ever."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], set[str]] = {}

    def count(self, source: str, what: str, which: str) -> int:
        seen = self.seen.setdefault((source, what), set())
        seen.add(which)
        return len(seen)
