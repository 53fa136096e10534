"""What the link of a letter carries: it opens one submission, and only this system can make it.

The submission itself stands readable in the store, so it may open nothing.
"""

from makker.ports import Tokens

_PURPOSE = "link"


def make_link(submission: str, tokens: Tokens) -> str:
    """Give what the link to a submission carries."""
    return tokens.seal(_PURPOSE, {"i": submission})


def read_link(carried: str, tokens: Tokens) -> str:
    """Give the submission a link leads to; nothing when it was not made here."""
    values = tokens.open(_PURPOSE, carried)
    return str(values["i"]) if values else ""
