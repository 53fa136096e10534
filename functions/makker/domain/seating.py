"""Who has a seat at a meeting with a limited number of them."""

from collections.abc import Iterable, Sequence

from makker.domain.record import Record
from makker.domain.subject import Seat, SignUp


def free_seats(sign_ups: Iterable[SignUp], seats: int | None) -> float:
    """Give how many seats are left: infinitely many where there is no limit.

    Never less than none, also when staff take seats away after they were given.
    """
    if seats is None:
        return float("inf")
    taken = sum(one.size for one in sign_ups if one.seat is Seat.SEATED)
    return max(0, seats - taken)


def seat_for(newcomer: SignUp, among: Sequence[SignUp], seats: int | None) -> Seat:
    """Say whether a newcomer gets a seat, or waits behind those who wait already."""
    fits = newcomer.size <= free_seats(among, seats)
    queue = any(one.seat is Seat.WAITING for one in among)
    return Seat.SEATED if fits and not queue else Seat.WAITING


def to_move_up(records: Sequence[Record], seats: int | None) -> list[Record]:
    """Give those who wait and now get a seat, the first to come first.

    Whoever has a seat keeps it. A group that is too large for what is left waits on, and the
    next who fit are let past it: an empty chair helps nobody.
    """
    sign_ups = [(record, record.subject) for record in records]
    known = [(record, one) for record, one in sign_ups if isinstance(one, SignUp)]
    left = free_seats((one for _, one in known), seats)
    chosen = []
    for record, one in known:
        if one.seat is Seat.WAITING and one.size <= left:
            left -= one.size
            chosen.append(record)
    return chosen
