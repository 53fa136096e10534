"""The commands as an operator or a test types them."""

import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from makker.bootstrap import build_app
from makker.settings import Settings
from makker_site.cli import main
from tests.serving import MAKKER, PROJECT
from tests.visitor import MENTOR, PEER, PROGRAMME, Visitor


def screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], role: str, *lines: str
) -> tuple[int, list[dict[str, object]]]:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    status = main(["screen", PROGRAMME, role])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_screen_gives_one_verdict_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = MENTOR | {"bor_i_kommunen": "nej", "ude_af_misbrug": "under_1_aar"}
    lines = [json.dumps(MENTOR), "", json.dumps(outside)]
    status, verdicts = screen(monkeypatch, capsys, "mentor", *lines)
    assert status == 0
    assert verdicts == [
        {"udfald": "inden_for", "grunde": []},
        {"udfald": "uden_for", "grunde": ["BOPAEL", "ET_AAR_MISBRUG"]},
    ]


def test_screen_says_what_is_wrong_with_a_line_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = {key: PEER[key] for key in ("fyldt_18", "bor_i_kommunen", "fri_i_dag")}
    lines = [
        json.dumps(missing),
        json.dumps(PEER | {"fri_i_dag": "måske"}),
        json.dumps(PEER | {"andet": "x"}),
        json.dumps(PEER | {"fyldt_18": ["ja", "nej"]}),
        json.dumps(PEER | {"fyldt_18": 18}),
        "ikke json",
        "[]",
        json.dumps(PEER),
    ]
    status, verdicts = screen(monkeypatch, capsys, "peer", *lines)
    assert status == 1
    assert verdicts == [
        {"fejl": {"misbrug_baggrund": "mangler"}},
        {"fejl": {"fri_i_dag": "ukendt_svar"}},
        {"fejl": {"andet": "ukendt_felt"}},
        {"fejl": {"fyldt_18": "flere_svar"}},
        {"fejl": {"": "ikke_svar"}},
        {"fejl": {"": "ikke_svar"}},
        {"fejl": {"": "ikke_svar"}},
        {"udfald": "inden_for", "grunde": []},
    ]


def test_screen_of_a_programme_that_does_not_exist_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["screen", "findes-ikke", "mentor"]) == 2
    assert "findes-ikke" in capsys.readouterr().err


def test_check_warns_of_what_an_owner_must_fill_in_and_fails_only_when_strict(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check"]) == 0
    assert "organisation.yml:5: dataansvarlig: ejeren af siden" in capsys.readouterr().out
    assert main(["check", "--strict"]) == 1


def test_check_lists_every_fault_with_file_line_and_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    shutil.copytree(PROJECT / "content", content)
    people, lines = content / "kontakter.yml", content / "hjaelpelinjer.yml"
    people.write_text(people.read_text("utf-8").replace("20 26 45 77", "2026 457"), "utf-8")
    lines.write_text(lines.read_text("utf-8").replace("    navn: Alarm 112\n", ""), "utf-8")
    assert main(["check", "--content", str(content)]) == 1
    said = capsys.readouterr().out
    assert "kontakter.yml:21: kontakter.jytte-larsen.telefon: 2026 457 er ikke" in said
    assert "hjaelpelinjer.yml:6: linjer.alarm: nøglen navn mangler" in said
    assert main(["check", "--json", "--content", str(content)]) == 1
    problems = json.loads(capsys.readouterr().out)
    errors = [problem for problem in problems if not problem["advarsel"]]
    assert {(error["fil"], error["linje"]) for error in errors} == {
        ("kontakter.yml", 21),
        ("hjaelpelinjer.yml", 6),
    }


def test_records_are_listed_without_names_and_shown_and_erased_one_by_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path)]
    assert main(["records", "list", *data]) == 0
    assert "Der er ingen henvendelser." in capsys.readouterr().out
    visitor = Visitor(build_app(Settings.read({"DATA": str(tmp_path), "MAKKER_FASTEST": "0"})))
    reference = visitor.apply(navn="Bodil Ærø").reference
    capsys.readouterr()
    main(["records", "list", "--json", *data])
    listed = capsys.readouterr().out
    assert [row["reference"] for row in json.loads(listed)] == [reference]
    assert "Bodil" not in listed
    assert main(["records", "show", reference.lower(), "--json", *data]) == 0
    assert json.loads(capsys.readouterr().out)["kontakt"]["navn"] == "Bodil Ærø"
    assert main(["records", "erase", reference, *data]) == 0
    assert main(["records", "show", reference, *data]) == 1
    assert main(["records", "erase", reference, *data]) == 1


def test_an_erased_record_leaves_no_trace_in_the_data_folder(tmp_path: Path) -> None:
    app = build_app(Settings.read({"DATA": str(tmp_path), "MAKKER_FASTEST": "0"}))
    reference = Visitor(app).apply(navn="Kanarie Fuglesang").reference
    main(["records", "erase", reference, "--data", str(tmp_path)])
    held = b"".join(file.read_bytes() for file in tmp_path.glob("makker.db*"))
    assert b"Fuglesang" not in held


def test_a_data_folder_that_cannot_be_made_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["records", "list", "--data", str(tmp_path / "file")]) == 1
    assert "DATA: the folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TODAY", "i morgen"),
        ("MAKKER_SMTP_PORT", "x"),
        ("MAKKER_TABLE", "t"),
        ("MAKKER_THEME", "/findes-ikke"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(tmp_path: Path, name: str, value: str) -> None:
    environment = {**os.environ, "DATA": str(tmp_path), name: value}
    answer = subprocess.run(
        [MAKKER, "records", "list"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert name.replace("MAKKER_TABLE", "MAKKER_SECRET") in answer.stderr
