"""Mail through Amazon SES, version 2 of its interface."""

from typing import TYPE_CHECKING, TypedDict

from makker.adapters.aws_errors import REFUSALS, code_of
from makker.adapters.mime import as_mail, wire_address
from makker.domain.letter import Letter
from makker.ports import MailError, MailRefusedError

if TYPE_CHECKING:
    from mypy_boto3_sesv2.client import SESV2Client

TAG = "henvendelse"
"""Names what a letter is about in what SES tells of it later: it gives each mail a Message-ID
of its own, so that ours cannot."""


class _Rules(TypedDict, total=False):
    ConfigurationSetName: str


class SesMailer:
    """Sends each letter as it is, as a raw message."""

    def __init__(self, client: "SESV2Client", sender: str, configuration_set: str = "") -> None:
        """Send through *client*, as *sender*, by the rules of a configuration set.

        The set says that the way must be encrypted, and whom SES tells of what came back.
        """
        self._client = client
        self._sender = sender
        self._rules: _Rules = (
            {"ConfigurationSetName": configuration_set} if configuration_set else {}
        )

    def send(self, letter: Letter) -> None:
        """Hand the letter to SES.

        What SES answers to a letter may be set right, such as a sender that is not verified,
        and is tried again. Addresses it will write to no more it takes, and tells of later
        (`handlers.bounces`).
        """
        recipient = wire_address(letter.recipient)
        if not recipient.isascii():  # "The email address string must be 7-bit ASCII"
            message = "SES cannot write to such an address"
            raise MailRefusedError(message)
        raw = as_mail(letter, self._sender).as_bytes()
        try:
            self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [recipient]},
                Content={"Raw": {"Data": raw}},
                EmailTags=[{"Name": TAG, "Value": letter.about}],
                **self._rules,
            )
        except REFUSALS as error:
            message = f"SES did not take the letter: {code_of(error)}"
            raise MailError(message) from error
