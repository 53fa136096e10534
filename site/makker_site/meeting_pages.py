"""The pages about info meetings: the list, each meeting, and each year of those that are over."""

from collections.abc import Iterator
from datetime import datetime

from makker.domain.catalogue import Catalogue
from makker.domain.meeting import Meeting
from makker.rendering.frame import Frame, Framer
from makker_site.archive import Year, make_archive
from makker_site.meeting_views import meeting_view, meetings_view, year_view

_Page = tuple[str, Frame, object]


class MeetingPages:
    """The pages as they are at one moment."""

    def __init__(self, catalogue: Catalogue, framer: Framer, now: datetime) -> None:
        """Put what is over at *now* in the archive."""
        self._catalogue, self._framer, self._now = catalogue, framer, now
        self._archive = make_archive(catalogue.meetings, now)

    def pages(self) -> Iterator[_Page]:
        """Give template, frame and view of each page."""
        yield self._list()
        yield from (self._year(year) for year in self._archive.years)
        yield from (self._meeting(meeting) for meeting in self._catalogue.meetings)

    def _list(self) -> _Page:
        texts, site_url = self._catalogue.texts, self._framer.site_url
        frame = self._framer.frame(
            texts.get("moeder.titel"),
            path="/infomoeder/",
            description=texts.get("moeder.indledning"),
        )
        view = meetings_view(self._catalogue, self._archive, self._now, site_url)
        return "pages/meetings.html", frame, view

    def _year(self, year: Year) -> _Page:
        texts, number = self._catalogue.texts, str(year.number)
        frame = self._framer.frame(
            texts.get("arkiv.titel", aar=number),
            path=year.path,
            description=texts.get("arkiv.indledning", aar=number),
        )
        return "pages/year.html", frame, year_view(year, self._archive)

    def _meeting(self, meeting: Meeting) -> _Page:
        view = meeting_view(meeting, self._now, self._framer.site_url, self._catalogue)
        frame = self._framer.frame(
            f"{meeting.title}, {meeting.when}",
            path=meeting.path,
            phone=meeting.phone,
            description=meeting.text,
            data=view.data,
            # Whoever has the address finds it; whoever searches should find what is to come.
            indexed=not self._archive.has_put_away(meeting),
        )
        return "pages/meeting.html", frame, view
