"""How Danes write dates, times and telephone numbers (Danish conventions, 1, 2 and 6)."""

import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NBSP = "\u00a0"
"""Keeps "18. april" and "kl. 13" on one line."""

# Debian's machines have no Danish locale, and a function must not depend on one.
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


def in_copenhagen(moment: datetime) -> datetime:
    """Give the same moment on a clock in Copenhagen."""
    return moment.astimezone(COPENHAGEN)


def long_date(day: date) -> str:
    """Write "mandag den 18. april 2016"."""
    month = MONTHS[day.month - 1]
    return f"{WEEKDAYS[day.weekday()]} den {day.day}.{NBSP}{month} {day.year}"


def sentence(text: str) -> str:
    """Give *text* with a capital letter first."""
    return text[:1].upper() + text[1:]


def clock_time(moment: datetime) -> str:
    """Write "kl. 13" or "kl. 13.30", in Copenhagen's time."""
    local = in_copenhagen(moment)
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"kl.{NBSP}{local.hour}{minutes}"


def date_and_time(moment: datetime) -> str:
    """Write "mandag den 18. april 2016 kl. 13.30", in Copenhagen's time."""
    return f"{long_date(in_copenhagen(moment).date())} {clock_time(moment)}"


_ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
_SORTED_AS = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y"})


def sort_key(name: str) -> tuple[int, ...]:
    """Give what sorts a name as Danes do: æ, ø and å last, and aa as å."""
    letters = unicodedata.normalize("NFC", name).lower().replace("aa", "å").translate(_SORTED_AS)
    plain = "".join(
        letter if letter in _ALPHABET else unicodedata.normalize("NFD", letter)[0]
        for letter in letters
    )
    # What is no letter, such as the space between two names, comes before every letter.
    return tuple(_ALPHABET.find(letter) for letter in plain)


def phone_pairs(digits: str) -> str:
    """Write eight digits in pairs: "29 13 14 60"."""
    return NBSP.join(digits[start : start + 2] for start in range(0, len(digits), 2))


def shown_phone(number: str) -> str:
    """Write a stored number as people do: "+4520264577" as "20 26 45 77", others as they are."""
    danish = number.removeprefix("+45")
    eight = 8
    return phone_pairs(danish).replace(NBSP, " ") if len(danish) == eight else number


def phone_url(number: str) -> str:
    """Give the address that rings a Danish number, "tel:+4529131460".

    Short numbers such as 112 and 116 111 have no country code.
    """
    digits = "".join(char for char in number if char.isdigit())
    short = 7
    return f"tel:{digits}" if len(digits) < short else f"tel:+45{digits}"
