from pathlib import Path

import pytest

from makker.domain.questions import Question
from tests.content.copies import CONTENT, PROGRAMME, Copy, copy_to


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copy_to(tmp_path)


def asked(content: Copy, role: str, field: str) -> Question:
    offer = content.loaded().catalogue.offer("peer-faellesskabet-vejle", role)
    assert offer is not None
    (question,) = [each for each in offer.role.questions if each.field == field]
    return question


def test_question_speaks_of_the_programmes_own_municipality(copy: Copy) -> None:
    copy.change(PROGRAMME, "kommune: Vejle Kommune", "kommune: Ærø Kommune")
    question = asked(copy, "peer", "bor_i_kommunen")
    assert question.legend == "Bor du i Ærø Kommune?"
    assert question.missing == "Vælg, om du bor i Ærø Kommune"


def test_question_may_send_its_answer_under_another_name() -> None:
    question = asked(Copy(CONTENT), "mentor", "egen_erfaring")
    assert question.legend == "Har du selv haft et misbrug af alkohol eller stoffer?"


@pytest.mark.parametrize("role", ["peer", "mentor"])
def test_undecided_answers_are_those_of_the_list(role: str) -> None:
    offer = Copy(CONTENT).loaded().catalogue.offer("peer-faellesskabet-vejle", role)
    assert offer is not None
    for question in offer.role.questions:
        undecided = {option.value for option in question.options if option.undecided}
        assert undecided == {"ved_ikke", "vil_ikke_svare"} & {o.value for o in question.options}
        assert not any(option.exclusive for option in question.options)
        assert question.missing
        assert not question.several


BOXES = """skema: 1
uafklarede: [ved_ikke]
spoergsmaal:
  fyldt_18:
    tekst: Hvad passer på {navn}?
    hjaelp: Sæt {antal} kryds
    mangler: Vælg, hvad der passer
    modstrid: Vælg enten det ene eller det andet
    flere: ja
    udelukkende: [ingen, ved_ikke]
    svar:
      a: A i {kommune}
      ingen: Ingen af delene
      ved_ikke: Det ved jeg ikke
"""


def test_boxes_are_read_with_all_that_is_said_of_them(copy: Copy) -> None:
    rest = (copy.root / "spoergsmaal.yml").read_text("utf-8").partition("  bor_i_kommunen:")
    (copy.root / "spoergsmaal.yml").write_text(BOXES + rest[1] + rest[2], "utf-8")
    copy.change("spoergsmaal.yml", "      a: A", "      ja: Ja\n      nej: Nej\n      a: A")
    question = asked(copy, "peer", "fyldt_18")
    assert question.several
    assert question.legend == "Hvad passer på Peer-fællesskabet?"
    assert question.hint == "Sæt {antal} kryds"
    assert question.contradictory == "Vælg enten det ene eller det andet"
    assert [(o.value, o.undecided, o.exclusive) for o in question.options] == [
        ("ja", False, False),
        ("nej", False, False),
        ("a", False, False),
        ("ingen", False, True),
        ("ved_ikke", True, True),
    ]
    assert question.options[2].text == "A i Vejle Kommune"
