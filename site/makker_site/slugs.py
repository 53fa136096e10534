"""Addresses out of Danish words: æ → ae, ø → oe, å → aa (Danish conventions, 4)."""

import re
import unicodedata

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})
_OTHER = re.compile(r"[^a-z0-9]+")


def slugify(text: str, separator: str = "-") -> str:
    """Give *text* in lower case ASCII with *separator* between words."""
    danish = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", danish).encode("ascii", "ignore").decode()
    return _OTHER.sub(separator, plain).strip(separator)
