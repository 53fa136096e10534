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


_PATIENCE, _MAIL_PATIENCE = 3.0, 20.0
"""Seconds to wait for an answer of AWS. A visitor's function has fifteen for all there is to do,
and should say itself what went wrong; a letter that is tried too early may be sent twice."""
_ATTEMPTS = 3


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

    def _client(self, service: str, patience: float) -> Any:  # noqa: ANN401 - each has its own
        from botocore.config import Config

        config = Config(
            connect_timeout=1,
            read_timeout=patience,
            retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
            parameter_validation=False,  # what we ask is ours, of one shape, and AWS looks again
        )
        return self._session.create_client(service, config=config)

    @cached_property
    def _kms(self) -> Any:  # noqa: ANN401
        return self._client("kms", _PATIENCE)

    def store(self, now: Callable[[], datetime]) -> "DynamoRecords":
        """Give the store in the table."""
        from makker.adapters.dynamodb import DynamoRecords
        from makker.adapters.dynamodb_items import Items
        from makker.adapters.dynamodb_table import Table

        client = self._client("dynamodb", _PATIENCE)
        table = Table(client, self._settings.table, now)
        private = self._sealer(self._settings.private_key, "henvendelser")
        return DynamoRecords(table, Items(private, self.post_sealer()))

    def post_sealer(self) -> "EnvelopeSealer":
        """Give what opens the letters of the table: all that whoever delivers them needs."""
        return self._sealer(self._settings.post_key, "breve")

    def mailer(self) -> "SesMailer":
        """Give the way letters go."""
        from makker.adapters.ses import SesMailer

        settings = self._settings
        client = self._client("sesv2", _MAIL_PATIENCE)
        return SesMailer(client, settings.mail_from, settings.ses_set)

    def _sealer(self, key: str, purpose: str) -> "EnvelopeSealer":
        from makker.adapters.kms import KmsWrapper
        from makker.adapters.sealing import EnvelopeSealer

        return EnvelopeSealer(KmsWrapper(self._kms, key, purpose))
