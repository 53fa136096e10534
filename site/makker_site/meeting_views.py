"""What the pages about meetings and cafés show on a given day."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from makker.domain.catalogue import Catalogue
from makker.domain.danish import long_date
from makker.domain.meeting import Meeting, State
from makker.domain.programme import Cafe
from makker.rendering import structured_data
from makker.rendering.plain_forms import PlainFormView, sign_up_view
from makker_site.archive import Archive, Year


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting as it stands."""

    meeting: Meeting
    state: State
    last_day: str
    data: Markup
    """What search engines are told; empty for what is over."""
    form: PlainFormView
    """Where one signs up, while one can."""

    @property
    def calendar(self) -> str:
        """Where the calendar file is."""
        return f"/infomoeder/{self.meeting.id}.ics"


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """The meetings to come, those that are over, and the cafés."""

    coming: tuple[MeetingView, ...]
    archive: Archive
    cafes: tuple[Cafe, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """The meetings of one year that are over, and the way to those of other years."""

    year: Year
    others: tuple[Year, ...]


def meeting_view(meeting: Meeting, now: datetime, site_url: str, among: Catalogue) -> MeetingView:
    """Give a meeting as it stands at *now*."""
    past = meeting.is_past(now)
    return MeetingView(
        meeting=meeting,
        state=meeting.state(now),
        last_day=long_date(meeting.last_day),
        form=sign_up_view(meeting, among),
        data=Markup("") if past else structured_data.event(meeting, site_url, among.organisation),
    )


def meetings_view(
    catalogue: Catalogue, archive: Archive, now: datetime, site_url: str
) -> MeetingsView:
    """Give the meetings to come, the newest that are over, and the cafés."""
    coming = (meeting for meeting in catalogue.meetings if not meeting.is_past(now))
    return MeetingsView(
        coming=tuple(meeting_view(meeting, now, site_url, catalogue) for meeting in coming),
        archive=archive,
        cafes=catalogue.cafes,
    )


def year_view(year: Year, archive: Archive) -> YearView:
    """Give the page of a year."""
    return YearView(year, tuple(other for other in archive.years if other is not year))


def next_meetings(catalogue: Catalogue, now: datetime) -> dict[str, Meeting]:
    """Give the first meeting one can still sign up for: per programme id, and "" for any."""
    found: dict[str, Meeting] = {}
    for meeting in catalogue.meetings:
        if meeting.state(now) is State.OPEN:
            for id_ in ("", *(programme.id for programme in meeting.programmes)):
                found.setdefault(id_, meeting)
    return found
