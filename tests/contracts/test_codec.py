"""What was stored by an earlier version can be read."""

import json
from dataclasses import replace

from makker.adapters.codec import read_record, write_record
from makker.domain.subject import Seat, SignUp, Told
from tests.contracts.stores import SEALER
from tests.domain.examples import a_record

SIGN_UP = SignUp("2026-12-01-vejle", 2, "Elevator", Seat.WAITING)


def test_sign_up_that_was_stored_before_it_was_kept_what_it_was_told_knows_the_first_version() -> (
    None
):
    record = replace(a_record(), subject=replace(SIGN_UP, told=Told(3, cancelled=True)))
    values = json.loads(write_record(record, SEALER))
    del values["fortalt"]
    assert read_record(json.dumps(values), SEALER) == replace(record, subject=SIGN_UP)
    assert SIGN_UP.told.version == 1
    assert not SIGN_UP.told.cancelled
