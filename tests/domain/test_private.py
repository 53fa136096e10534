import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from makker.domain.private import cleaned, has_cpr, one_line

CPR_LIKE = [
    "010203-1234",
    "010203 1234",
    "0102031234",
    "Mit nummer er 010203-1234.",
    "(010203-1234)",
    "cpr:010203-1234",
    "010203-1234@eksempel.dk",
    "jens.010203-1234@eksempel.dk",
    "linje et\n010203-1234\nlinje tre",
    "311299-4321",
    "290204-1234",  # 29 February 2004
    "290200-1234",  # 29 February 2000, though not in 1900
    "010203\u00a01234",  # no-break space
    "010203\n1234",
    "010203\u20101234",  # hyphen
    "010203\u20111234",  # no-break hyphen
    "010203\u20121234",  # figure dash
    "010203\u20131234",  # en dash
    "010203\u22121234",  # minus
    "010203\uff0d1234",  # full-width hyphen
    "０１０２０３-１２３４",  # noqa: RUF001 - full-width digits
    "𝟎𝟏𝟎𝟐𝟎𝟑-𝟏𝟐𝟑𝟒",  # noqa: RUF001 - bold digits
    "320203-1234 og 010203-1234",
]

NOT_CPR = [
    "",
    "20264577",
    "+4520264577",
    "320203-1234",  # no 32nd
    "000203-1234",
    "011303-1234",  # no 13th month
    "010003-1234",
    "310403-1234",  # April has 30 days
    "290203-1234",  # 2003 and 1903 had no 29 February
    "300204-1234",
    "010203-123",
    "010203-12345",
    "1010203-1234",
    "a010203-1234",
    "010203-1234a",
    "010203-1234æ",
    "jens_0102031234@eksempel.dk",
    "0102-031234",
    "01.02.2003 kl. 12",
    "010203/1234",
    "6 måneder, 1-2 om året",
]


@pytest.mark.parametrize("text", CPR_LIKE)
def test_cpr_is_seen(text: str) -> None:
    assert has_cpr(text)


@pytest.mark.parametrize("text", NOT_CPR)
def test_cpr_is_not_seen_where_there_is_none(text: str) -> None:
    assert not has_cpr(text)


@pytest.mark.parametrize("hidden", ["\u200b", "\u00ad", "\u202e", "\ufeff", "\x00", "\u2060"])
def test_cpr_is_seen_through_what_cleaning_takes_away(hidden: str) -> None:
    assert has_cpr(cleaned(f"0102{hidden}03{hidden}-{hidden}1234"))


@pytest.mark.property
@given(st.dates(), st.integers(0, 9999), st.sampled_from(["", " ", "-"]))
def test_cpr_of_any_day_is_seen(day: object, number: int, between: str) -> None:
    assert has_cpr(f"Hej {day:%d%m%y}{between}{number:04} farvel")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a\x00b\x1bc\x7f", "abc"),
        ("a\u202eb\u2066c\u2069\u200e\u061c", "abc"),
        ("a\u200bb\u2060c\ufeff\u00ad", "abc"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
        ("  a\tb \n", "a\tb"),
        ("A\u030arhus", "Århus"),
        ("blåbærgrød", "blåbærgrød"),
        ("👩🏽\u200d🚒 ❤️", "👩🏽\u200d🚒 ❤️"),
        ("לב\u200cאב", "לב\u200cאב"),
        ("a\ud800b", "ab"),
        ("<b>{{ navn }}</b> & 'x'", "<b>{{ navn }}</b> & 'x'"),
        ("\u200b \u202e", ""),
        ("\u200d", ""),
        ("\u200c Anna\u200d\u00a0", "Anna"),
        ("", ""),
    ],
)
def test_cleaned_text_is_what_a_person_meant(typed: str, meant: str) -> None:
    assert cleaned(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  Anna \t Berg\r\n", "Anna Berg"),
        ("Anna\u00a0Berg\u2003Dahl", "Anna Berg Dahl"),
        ("An\u200bna", "Anna"),
    ],
)
def test_one_line_has_single_spaces(typed: str, meant: str) -> None:
    assert one_line(typed) == meant


@pytest.mark.property
@given(st.text())
@example("e\u200b\u0301")  # what is taken out lets two characters meet
@example("\r\u200b\n")
@example("\u200b a")
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    clean = cleaned(text)
    assert cleaned(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert one_line(one_line(text)) == one_line(text)
