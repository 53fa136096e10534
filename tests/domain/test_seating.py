from dataclasses import replace

import pytest

from makker.domain.record import Record
from makker.domain.seating import free_seats, seat_for, to_move_up
from makker.domain.subject import Seat, SignUp
from tests.domain.examples import a_record


def group(size: int, seat: Seat) -> SignUp:
    return SignUp("moede", size - 1, "", seat)


def queue(*sizes: int, seated: int = 0) -> list[Record]:
    """Give so many who have seats, one each, and then those who wait, of these sizes."""
    seats = [group(1, Seat.SEATED)] * seated + [group(size, Seat.WAITING) for size in sizes]
    return [replace(a_record(number), subject=one) for number, one in enumerate(seats)]


def moved(records: list[Record], seats: int | None) -> list[int]:
    return [int(record.reference[-1]) for record in to_move_up(records, seats)]


@pytest.mark.parametrize(
    ("taken", "seats", "free"),
    [(0, 3, 3), (2, 3, 1), (3, 3, 0), (5, 3, 0), (5, None, float("inf"))],
)
def test_free_seats_are_what_is_left_and_never_less_than_none(
    taken: int, seats: int | None, free: float
) -> None:
    sign_ups = [group(1, Seat.SEATED)] * taken + [group(9, Seat.WAITING)]
    assert free_seats(sign_ups, seats) == free


@pytest.mark.parametrize(
    ("size", "seats", "seat"),
    [(1, 3, Seat.SEATED), (2, 3, Seat.WAITING), (1, 2, Seat.WAITING), (6, None, Seat.SEATED)],
)
def test_newcomer_gets_a_seat_when_the_whole_group_fits(
    size: int, seats: int | None, seat: Seat
) -> None:
    assert seat_for(group(size, Seat.WAITING), [group(2, Seat.SEATED)], seats) is seat


def test_newcomer_waits_behind_those_who_wait() -> None:
    assert seat_for(group(1, Seat.WAITING), [group(4, Seat.WAITING)], 3) is Seat.WAITING


def test_first_who_wait_move_up_first() -> None:
    assert moved(queue(1, 1, 1, seated=1), 3) == [1, 2]


def test_nobody_moves_up_when_there_is_no_seat() -> None:
    assert moved(queue(1, 2, seated=3), 3) == []
    assert moved(queue(1, seated=3), 2) == []


def test_group_that_is_too_large_lets_others_past() -> None:
    assert moved(queue(4, 1, 2, 1, seated=1), 4) == [2, 3]


def test_all_move_up_when_there_is_no_limit_any_more() -> None:
    assert moved(queue(6, 6, 1, seated=2), None) == [2, 3, 4]


def test_what_is_no_sign_up_is_passed_over() -> None:
    assert to_move_up([a_record(1)], None) == []
