"""What happens to the forms on paper when the content changes: they follow, by themselves."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from makker.domain.catalogue import Catalogue
from makker.domain.programme import Programme, Status
from makker.domain.questions import Option, Question
from makker_site.printing import print_all
from makker_site.printing.paper_sheets import paper_sheets
from makker_site.printing.press import press
from makker_site.printing.sheets import make_workshop
from tests.content.copies import copy_to
from tests.site.pdfs import MONO, misplaced, text_of, typed_in
from tests.site.printed import MEETING_DAY, SITE, THEME
from tests.site.twins import FORMS

PROGRAMME = "peer-to-peer-odense"
ROLE = "peer"

Again = Callable[[Catalogue], Path]
"""Prints the form once more, from another catalogue."""


@pytest.fixture
def again(tmp_path: Path) -> Again:
    def print_again(catalogue: Catalogue) -> Path:
        sheets = paper_sheets(make_workshop(catalogue, THEME, SITE, MEETING_DAY))
        (sheet,) = (one for one in sheets if one.name == f"{PROGRAMME}/{ROLE}/skema.pdf")
        file = tmp_path / "skema.pdf"
        file.write_bytes(press(sheet.typeset, sheet.kind.room, sheet.name))
        return file

    return print_again


def with_programme(catalogue: Catalogue, changed: Programme) -> Catalogue:
    return replace(catalogue, programmes={**catalogue.programmes, changed.id: changed})


def with_questions(catalogue: Catalogue, *questions: Question) -> Catalogue:
    programme = catalogue.programmes[PROGRAMME]
    role = replace(programme.roles[ROLE], questions=questions)
    changed = replace(programme, roles={**programme.roles, ROLE: role})
    return with_programme(catalogue, changed)


def test_changed_word_and_new_answer_are_on_the_next_paper(again: Again, tmp_path: Path) -> None:
    copy = copy_to(tmp_path)
    copy.change("spoergsmaal.yml", "Er du fyldt 18 år?", "Er du mon fyldt 18 år?")
    copy.change(
        "spoergsmaal.yml", "      gruppe: At lave", "      tur: En lang tur\n      gruppe: At lave"
    )
    copy.change("tekster/kontakt.yml", "Fornavnet er nok", "Dit fornavn er nok")
    file = again(copy.loaded().catalogue)
    shown, ids = text_of(file), list(chain.from_iterable(typed_in(file, MONO)))
    assert "Er du mon fyldt 18 år?" in shown
    assert "Er du fyldt 18 år?" not in shown
    assert "Dit fornavn er nok" in shown
    assert "En lang tur" in shown
    assert ids[ids.index("en_til_en") + 1] == "tur"


@pytest.mark.parametrize("status", [Status.PAUSED, Status.CLOSED])
def test_programme_that_takes_nobody_in_has_no_paper_and_loses_what_it_had(
    printed: Path, catalogue: Catalogue, tmp_path: Path, status: Status
) -> None:
    output = shutil.copytree(printed.parent, tmp_path / "print") / "public"
    closed = replace(catalogue.programmes[PROGRAMME], status=status)
    print_all(with_programme(catalogue, closed), THEME, SITE, output, today=MEETING_DAY)
    left = {file.parent.relative_to(output) for file in output.rglob("skema.pdf")}
    assert {path for path in left if PROGRAMME in path.parts} == set()
    assert len(left) == len(FORMS) - 2


def test_long_form_takes_more_pages_and_no_box_is_parted_from_its_question(
    again: Again, catalogue: Catalogue
) -> None:
    options = tuple(Option(f"svar_{number}", "Et svar " * 12) for number in range(6))
    questions = [Question(f"felt_{number}", "Et spørgsmål?", options) for number in range(14)]
    file = again(with_questions(catalogue, *questions))
    pages = [page[:-1] for page in typed_in(file, MONO)]
    assert len(pages) > 2
    starts = [page[0] for page in pages]
    assert [one for one in starts if one.startswith("svar_")] == []
    ids = list(chain.from_iterable(pages))
    for question in questions:
        first = ids.index(question.field) + 1
        assert ids[first : first + 6] == [option.value for option in options]
    assert misplaced(file) == []


def test_longest_words_are_broken_and_nothing_leaves_the_paper(
    again: Again, catalogue: Catalogue
) -> None:
    word = "Speciallægepraksisplanlægningsstabiliseringsperiode"
    programme = replace(catalogue.programmes[PROGRAMME], name=word)
    word *= 2
    options = (Option("et_svar_hvis_navn_er_meget_langt", word), Option("nej", "Nej"))
    questions = [Question(f"felt_{number}", word, options, hint=word) for number in range(3)]
    file = again(with_questions(with_programme(catalogue, programme), *questions))
    assert text_of(file).replace(" ", "").count(word) == 3 * 3
    assert misplaced(file) == []


def test_what_is_written_is_no_code(again: Again, catalogue: Catalogue) -> None:
    typed = "A <b>dig</b> & {{ 7 * 7 }} </style>"
    options = (Option("ja", typed), Option("nej", "Nej"))
    file = again(with_questions(catalogue, Question("felt", typed, options, hint=typed)))
    assert text_of(file).replace(" ", "").count(typed.replace(" ", "")) == 3


def test_where_several_may_be_ticked_it_is_said(again: Again, catalogue: Catalogue) -> None:
    options = (
        Option("a", "Det ene"),
        Option("b", "Det andet"),
        Option("c", "Intet", exclusive=True),
    )
    one = Question("et", "Vælg et svar", options)
    many = Question("flere", "Vælg blandt svarene", options, several=True)
    shown = text_of(again(with_questions(catalogue, one, many)))
    assert f"{many.legend} {catalogue.texts.get('papir.flere')}" in shown
    assert f"{one.legend} {catalogue.texts.get('papir.flere')}" not in shown
    assert "Det andet b eller Intet c" in shown


@pytest.mark.parametrize("day", [date(2016, 4, 15), date(2016, 4, 19), date.max])
def test_meeting_one_cannot_sign_up_for_has_no_paper_and_loses_what_it_had(
    printed: Path, catalogue: Catalogue, tmp_path: Path, day: date
) -> None:
    output = shutil.copytree(printed.parent, tmp_path / "print") / "public"
    assert list((output / "infomoeder").rglob("*.pdf"))
    print_all(catalogue, THEME, SITE, output, today=day)
    assert list((output / "infomoeder").rglob("*.pdf")) == []
    assert (output / "interesse" / "skema.pdf").exists()
