"""Send what is waiting to be sent. At least once; never twice for no reason."""

from dataclasses import dataclass

from makker.ports import Clock, Mailer, MailError, Records


@dataclass(frozen=True, slots=True)
class Delivered:
    """How one round went."""

    sent: int
    failed: int
    """Letters the mailer did not take; they wait for the next round."""


def deliver(records: Records, mailer: Mailer, clock: Clock) -> Delivered:
    """Send every unsent letter. One that is not taken does not hold up the others."""
    sent = failed = 0
    for letter in records.unsent():
        try:
            mailer.send(letter)
        except MailError:
            failed += 1
        else:
            records.mark_sent(letter, clock.now())
            sent += 1
    return Delivered(sent, failed)
