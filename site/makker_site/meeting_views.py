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
    """All meetings, and the cafés."""

    coming: tuple[MeetingView, ...]
    past: tuple[MeetingView, ...]
    """The last first."""
    cafes: tuple[Cafe, ...]


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


def meetings_view(catalogue: Catalogue, now: datetime, site_url: str) -> MeetingsView:
    """Give the meetings to come, the archive, and the cafés."""
    views = [meeting_view(meeting, now, site_url, catalogue) for meeting in catalogue.meetings]
    past = [view for view in views if view.meeting.is_past(now)]
    return MeetingsView(
        coming=tuple(view for view in views if view not in past),
        past=tuple(reversed(past)),
        cafes=catalogue.cafes,
    )


def next_meetings(catalogue: Catalogue, now: datetime) -> dict[str, Meeting]:
    """Give the first meeting one can still sign up for: per programme id, and "" for any."""
    found: dict[str, Meeting] = {}
    for meeting in catalogue.meetings:
        if meeting.state(now) is State.OPEN:
            for id_ in ("", *(programme.id for programme in meeting.programmes)):
                found.setdefault(id_, meeting)
    return found
