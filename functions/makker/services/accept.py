"""Take what a machine seemed to have sent for real: a person looked at it and says so."""

from dataclasses import replace

from makker.domain.danish import in_copenhagen
from makker.domain.news import told_now
from makker.domain.record import Record
from makker.domain.trail import Deed, What, Who
from makker.ports import Clock, Records
from makker.services.submit import keep_until
from makker.services.write_letters import Writer


def accept(record: Record, records: Records, clock: Clock, writer: Writer) -> bool:
    """Give a suspected record the letters and the time it would have had. Say if it was there."""
    now = clock.now()
    today = in_copenhagen(now).date()
    real = replace(
        record,
        suspected=False,
        delete_after=keep_until(record.subject, today, writer.catalogue),
    )
    meeting = writer.catalogue.meeting(real.meeting)
    real = told_now(real, meeting, now) if meeting else real
    # The letters are of now: those of an old record would come too late to be tried for long.
    letters = [replace(letter, written_at=now) for letter in writer.letters_for(real)]
    deed = Deed(record.reference, What.ACCEPTED, Who.OPERATOR, now)
    return records.replace(real, letters, deed)
