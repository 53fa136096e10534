"""Where what is printed for the tests comes from, and what it names."""

from datetime import date, datetime, time

from makker.domain.danish import COPENHAGEN
from tests.serving import PROJECT

THEME = PROJECT / "site" / "theme"
SITE = "https://peer.example"
MEETING, MEETING_DAY = "2016-04-18-vejle", date(2016, 4, 1)
"""A meeting, and a day on which one could sign up for it."""
NOW = datetime.combine(MEETING_DAY, time(), COPENHAGEN)
