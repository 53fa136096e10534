"""The one error of a deployment; its message says what to do about it."""

from makker.domain.errors import MakkerError


class DeployError(MakkerError):
    """Something is missing or went wrong. What was live before still is, unless it says so."""
