import gc

import pytest

from makker.adapters.late import Late, loading


class Part:
    made = 0

    def __init__(self) -> None:
        Part.made += 1

    def answer(self) -> bool:
        return gc.isenabled()


@pytest.fixture(autouse=True)
def nothing_made_yet() -> None:
    Part.made = 0


def test_part_is_made_once_and_not_before_it_is_asked() -> None:
    late = Late(Part)
    assert Part.made == 0
    assert [late.answer(), late.answer()] == [True, True]  # type: ignore[operator]
    assert Part.made == 1


def test_no_garbage_is_looked_for_while_something_is_loaded_and_again_afterwards() -> None:
    with loading():
        assert not gc.isenabled()
        with loading():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_garbage_is_looked_for_again_when_loading_fails() -> None:
    with pytest.raises(ZeroDivisionError), loading():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_a_part_that_cannot_be_made_is_tried_again_next_time() -> None:
    tries = iter([ZeroDivisionError, None])

    def make() -> Part:
        fault = next(tries)
        if fault:
            raise fault
        return Part()

    late = Late(make)
    with pytest.raises(ZeroDivisionError):
        _ = late.answer
    assert late.answer() is True  # type: ignore[operator]
