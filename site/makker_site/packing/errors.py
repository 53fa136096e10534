"""Why there is no artefact."""

from makker.domain.errors import MakkerError


class PackError(MakkerError):
    """The artefact cannot be made here. The message says what is missing."""
