import pytest

from makker_site.rules.typeset import wrapped


def test_text_is_broken_between_words_and_nothing_is_lost() -> None:
    text = "Jeg får støtte i hverdagen fra kommunen, fx en kontaktperson (§\u00a085)"
    lines = wrapped(text, 200, 14)
    assert len(lines) == 3
    assert " ".join(lines) == text
    assert not any("§" in line and "85" not in line for line in lines)


@pytest.mark.parametrize(("width", "lines"), [(1000, 1), (1, 4)])
def test_there_are_as_few_lines_as_fit_and_no_word_is_broken(width: int, lines: int) -> None:
    assert len(wrapped("Du bor i Vejle", width, 14)) == lines


def test_what_is_wide_takes_more_room() -> None:
    narrow, wide = "ill ill ill ill ill", "MWM MWM MWM MWM MWM"
    assert len(wrapped(narrow, 100, 14)) < len(wrapped(wide, 100, 14))
    assert len(wrapped("abc " * 30, 200, 14)) < len(wrapped("ABC " * 30, 200, 14))
    plain = len(wrapped("Du bor i byen " * 20, 300, 14))
    assert plain < len(wrapped("Du bor i byen " * 20, 300, 14, bold=True))
    assert plain < len(wrapped("Du bor i byen " * 20, 300, 18))
