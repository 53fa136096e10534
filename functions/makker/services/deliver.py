"""Send what is waiting to be sent: at least once, ever more rarely, for three days."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto

from makker.domain.letter import Letter, Waiting
from makker.domain.trail import Deed, What, Who
from makker.ports import Clock, Mailer, MailError, MailRefusedError, Outbox, StoreError

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
PATIENCE = timedelta(hours=72)
"""How long a letter is tried before it is given up and someone must look."""
KEY_PATIENCE = timedelta(days=30)
"""How long a letter waits for a key that is missing: it is ours to bring back."""
ROUND = timedelta(minutes=1)
"""How long a round goes on where letters fail: a server that hangs costs time with each."""


class Outcome(Enum):
    """What became of one letter."""

    SENT = auto()
    PUT_OFF = auto()
    GIVEN_UP = auto()
    LOCKED = auto()
    """It cannot be opened, and waits for its key."""


_WAITS = (Outcome.PUT_OFF, Outcome.LOCKED)


@dataclass(frozen=True, slots=True)
class Tried:
    """How it went with one letter."""

    outcome: Outcome
    reason: str = ""
    """Why it was not taken, in the mailer's words, or not noted, or not opened."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """How one round went."""

    sent: int
    failed: int
    """Letters that were not taken, or not opened; they wait for another round."""
    given_up: tuple[str, ...]
    """What the letters are about that are not tried any more: someone must look."""
    reasons: tuple[str, ...] = ()
    """Why letters were not taken, each reason once."""
    locked: tuple[str, ...] = ()
    """What the letters are about that cannot be opened: someone must look."""


@dataclass(frozen=True, slots=True)
class Deliver:
    """Sends letters."""

    outbox: Outbox
    mailer: Mailer
    clock: Clock
    chance: Callable[[], float] = random.random
    """A number from 0 to 1: pauses differ, so that letters do not all come back at once."""
    _taken: set[str] = field(default_factory=set, init=False)
    """Letters that were taken while the store could not note it: they are not sent again."""

    def __call__(self) -> Delivered:
        """Send every letter whose time has come. One that is not taken holds up no other.

        When a letter fails and the round is old, it ends: other work waits for it. The letters
        that were not tried are the first of the next round.
        """
        begun = self.clock.now()
        told: dict[Outcome, list[str]] = {one: [] for one in Outcome}
        reasons, unread = set(), 0
        try:
            for each in self.outbox.due(begun):
                tried = self._try(each)
                reasons.add(tried.reason)
                told[tried.outcome].append(each.letter.about)
                if tried.outcome in _WAITS and self.clock.now() - begun > ROUND:
                    break
        except StoreError as error:  # the next cannot be read; the others are told of
            unread = 1
            reasons.add(str(error))
        return Delivered(
            len(told[Outcome.SENT]),
            sum(len(told[one]) for one in _WAITS) + unread,
            tuple(told[Outcome.GIVEN_UP]),
            tuple(sorted(reasons - {""})),
            tuple(told[Outcome.LOCKED]),
        )

    def _try(self, waiting: Waiting) -> Tried:
        try:
            return self.one(waiting)
        except StoreError as error:  # what became of it could not be noted, so it comes again
            return Tried(Outcome.PUT_OFF, str(error))

    def one(self, waiting: Waiting) -> Tried:
        """Send one letter.

        Raises:
            StoreError: what became of it could not be noted.
        """
        letter, now = waiting.letter, self.clock.now()
        try:
            self._hand_over(letter)
        except MailError as error:
            refused = isinstance(error, MailRefusedError)
            if refused or now - waiting.since >= (KEY_PATIENCE if letter.sealed else PATIENCE):
                deed = Deed(letter.about, What.LETTER_GIVEN_UP, Who.SYSTEM, now)
                self.outbox.give_up(letter, deed)
                return Tried(Outcome.GIVEN_UP, str(error))
            self.outbox.put_off(letter, now + self.pause(waiting.attempts))
            return Tried(Outcome.LOCKED if letter.sealed else Outcome.PUT_OFF, str(error))
        self._taken.add(letter.id)
        self.outbox.mark_sent(letter, now)
        self._taken.discard(letter.id)
        return Tried(Outcome.SENT)

    def _hand_over(self, letter: Letter) -> None:
        if letter.id in self._taken:
            return
        if letter.sealed:
            raise MailError(letter.sealed)
        self.mailer.send(letter)

    def pause(self, attempts: int) -> timedelta:
        """Give how long to wait after so many attempts: twice as long each time, and a bit."""
        doublings = min(attempts, 16)
        pause = min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
        return pause * (0.75 + self.chance() / 2)
