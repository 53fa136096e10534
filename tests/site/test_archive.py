"""Years of meetings: the list stays short, and everything that was can still be found."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from makker.content.load import load
from makker.domain.danish import COPENHAGEN
from makker.domain.meeting import Meeting, Plan
from makker_site.archive import NEWEST, Over, make_archive
from makker_site.plugin.build import build_site
from tests.content.meetings import plan_meetings
from tests.serving import PROJECT

NOW = datetime(2026, 11, 22, tzinfo=COPENHAGEN)
MEETING = load(PROJECT / "content", NOW.date()).catalogue.meetings[0]


def meetings(*days: date, plan: Plan = Plan.PLANNED) -> list[Meeting]:
    length = MEETING.end - MEETING.start
    starts = [datetime.combine(day, MEETING.start.timetz()) for day in days]
    return [
        replace(MEETING, id=f"{start:%Y-%m-%d}", start=start, end=start + length, plan=plan)
        for start in starts
    ]


def every(weeks: int, *, since: date, until: date) -> Iterator[date]:
    day = since
    while day < until:
        yield day
        day += timedelta(weeks=weeks)


def test_a_meeting_to_come_is_not_in_the_archive() -> None:
    archive = make_archive(meetings(date(2026, 11, 21), date(2026, 11, 22)), NOW)
    assert [over.meeting.id for over in archive.newest] == ["2026-11-21"]


def test_the_newest_stay_on_the_list_and_the_last_is_first() -> None:
    days = list(every(1, since=date(2026, 1, 5), until=date(2026, 11, 1)))
    archive = make_archive(meetings(*days), NOW)
    assert len(archive.newest) == NEWEST
    assert [over.meeting.id for over in archive.newest] == [str(day) for day in days[:-13:-1]]


def test_there_are_no_years_while_the_list_has_room_for_all() -> None:
    days = list(every(9, since=date(2024, 11, 1), until=date(2026, 11, 1)))
    assert len(days) == NEWEST
    archive = make_archive(meetings(*days), NOW)
    assert archive.years == ()
    assert not any(archive.has_put_away(meeting) for meeting in meetings(*days))


def test_a_year_that_the_list_has_no_room_for_is_whole_on_its_page() -> None:
    days = list(every(4, since=date(2024, 2, 5), until=date(2026, 11, 1)))
    archive = make_archive(meetings(*days), NOW)
    assert [year.number for year in archive.years] == [2025, 2024]
    for year in archive.years:
        held = [over.meeting.start.date() for over in year.meetings]
        assert held == sorted((day for day in days if day.year == year.number), reverse=True)
        assert [over for _, month in year.months for over in month] == list(year.meetings)
    assert [month for month, _ in archive.years[1].months][::10] == ["december", "februar"]


def test_a_meeting_on_new_years_eve_belongs_to_the_year_it_is_in_copenhagen() -> None:
    late = replace(
        *meetings(date(2024, 12, 31)),
        start=datetime.fromisoformat("2023-12-31T23:30:00+00:00"),
        end=datetime.fromisoformat("2024-01-01T00:30:00+00:00"),
    )
    newer = meetings(*every(4, since=date(2025, 2, 3), until=date(2026, 2, 3)))
    (old,) = (year for year in make_archive([late, *newer], NOW).years if year.number < 2025)
    assert (old.number, [month for month, _ in old.months]) == (2024, ["januar"])


def test_a_meeting_that_was_cancelled_is_shown_as_such() -> None:
    held, cancelled = (
        Over(*meetings(date(2026, 1, 5), plan=plan)) for plan in (Plan.PLANNED, Plan.CANCELLED)
    )
    assert (held.cancelled, cancelled.cancelled) == (False, True)


DAYS = list(every(1, since=date(2024, 1, 1), until=date(2026, 11, 1)))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with a meeting every week for almost three years."""
    folder = tmp_path_factory.mktemp("archive")
    content = Path(shutil.copytree(PROJECT / "content", folder / "content"))
    plan_meetings(content, DAYS)
    return build_site(content, folder / "public", NOW.date()).folder


def linked(built: Path, address: str) -> set[str]:
    page = (built / address.strip("/") / "index.html").read_text("utf-8")
    main = page.partition("<main")[2].partition("</main>")[0]
    return set(re.findall(r'href="(/infomoeder/[^"]+/)"', main))


def test_every_meeting_is_two_clicks_from_the_list(built: Path) -> None:
    near = linked(built, "/infomoeder/")
    assert len([address for address in near if "ugens" in address]) == NEWEST
    years = {address for address in near if "tidligere" in address}
    assert len(years) == 4  # with the year of the meeting that was there before
    found = near.union(*(linked(built, year) for year in years))
    assert {f"/infomoeder/{day}-ugens/" for day in DAYS} <= found


def test_the_pages_stay_light(built: Path) -> None:
    for page in built.rglob("infomoeder/**/index.html"):
        assert len(gzip.compress(page.read_bytes())) < 8_000, page


def test_lists_and_search_have_the_years_and_not_each_old_meeting(built: Path) -> None:
    sitemap = (built / "sitemap.xml").read_text("utf-8")
    sitelist = (built / "sider" / "index.html").read_text("utf-8")
    search = {row[0] for row in json.loads((built / "assets/soeg.json").read_bytes())["sider"]}
    year, new, old = (
        f"/infomoeder/{name}/"
        for name in ("tidligere/2024", f"{DAYS[-1]}-ugens", "2024-01-01-ugens")
    )
    assert {year, new} <= search
    assert old not in search
    for text in (sitemap, sitelist):
        assert year in text
        assert new in text
        assert old not in text
    assert "noindex" in (built / old.strip("/") / "index.html").read_text("utf-8")
