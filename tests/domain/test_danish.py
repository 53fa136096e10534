from datetime import UTC, date, datetime

import pytest

from makker.domain.danish import (
    clock_time,
    date_and_time,
    in_copenhagen,
    long_date,
    phone_pairs,
    phone_url,
    sentence,
    shown_phone,
    sort_key,
)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2016, 4, 18), "mandag den 18.\u00a0april 2016"),
        (date(2026, 11, 22), "søndag den 22.\u00a0november 2026"),
        (date(2026, 3, 4), "onsdag den 4.\u00a0marts 2026"),
        (date(2028, 2, 29), "tirsdag den 29.\u00a0februar 2028"),
        (date(2026, 8, 1), "lørdag den 1.\u00a0august 2026"),
    ],
)
def test_long_date_names_weekday_and_month(day: date, words: str) -> None:
    assert long_date(day) == words


def test_long_date_knows_every_month_and_weekday() -> None:
    months = "januar februar marts april maj juni juli august september oktober november december"
    days = [long_date(date(2026, month, 1)) for month in range(1, 13)]
    assert [words.split("\u00a0")[1].split()[0] for words in days] == months.split()
    week = [long_date(date(2026, 11, day)).split()[0] for day in range(16, 23)]
    assert week == ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-22T12:00", "kl.\u00a013"),  # winter: an hour ahead
        ("2026-07-01T12:00", "kl.\u00a014"),  # summer: two
        ("2026-11-22T12:30", "kl.\u00a013.30"),
        ("2026-11-22T12:05", "kl.\u00a013.05"),
        ("2026-03-29T00:59", "kl.\u00a01.59"),  # the last minute before summer time
        ("2026-03-29T01:00", "kl.\u00a03"),
        ("2026-11-22T23:00", "kl.\u00a00"),
    ],
)
def test_clock_time_is_copenhagens(moment: str, words: str) -> None:
    assert clock_time(datetime.fromisoformat(moment).replace(tzinfo=UTC)) == words


def test_date_and_time_are_of_the_same_day() -> None:
    moment = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert date_and_time(moment) == "søndag den 22.\u00a0november 2026 kl.\u00a00.30"
    assert in_copenhagen(moment) == moment


@pytest.mark.parametrize(
    ("digits", "pairs"),
    [("29131460", "29\u00a013\u00a014\u00a060"), ("", ""), ("112", "11\u00a02")],
)
def test_phone_pairs_are_kept_on_one_line(digits: str, pairs: str) -> None:
    assert phone_pairs(digits) == pairs


@pytest.mark.parametrize(
    ("number", "url"),
    [
        ("29131460", "tel:+4529131460"),
        ("70 201 201", "tel:+4570201201"),
        ("70\u00a011\u00a007\u00a007", "tel:+4570110707"),
        ("112", "tel:112"),
        ("1813", "tel:1813"),
        ("116 111", "tel:116111"),
    ],
)
def test_phone_url_has_the_country_code_unless_the_number_is_short(number: str, url: str) -> None:
    assert phone_url(number) == url


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+4520264577", "20 26 45 77"),
        ("+4745454545", "+4745454545"),
        ("+451", "+451"),
        ("", ""),
    ],
)
def test_stored_number_is_shown_as_people_write_it(stored: str, shown: str) -> None:
    assert shown_phone(stored) == shown


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Abå", (0, 1, 28)),
        ("aab", (28, 1)),
        ("Né e", (13, 4, -1, 4)),
        ("äöü", (26, 27, 24)),
        ("A\u030a", (28,)),
        ("", ()),
    ],
)
def test_sort_key_counts_letters_as_the_danish_alphabet_does(
    name: str, key: tuple[int, ...]
) -> None:
    assert sort_key(name) == key


@pytest.mark.parametrize(
    ("text", "said"), [("åben nu", "Åben nu"), ("a", "A"), ("Ja. nej", "Ja. nej"), ("", "")]
)
def test_sentence_begins_with_a_capital_and_is_otherwise_as_it_was(text: str, said: str) -> None:
    assert sentence(text) == said
