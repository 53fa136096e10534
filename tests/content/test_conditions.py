from pathlib import Path

import pytest

from makker.content.conditions import read_condition
from makker.content.files import read_yaml
from makker.content.problems import Kind, Problem
from makker.domain.conditions import AllOf, Always, AnyOf, Condition, Not
from makker.domain.truth import Truth
from tests.domain.examples import BOXES, GROUP, answers, er, valgt


def read(folder: Path, text: str) -> tuple[Condition, list[Problem]]:
    problems: list[Problem] = []
    (folder / "krav.yml").write_text(text, "utf-8")
    (entry,) = read_yaml(folder, "krav.yml", problems)
    return read_condition(entry, (GROUP, BOXES)), problems


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("er: {gruppe: ja}", er("gruppe", "ja")),
        ("er: {kasser: [a, b]}", er("kasser", "a", "b")),
        ("valgt: {gruppe: ved_ikke}", valgt("gruppe", "ved_ikke")),
        ("altid: uafklaret", Always(Truth.UNKNOWN)),
        ("altid: ja", Always(Truth.YES)),
        ("ikke: {er: {gruppe: ja}}", Not(er("gruppe", "ja"))),
        ("alle: []", AllOf(())),
        ("alle:\n- er: {gruppe: ja}\n- altid: nej", AllOf((er("gruppe", "ja"), Always(Truth.NO)))),
        (
            "mindst_en: [{ikke: {alle: [{valgt: {kasser: a}}]}}]",
            AnyOf((Not(AllOf((valgt("kasser", "a"),))),)),
        ),
    ],
)
def test_condition_is_read_as_it_is_written(
    tmp_path: Path, text: str, condition: Condition
) -> None:
    assert read(tmp_path, text) == (condition, [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("har: {gruppe: ja}", Kind.NOT_ONE_OF),
        ("ER: {gruppe: ja}", Kind.NOT_ONE_OF),
        ("er: {alder: ja}", Kind.NOT_ONE_OF),
        ("er: {gruppe: true}", Kind.NOT_ONE_OF),
        ("valgt: {gruppe: [ja, måske]}", Kind.NOT_ONE_OF),
        ("altid: True", Kind.NOT_ONE_OF),
        ("er: gruppe", Kind.WRONG_SHAPE),
        ("er: {gruppe: ja, kasser: a}", Kind.WRONG_SHAPE),
        ("{er: {gruppe: ja}, altid: ja}", Kind.WRONG_SHAPE),
        ("[er]", Kind.WRONG_SHAPE),
        ("alle: {er: {gruppe: ja}}", Kind.WRONG_SHAPE),
        ("ikke: ja", Kind.WRONG_SHAPE),
    ],
)
def test_wrong_condition_is_named_and_never_met_or_failed(
    tmp_path: Path, text: str, kind: Kind
) -> None:
    condition, problems = read(tmp_path, text)
    assert kind in {problem.kind for problem in problems}
    assert {problem.line for problem in problems} == {1}
    if text.startswith(("har", "ER", "{er", "[er", "altid", "ikke")):
        assert condition.holds(answers(gruppe="ja", kasser="a")) is Truth.UNKNOWN
