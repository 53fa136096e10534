"""The root of Makker's own errors."""


class MakkerError(Exception):
    """Something Makker itself noticed was wrong. Its message holds no personal data."""
