"""Records and letters as items of the one DynamoDB table, and the keys they lie under."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from makker.adapters.codec import moment_text, read_letter, write_letter, write_record
from makker.domain.danish import COPENHAGEN
from makker.domain.letter import Letter
from makker.domain.record import Record

Item = dict[str, Any]

UNSENT = "usendte"
"""The list of the letters that wait."""
RECEIVED = "henvendelser"
"""The list of the records."""
SUSPECTED = "mistaenkte"
"""The list of the records that a machine seems to have sent."""


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


def place_key(record: Record) -> Item:
    """Where it stands that a record signs up for its meeting."""
    return _key(f"moede#{record.meeting}", f"tilmelding#{record.reference}")


def _key(partition: str, sort: str) -> Item:
    return {"pk": {"S": partition}, "sk": {"S": sort}}


def new_items(record: Record) -> list[Item]:
    """Give the items that a new record is made of."""
    items = [_submission_item(record), record_item(record)]
    return [*items, _place_item(record)] if record.meeting else items


def keys_of(record: Record) -> list[Item]:
    """Give the keys of what lies elsewhere than beside the record itself."""
    keys = [submission_key(record.submission)]
    return [*keys, place_key(record)] if record.meeting else keys


def _submission_item(record: Record) -> Item:
    return {
        **submission_key(record.submission),
        "reference": {"S": record.reference},
        "udloeber": expiry(record),
    }


def _place_item(record: Record) -> Item:
    return {**place_key(record), "reference": {"S": record.reference}, "udloeber": expiry(record)}


def record_item(record: Record) -> Item:
    """Give the item of the record itself."""
    return {
        **record_key(record.reference),
        "liste": {"S": SUSPECTED if record.suspected else RECEIVED},
        "orden": {"S": moment_text(record.received_at)},
        "tekst": {"S": write_record(record)},
        "udloeber": expiry(record),
    }


def letter_item(letter: Letter) -> Item:
    """Give the item of a letter that waits."""
    return {
        **letter_key(letter),
        "liste": {"S": UNSENT},
        "orden": {"S": f"{moment_text(letter.written_at)}#{letter.id}"},
        "tekst": {"S": write_letter(letter)},
    }


def expiry(record: Record) -> Item:
    """When DynamoDB may remove the item by itself, in seconds: after the last day."""
    day_after = record.delete_after + timedelta(days=1)
    moment = datetime.combine(day_after, datetime.min.time(), COPENHAGEN)
    return {"N": str(int(moment.timestamp()))}


def letter_of(image: Mapping[str, Any]) -> Letter | None:
    """Give the unsent letter of a stream's new image, or None when it is something else."""
    waiting = str(image.get("sk", "")).startswith("brev#") and image.get("liste") == UNSENT
    return read_letter(image["tekst"]) if waiting else None
