"""What AWS says no with: a code. Its words are not repeated, for they may hold what it was told."""

from botocore.exceptions import BotoCoreError, ClientError

REFUSALS = (ClientError, BotoCoreError)
"""What its SDK raises: AWS refused, or could not be asked."""


def code_of(error: Exception) -> str:
    """Give the code of a refusal, or its kind where AWS could not be asked."""
    return (
        error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
    )
