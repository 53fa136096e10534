"""The ports in memory: each keeps the promises of its port (see `contracts/`)."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

from makker.adapters.codec import read_overdue, record_values
from makker.domain.change import Added, Decide, WithLetters
from makker.domain.letter import EVER, Letter, Waiting
from makker.domain.record import Record
from makker.domain.retention import Overdue
from makker.domain.statistics import Group, group_of
from makker.domain.trail import Deed, What, Who
from makker.ports import MailError, MailRefusedError, StoreError

T = TypeVar("T")


class FakeRecords:
    """Keeps records, letters and deeds in dictionaries and lists."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.waiting: list[Waiting] = []
        self.stuck: list[Waiting] = []
        self.posted: set[str] = set()
        self.deeds: list[Deed] = []
        self.numbers: Counter[Group] = Counter()
        self.broken = False  # when set, the store cannot take anything

    def add(self, record: Record, letters: Sequence[Letter]) -> Added:
        stored = {each.submission: each for each in self.records.values()}
        if record.submission in stored:
            return Added(stored[record.submission], fresh=False)
        unique = len({letter.id for letter in letters}) == len(letters)
        if self.broken or record.reference in self.records or not unique:
            message = "the fake could not do it"
            raise StoreError(message)
        self._put(record, letters)
        return Added(record, fresh=True)

    def add_all(self, arriving: Sequence[WithLetters]) -> list[Added]:
        return [self.add(*one) for one in arriving]

    def together(self, work: Callable[[], T]) -> T:
        return work()

    def _put(self, record: Record, letters: Sequence[Letter]) -> None:
        self.records[record.reference] = record
        self.deeds.append(Deed(record.reference, What.RECEIVED, Who.SENDER, record.received_at))
        self._count(record)
        self._post(letters)

    def _count(self, record: Record) -> None:
        if not record.suspected:
            self.numbers[group_of(record)] += 1

    def _post(self, letters: Iterable[Letter]) -> None:
        self.waiting += [Waiting(one, 0, one.written_at, one.written_at) for one in letters]

    def get(self, reference: str) -> Record | None:
        return self.records.get(reference)

    def of_submission(self, submission: str) -> Record | None:
        return {each.submission: each for each in self.records.values()}.get(submission)

    def newest_first(self, *, suspected: bool = False) -> list[Record]:
        chosen = [each for each in self.records.values() if each.suspected is suspected]
        return sorted(chosen, key=lambda each: each.received_at, reverse=True)

    def replace(self, record: Record, letters: Sequence[Letter], deed: Deed) -> bool:
        if record.reference not in self.records:
            return False
        if self.records[record.reference].suspected:
            self._count(record)
        self.records[record.reference] = record
        self._post(letters)
        self.deeds.append(deed)
        return True

    def at_meeting(self, meeting: str, decide: Decide) -> None:
        signed_up = [each for each in self.records.values() if each.meeting == meeting]
        signed_up.sort(key=lambda each: (each.received_at, each.reference))
        change = decide(signed_up)
        if self.broken or any(record.reference in self.records for record in change.added):
            message = "the fake could not do it"
            raise StoreError(message)
        for record in change.added:
            self._put(record, [])
        for record in change.replaced:
            self.records[record.reference] = record
        for reference in change.erased:
            self._remove(reference)
        self._post(change.letters)
        self.deeds += change.deeds

    def erase(self, deed: Deed, letters: Sequence[Letter] = ()) -> bool:
        if not self._remove(deed.reference):
            return False
        self._post(letters)
        self.deeds.append(deed)
        return True

    def _remove(self, reference: str) -> bool:
        self.waiting = [one for one in self.waiting if one.letter.reference != reference]
        self.stuck = [one for one in self.stuck if one.letter.reference != reference]
        return self.records.pop(reference, None) is not None

    def expired(self, today: date) -> list[Overdue]:
        over = [each for each in self.records.values() if each.delete_after < today]
        return [read_overdue(json.dumps(record_values(each))) for each in over]

    def post(self, letter: Letter) -> bool:
        fresh = letter.id not in self.posted
        self.posted.add(letter.id)
        self._post([letter] if fresh else [])
        return fresh

    def unsent(self) -> list[Letter]:
        return [one.letter for one in self.due(EVER)]

    def due(self, now: datetime) -> list[Waiting]:
        ordered = sorted(self.waiting, key=lambda one: (one.due_at, one.letter.id))
        return [one for one in ordered if one.due_at <= now]

    def mark_sent(self, letter: Letter, at: datetime) -> None:
        del at
        self.waiting = [one for one in self.waiting if one.letter.id != letter.id]
        self.stuck = [one for one in self.stuck if one.letter.id != letter.id]

    def put_off(self, letter: Letter, until: datetime) -> None:
        self.waiting = [
            replace(one, attempts=one.attempts + 1, due_at=until) if one.letter == letter else one
            for one in self.waiting
        ]

    def give_up(self, letter: Letter, deed: Deed) -> None:
        given_up = [one for one in self.waiting if one.letter.id == letter.id]
        self.waiting = [one for one in self.waiting if one.letter.id != letter.id]
        known = {"", *self.records}  # nobody needs the last word of a record that is erased
        stuck = [one for one in given_up if one.letter.reference in known]
        self.stuck += [replace(one, attempts=one.attempts + 1, given_up=True) for one in stuck]
        self.deeds += [deed] * len(given_up)

    def given_up(self) -> list[Waiting]:
        return list(self.stuck)

    def retry(self, letter_id: str, now: datetime) -> bool:
        found = [one for one in (*self.stuck, *self.waiting) if one.letter.id == letter_id]
        self.stuck = [one for one in self.stuck if one not in found]
        self.waiting = [one for one in self.waiting if one not in found]
        self.waiting += [Waiting(one.letter, 0, now, now) for one in found]
        return bool(found)

    def note(self, deed: Deed) -> None:
        self.deeds.append(deed)

    def of(self, reference: str) -> list[Deed]:
        mine = [deed for deed in self.deeds if deed.reference == reference]
        return sorted(mine, key=lambda deed: deed.at)

    def older_than(self, moment: datetime) -> int:
        return sum(deed.at < moment for deed in self.deeds)

    def forget_before(self, moment: datetime) -> None:
        self.deeds = [deed for deed in self.deeds if deed.at >= moment]

    def counts(self) -> Mapping[Group, int]:
        return dict(self.numbers)


class FakeMailer:
    """Keeps what was sent, and refuses the recipients it is told to."""

    def __init__(self, *refused: str, for_ever: str = "") -> None:
        self.sent: list[Letter] = []
        self.refused = set(refused)
        self.for_ever = for_ever

    def send(self, letter: Letter) -> None:
        if letter.recipient == self.for_ever:
            message = "the fake will never take the letter"
            raise MailRefusedError(message)
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
        self._references = self._submissions = 0

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
        return dict(json.loads(token)) if (purpose, token) in self._made else None

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
