"""What the table's stream tells: a letter was written with a record, so send it."""

import os
from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from makker.adapters.dynamodb_items import waiting_of
from makker.app import App
from makker.bootstrap import build_deliverer
from makker.handlers.at_start import at_start
from makker.log import log, telling
from makker.ports import Sealer
from makker.settings import Settings


@at_start
def _parts() -> tuple[App, Sealer]:
    return build_deliverer(Settings.read(os.environ))


def handler(event: Mapping[str, Any], context: object) -> PartialItemFailureResponse:
    """Send the letters of a batch; report only those that must come again."""
    del context
    app, post = _parts()
    with telling():
        return respond(app, post, event)


def respond(app: App, post: Sealer, event: Mapping[str, Any]) -> PartialItemFailureResponse:
    """Send the letters of a batch with the parts of *app*; *post* opens them."""

    def send(record: DynamoDBRecord) -> None:
        image = record.dynamodb.new_image if record.dynamodb else None
        waiting = waiting_of(image or {}, post)
        if waiting is not None:
            tried = app.deliver.one(waiting)
            why = {"hvorfor": tried.reason} if tried.reason else {}
            log(
                "brev", reference=waiting.letter.reference, udfald=tried.outcome.name.lower(), **why
            )

    return process_partial_response(
        event=dict(event),
        record_handler=send,
        processor=BatchProcessor(
            event_type=EventType.DynamoDBStreams, raise_on_entire_batch_failure=False
        ),
    )
