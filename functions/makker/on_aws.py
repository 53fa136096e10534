"""The parts that AWS lends: one session of its SDK, and of each service a client when needed."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from makker.settings import Settings

if TYPE_CHECKING:
    from botocore.session import Session

    from makker.adapters.dynamodb import DynamoRecords
    from makker.adapters.sealing import EnvelopeSealer
    from makker.adapters.ses import SesMailer


class Aws:
    """What the settings of an AWS account stand for. The SDK is loaded with the first part."""

    def __init__(self, settings: Settings) -> None:
        """Open nothing yet."""
        self._settings = settings

    @cached_property
    def _session(self) -> "Session":
        # boto3 would only stand in front of this, and takes a tenth of a second to load.
        from botocore.session import get_session

        return get_session()

    def _client(self, service: str) -> Any:  # noqa: ANN401 - each service has its own
        return self._session.create_client(service)

    @cached_property
    def _kms(self) -> Any:  # noqa: ANN401
        return self._client("kms")

    def store(self, now: Callable[[], datetime]) -> "DynamoRecords":
        """Give the store in the table."""
        from makker.adapters.dynamodb import DynamoRecords
        from makker.adapters.dynamodb_items import Items
        from makker.adapters.dynamodb_table import Table

        table = Table(self._client("dynamodb"), self._settings.table, now)
        private = self._sealer(self._settings.private_key, "henvendelser")
        return DynamoRecords(table, Items(private, self.post_sealer()))

    def post_sealer(self) -> "EnvelopeSealer":
        """Give what opens the letters of the table: all that whoever delivers them needs."""
        return self._sealer(self._settings.post_key, "breve")

    def mailer(self) -> "SesMailer":
        """Give the way letters go."""
        from makker.adapters.ses import SesMailer

        settings = self._settings
        return SesMailer(self._client("sesv2"), settings.mail_from, settings.ses_set)

    def _sealer(self, key: str, purpose: str) -> "EnvelopeSealer":
        from makker.adapters.kms import KmsWrapper
        from makker.adapters.sealing import EnvelopeSealer

        return EnvelopeSealer(KmsWrapper(self._kms, key, purpose))
