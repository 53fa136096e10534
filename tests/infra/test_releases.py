"""Which releases a site has had, and which of them it can go back to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import boto3
import pytest

from makker_site.aws.releases import Release, Releases
from tests.contracts.stores import pretended_aws

BUCKET = "makker-udgaver"


@pytest.fixture
def releases(monkeypatch: pytest.MonkeyPatch) -> Iterator[Releases]:
    with pretended_aws(monkeypatch):
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        yield Releases(client, BUCKET, "makker-proeve")


def release(releases: Releases, folder: Path, moment: str, code: str = "kode") -> Release:
    """Store a release of some moment of December."""
    (folder / "makker.zip").write_text(code, "utf-8")
    pages = folder / "sider"
    pages.mkdir(exist_ok=True)
    now = datetime.fromisoformat(f"2026-12-{moment}:00+00:00")
    return releases.add(folder / "makker.zip", pages, ({"a": 1}, {"b": 2}), now)


def test_what_was_never_live_is_not_listed(releases: Releases, tmp_path: Path) -> None:
    release(releases, tmp_path, "01T12:00")
    assert releases.names() == []
    assert releases.live == ""
    assert releases.before() == ""


def test_way_back_is_to_the_newest_before_that_worked(releases: Releases, tmp_path: Path) -> None:
    made = [release(releases, tmp_path, f"01T1{hour}:00") for hour in range(5)]
    for one in made:
        releases.keep(one)
    for number in (0, 1, 4):
        releases.approve(made[number])
    assert releases.live == made[4].name
    assert releases.before() == made[1].name
    releases.keep(made[1])
    assert releases.before() == made[0].name
    releases.keep(made[0])
    assert releases.before() == ""


def test_release_built_anew_each_night_is_one_that_one_goes_back_from(
    releases: Releases, tmp_path: Path
) -> None:
    for moment, code in (("01T12:00", "ældre kode"), ("02T12:00", "kode")):
        releases.keep(one := release(releases, tmp_path, moment, code))
        releases.approve(one)
    for day in ("03", "04"):
        was = releases.live
        releases.keep(one := release(releases, tmp_path, f"{day}T00:10"))
        releases.approve(one, was)
    assert releases.names() == ["2026-12-04T001000Z", "2026-12-01T120000Z"]
    assert releases.live == "2026-12-04T001000Z"
    assert releases.before() == "2026-12-01T120000Z"


def test_night_that_went_wrong_leaves_the_release_before_it_to_go_back_to(
    releases: Releases, tmp_path: Path
) -> None:
    first = release(releases, tmp_path, "01T12:00")
    releases.keep(first)
    releases.approve(first)
    releases.keep(release(releases, tmp_path, "02T00:10"))
    assert releases.before() == first.name


def test_other_functions_or_templates_are_another_release_whatever_is_said(
    releases: Releases, tmp_path: Path
) -> None:
    first = release(releases, tmp_path, "01T12:00")
    second = release(releases, tmp_path, "02T12:00", "ny kode")
    third = replace(second, name="2026-12-03T120000Z", template={"a": 3})
    for one in (first, second, third):
        was = releases.live
        releases.keep(one)
        releases.approve(one, was)
    assert releases.names() == [third.name, second.name, first.name]


def test_pages_come_back_as_they_were(releases: Releases, tmp_path: Path) -> None:
    (tmp_path / "sider" / "tilbud").mkdir(parents=True)
    (tmp_path / "sider" / "tilbud" / "index.html").write_text("æøå", "utf-8")
    name = release(releases, tmp_path, "01T12:00").name
    (tmp_path / "igen").mkdir()
    releases.unpack_pages(name, tmp_path / "igen")
    assert (tmp_path / "igen/tilbud/index.html").read_text("utf-8") == "æøå"
