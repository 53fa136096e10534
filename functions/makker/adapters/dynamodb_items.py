"""Records, letters and deeds as items of the one DynamoDB table, and the keys they lie under."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from makker.adapters.codec import (
    moment_text,
    read_letter,
    read_record,
    write_letter,
    write_record,
)
from makker.domain.danish import COPENHAGEN
from makker.domain.letter import Letter, Waiting
from makker.domain.record import Record
from makker.domain.trail import Deed, What, Who
from makker.ports import Sealer

Item = dict[str, Any]

UNSENT = "usendte"
"""The list of the letters that wait, the one to be tried first first."""
GIVEN_UP = "opgivne"
"""The list of the letters that are not tried any more."""
RECEIVED = "henvendelser"
"""The list of the records."""
SUSPECTED = "mistaenkte"
"""The list of the records that a machine seems to have sent."""
TRAIL = "spor"
"""The list of the lines of every trail."""
_KEEP_LAST_WORD = timedelta(days=30)


def record_key(reference: str) -> Item:
    """Where a record lies."""
    return _key(f"henvendelse#{reference}", "henvendelse")


def submission_key(submission: str) -> Item:
    """Where it stands which record a submission became."""
    return _key(f"indsendelse#{submission}", "indsendelse")


def letter_key(letter: Letter) -> Item:
    """Where a letter lies: beside its record."""
    return _key(f"henvendelse#{letter.reference}", f"brev#{letter.id}")


def meeting_key(meeting: str) -> Item:
    """Where it stands how often a meeting's sign-ups have changed."""
    return _key(f"moede#{meeting}", "antal")


def trail_key(reference: str) -> Item:
    """Where the trail of a record begins."""
    return _key(f"spor#{reference}", "")


def _place_key(record: Record) -> Item:
    return _key(f"moede#{record.meeting}", f"tilmelding#{record.reference}")


def _key(partition: str, sort: str) -> Item:
    return {"pk": {"S": partition}, "sk": {"S": sort}}


def keys_of(record: Record) -> list[Item]:
    """Give the keys of what lies elsewhere than beside the record itself."""
    keys = [submission_key(record.submission)]
    return [*keys, _place_key(record)] if record.meeting else keys


@dataclass(frozen=True, slots=True)
class Items:
    """Makes items and reads them; what is private is sealed."""

    private: Sealer
    """Seals the records."""
    post: Sealer
    """Seals the letters: whoever delivers them can open these and no more."""

    def new(self, record: Record) -> list[Item]:
        """Give the items that a new record is made of."""
        return [*self.leading_to(record), self.record(record)]

    def leading_to(self, record: Record) -> list[Item]:
        """Give the items by which a record is found."""
        pointer = {"reference": {"S": record.reference}, "udloeber": expiry(record)}
        return [{**key, **pointer} for key in keys_of(record)]

    def record(self, record: Record) -> Item:
        """Give the item of the record itself."""
        return {
            **record_key(record.reference),
            "liste": {"S": SUSPECTED if record.suspected else RECEIVED},
            "orden": {"S": moment_text(record.received_at)},
            "tekst": {"S": write_record(record, self.private)},
            "udloeber": expiry(record),
        }

    def letter(self, letter: Letter, record: Record | None) -> Item:
        """Give the item of a letter that waits; without one it is about many, or the last word."""
        written = moment_text(letter.written_at)
        last = letter.written_at + _KEEP_LAST_WORD
        return {
            **letter_key(letter),
            "liste": {"S": UNSENT},
            "orden": {"S": f"{written}#{letter.id}"},
            "siden": {"S": written},
            "forsoeg": {"N": "0"},
            "tekst": {"S": write_letter(letter, self.post)},
            "udloeber": expiry(record) if record else _seconds(last),
        }

    def read_record(self, item: Item) -> Record:
        """Give the record of an item."""
        return read_record(item["tekst"]["S"], self.private)

    def read_waiting(self, item: Item) -> Waiting:
        """Give the letter of an item, and how it has gone."""
        letter = read_letter(item["tekst"]["S"], self.post)
        due_at = datetime.fromisoformat(item["orden"]["S"].partition("#")[0])
        since = datetime.fromisoformat(item["siden"]["S"]) if "siden" in item else due_at
        attempts = int(item.get("forsoeg", {"N": "0"})["N"])
        return Waiting(letter, attempts, due_at, since, item["liste"]["S"] == GIVEN_UP)


def tried_anew(letter: Letter, now: datetime) -> dict[str, Item]:
    """Give the values of a letter whose attempts begin anew."""
    moment = moment_text(now)
    order = f"{moment}#{letter.id}"
    return {
        "list": {"S": UNSENT},
        "order": {"S": order},
        "since": {"S": moment},
        "none": {"N": "0"},
    }


def deed_item(deed: Deed) -> Item:
    """Give the item of a line of the trail."""
    at = moment_text(deed.at)
    return {
        **_key(f"spor#{deed.reference}", f"{at}#{deed.what}"),
        "hvem": {"S": deed.who},
        "liste": {"S": TRAIL},
        "orden": {"S": f"{at}#{deed.reference}"},
    }


def read_deed(item: Item) -> Deed:
    """Give the line of the trail of an item."""
    at, _, what = item["sk"]["S"].partition("#")
    reference = item["pk"]["S"].removeprefix("spor#")
    return Deed(reference, What(what), Who(item["hvem"]["S"]), datetime.fromisoformat(at))


def expiry(record: Record) -> Item:
    """When DynamoDB may remove the item by itself, in seconds: after the last day."""
    day_after = record.delete_after + timedelta(days=1)
    return _seconds(datetime.combine(day_after, datetime.min.time(), COPENHAGEN))


def _seconds(moment: datetime) -> Item:
    return {"N": str(int(moment.timestamp()))}


def waiting_of(image: Mapping[str, Any], post: Sealer) -> Waiting | None:
    """Give the unsent letter of a stream's new image, or None when it is something else."""
    if not str(image.get("sk", "")).startswith("brev#") or image.get("liste") != UNSENT:
        return None
    letter = read_letter(image["tekst"], post)
    return Waiting(letter, int(image.get("forsoeg", 0)), letter.written_at, letter.written_at)
