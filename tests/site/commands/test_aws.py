"""What `makker aws` refuses before it asks AWS for anything."""

from pathlib import Path

import pytest
import yaml

from makker_site.cli import main
from tests.contracts.stores import pretended_aws
from tests.infra.test_plan import PLAN


@pytest.fixture
def plans(tmp_path: Path) -> str:
    """Give a folder of plans that are filled in."""
    for kind in ("proeve", "drift"):
        (tmp_path / f"{kind}.yml").write_text(yaml.safe_dump(PLAN), "utf-8")
    return str(tmp_path)


@pytest.mark.parametrize("action", ["deploy", "releases", "rollback"])
def test_nothing_is_done_by_a_plan_that_its_owner_has_not_filled_in(
    action: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["aws", action, "drift"]) == 1
    assert "Domain is still to be filled in" in capsys.readouterr().err


@pytest.mark.parametrize("unfinished", [[], ["--unfinished"]])
def test_nothing_goes_live_while_the_content_has_places_to_fill_in(
    plans: str, unfinished: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["aws", "deploy", "drift", "--plans", plans, *unfinished]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Der er felter, som ejeren skal udfylde først. Der er ikke ændret noget")
    assert "organisation.yml:5: dataansvarlig:" in said


@pytest.mark.parametrize("really", [[], ["--really", "drift"], ["--really", "makker-proeve"]])
def test_site_is_taken_away_only_when_it_is_named_twice(
    plans: str, really: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["aws", "destroy", "drift", "--plans", plans, *really]) == 1
    said = capsys.readouterr().err
    assert "skriv også: --really makker-drift" in said
    assert "Der er ikke fjernet noget." in said


def test_what_aws_will_not_do_is_told_in_its_words(
    plans: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pretended_aws(monkeypatch):
        monkeypatch.delenv("AWS_ACCESS_KEY_ID")
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/findes-ikke")
        assert main(["aws", "releases", "drift", "--plans", plans]) == 1
    assert capsys.readouterr().err.startswith("AWS: ")
