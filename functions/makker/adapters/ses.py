"""Mail through Amazon SES, version 2 of its interface."""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from makker.adapters.mime import as_mail
from makker.domain.letter import Letter
from makker.ports import MailError

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client


class SesMailer:
    """Sends each letter as it is, as a raw message."""

    def __init__(self, client: "SESV2Client", sender: str) -> None:
        """Send through *client*, as *sender*."""
        self._client = client
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Hand the letter to SES."""
        raw = as_mail(letter, self._sender).as_bytes()
        try:
            self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [letter.recipient]},
                Content={"Raw": {"Data": raw}},
            )
        except (ClientError, BotoCoreError) as error:
            message = f"SES did not take the letter: {type(error).__name__}"
            raise MailError(message) from error
