"""Every Danish sentence the code shows, looked up by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from makker.domain.errors import MakkerError


class MissingTextError(MakkerError, LookupError):
    """The content has no sentence of that name."""


_PLACE = re.compile(r"\{([a-z_]+)\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put *values* into the places of *text*, `{navn}`. Other braces stay as typed."""
    return _PLACE.sub(lambda match: values.get(match[1], match[0]), text)


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences, by dotted name: file, then keys ("kvittering.overskrift")."""

    sentences: Mapping[str, str]

    def get(self, name: str, **values: str) -> str:
        """Give the sentence *name* with *values* in its places.

        Raises:
            MissingTextError: the content has no such sentence.
        """
        try:
            return fill(self.sentences[name], values)
        except KeyError:
            message = f"the content has no text {name!r}"
            raise MissingTextError(message) from None
