"""What the table's stream tells: a letter was written with a record, so send it."""

import functools
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

from makker.adapters.dynamodb_items import letter_of
from makker.bootstrap import App, build_app
from makker.handlers.log import log, start_logging
from makker.settings import Settings


@functools.cache
def _app() -> App:
    start_logging()
    return build_app(Settings.read(os.environ))


def handler(event: Mapping[str, Any], context: object) -> PartialItemFailureResponse:
    """Send the letters of a batch; report only those that must come again."""
    del context
    return respond(_app(), event)


def respond(app: App, event: Mapping[str, Any]) -> PartialItemFailureResponse:
    """Send the letters of a batch with the parts of *app*."""

    def send(record: DynamoDBRecord) -> None:
        image = record.dynamodb.new_image if record.dynamodb else None
        letter = letter_of(image or {})
        if letter is not None:
            app.mailer.send(letter)
            app.records.mark_sent(letter, app.clock.now())
            log("brev_sendt", reference=letter.reference)

    return process_partial_response(
        event=dict(event),
        record_handler=send,
        processor=BatchProcessor(
            event_type=EventType.DynamoDBStreams, raise_on_entire_batch_failure=False
        ),
    )
