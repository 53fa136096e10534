"""Everything the handlers call. A use case is loaded by whoever asks for it first.

A function starts anew for one visitor in many, who waits for it: to screen, it loads nothing
that only stores, and to store, nothing that only cleans up.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from makker.domain.catalogue import Catalogue
from makker.ports import Clock, Ids, Mailer, Outbox, Records, Store, Tokens, Trail, Visits
from makker.rendering.pages import Page, Pages
from makker.settings import Settings

if TYPE_CHECKING:
    from makker.domain.meeting import Meeting
    from makker.services.deliver import Deliver
    from makker.services.digest import Digest
    from makker.services.expire import Expire
    from makker.services.follow_up import FollowUp
    from makker.services.move_up import MoveUp
    from makker.services.own import Own
    from makker.services.submit import Submit
    from makker.services.suspect import Suspect
    from makker.services.write_letters import MakeWriter, Writer


@dataclass(frozen=True, slots=True)
class Parts:
    """What a machine lends to whatever content there is."""

    clock: Clock
    store: Store
    mailer: Mailer
    tokens: Tokens
    visits: Visits


@dataclass(frozen=True)
class App:
    """The parts of a machine, its content, and the use cases made of both.

    Two of these remember something from one round to the next; there is room for them.
    """

    settings: Settings
    catalogue: Catalogue
    store: Store
    mailer: Mailer
    clock: Clock
    ids: Ids
    tokens: Tokens
    visits: Visits
    pages: Pages
    last_resort: Page
    """The page for faults of ours, drawn beforehand so that nothing can prevent it."""

    @property
    def records(self) -> Records:
        """The records of the store."""
        return self.store

    @property
    def outbox(self) -> Outbox:
        """The letters of the store that wait."""
        return self.store

    @property
    def trail(self) -> Trail:
        """Who has read or changed which record of the store."""
        return self.store

    @cached_property
    def deliver(self) -> "Deliver":
        """Sends letters."""
        from makker.services.deliver import Deliver

        return Deliver(self.outbox, self.mailer, self.clock)

    @property
    def submit(self) -> "Submit":
        """Takes in what someone sends."""
        from makker.services.submit import Submit

        return Submit(self.records, self.clock, self.ids, self.writer)

    @property
    def suspect(self) -> "Suspect":
        """Suspects what a machine seems to have sent."""
        from makker.services.suspect import Suspect

        return Suspect(self.visits, self.clock, self.settings.fastest, self.settings.most_sent)

    @property
    def move_up(self) -> "MoveUp":
        """Gives seats that became free to those who wait."""
        from makker.services.move_up import MoveUp

        return MoveUp(self.records, self.clock, self.writer)

    @property
    def follow_up(self) -> "FollowUp":
        """Tells of meetings."""
        from makker.services.follow_up import FollowUp

        return FollowUp(self.records, self.clock, self.writer)

    @cached_property
    def digest(self) -> "Digest":
        """Writes the morning's letter."""
        from makker.services.digest import Digest

        return Digest(self.store, self.clock, self.writer)

    @property
    def expire(self) -> "Expire":
        """Erases what is over."""
        from makker.services.expire import Expire

        return Expire(self.store, self.clock)

    @property
    def own(self) -> "Own":
        """A person's own access to what they sent."""
        from makker.services.own import Own

        return Own(
            records=self.store,
            trail=self.store,
            clock=self.clock,
            tokens=self.tokens,
            visits=self.visits,
            move_up=self.move_up,
            most=self.settings.most_found,
        )

    @property
    def writer(self) -> "MakeWriter":
        """What writes letters in the words of a catalogue."""
        return writer_of(self.settings, self.tokens)


def writer_of(settings: Settings, tokens: Tokens) -> "MakeWriter":
    """Give what writes letters in the words of a catalogue."""
    from makker.services.link import make_link
    from makker.services.write_letters import Addresses, Writer

    own_page = f"{settings.site_url}/min-henvendelse/"
    addresses = Addresses(
        staff=settings.staff_mail,
        staff_by_programme=dict(settings.staff_mail_by_programme),
        desk=f"{settings.site_url}/personale/",
        own_page=lambda submission: f"{own_page}?n={make_link(submission, tokens)}",
        yes_page=lambda submission: f"{own_page}ja/?n={make_link(submission, tokens)}",
    )

    def writer(catalogue: Catalogue) -> "Writer":
        def calendar(meeting: "Meeting") -> str:
            # Its library takes its time to load: only where someone signs up for a meeting.
            from makker.rendering.calendar import write_calendar

            return write_calendar([meeting], settings.site_url, catalogue.texts).decode()

        return Writer(addresses, catalogue, calendar)

    return writer
