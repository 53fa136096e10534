"""Take what a machine seemed to have sent for real: a person looked at it and says so."""

from dataclasses import replace

from makker.domain.danish import in_copenhagen
from makker.domain.record import Record
from makker.ports import Clock, Records
from makker.services.submit import keep_until
from makker.services.write_letters import Writer


def accept(record: Record, records: Records, clock: Clock, writer: Writer) -> bool:
    """Give a suspected record the letters and the time it would have had. Say if it was there."""
    today = in_copenhagen(clock.now()).date()
    real = replace(
        record,
        suspected=False,
        delete_after=keep_until(record.subject, today, writer.catalogue),
    )
    return records.replace(real, writer.letters_for(real))
