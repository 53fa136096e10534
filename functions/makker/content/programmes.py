"""A programme: the front matter of `tilbud/<id>.md`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from makker.content.conditions import read_condition
from makker.content.entries import Entry
from makker.content.problems import Kind
from makker.content.questions import Bank, worded
from makker.domain.danish import NBSP, phone_pairs, phone_url
from makker.domain.people import HelpLine, Person
from makker.domain.programme import Fact, Programme, Role, Status
from makker.domain.questions import Question
from makker.domain.screening import Criterion, Link, NextStep, TalkWhen
from makker.domain.texts import fill

ROLES = ("peer", "mentor")
"""The ways of joining a programme; texts and addresses are named after them."""

_OPTIONAL = "samtale naeste_skridt uden_kontakt kun_samtale gaelder_fra gaelder_til"
"""What a criterion may say beside what it must."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a programme's file may refer to."""

    bank: Bank
    people: Mapping[str, Person]
    help_lines: Sequence[HelpLine]
    consent: str
    """The consent text with its places still open."""
    controller: str
    phone: str
    """The number to ring where a programme has none of its own."""


def read_programme(entry: Entry, id_: str, around: Surroundings) -> Programme:
    """Give the programme whose file is named *id_*."""
    fields = entry.document(
        "navn sted kommune resume status partnere kontakter fakta roller", "samtykke_ogsaa"
    )
    contacts = tuple(fields.chosen("kontakter", around.people))
    phone = next((person.phone for person in contacts if person.phone), around.phone)
    words = {name: fields.text(name) for name in ("kommune", "navn", "samtykke_ogsaa")}
    words |= {"telefon": phone_pairs(phone), "dataansvarlig": around.controller}
    reader = _RoleReader(f"/tilbud/{id_}/", words, around)
    return Programme(
        id=id_,
        name=words["navn"],
        place=fields.text("sted"),
        municipality=words["kommune"],
        summary=fields.text("resume"),
        status=fields["status"].one_of(Status) if "status" in fields else Status.CLOSED,
        partners=tuple(partner.text() for partner in fields.items("partnere")),
        contacts=contacts,
        phone=phone,
        facts=tuple(read_fact(fact) for fact in fields.items("fakta")),
        roles={name: reader.role(name, role) for name, role in fields.named("roller").items()},
        consent=fill(around.consent, words).replace(" ,", ","),
    )


def read_fact(entry: Entry) -> Fact:
    """Give one fact with its source."""
    fields = entry.fields("navn tekst kilde")
    return Fact(fields.text("navn"), fields.text("tekst"), fields.text("kilde"))


@dataclass(frozen=True, slots=True)
class _RoleReader:
    """Reads roles with the programme's own words and address."""

    path: str
    words: Mapping[str, str]
    around: Surroundings

    def role(self, name: str, entry: Entry) -> Role:
        fields = entry.fields("titel resume spoergsmaal kriterier indebaerer", "max_alder")
        if name not in ROLES:
            entry.report(Kind.NOT_ONE_OF, vaerdi=name, mulige=", ".join(ROLES))
        bank = self.around.bank
        asked = [*fields.chosen("spoergsmaal", bank.questions)]
        hoped: list[Criterion] = []
        if "max_alder" in fields and bank.upper_age:
            question, criterion = bank.upper_age.of(fields.number("max_alder"))
            asked.append(question)
            hoped.append(criterion)
        questions = tuple(worded(question, self.words) for question in asked)
        return Role(
            id=name,
            title=fields.text("titel"),
            teaser=fields.text("resume"),
            questions=questions,
            criteria=tuple(self._criteria(fields.items("kriterier"), questions, hoped)),
            facts=tuple(read_fact(fact) for fact in fields.items("indebaerer")),
        )

    def _criteria(
        self, entries: Sequence[Entry], questions: Sequence[Question], hoped: Sequence[Criterion]
    ) -> Iterator[Criterion]:
        seen = {criterion.code for criterion in hoped}
        for entry in entries:
            criterion = self._criterion(entry, questions)
            if criterion.code in seen:
                entry.report(Kind.REPEATED_CODE, vaerdi=criterion.code)
            seen.add(criterion.code)
            yield criterion
        yield from hoped

    def _criterion(self, entry: Entry, questions: Sequence[Question]) -> Criterion:
        fields = entry.fields("kode tekst krav kilde", _OPTIONAL)
        requirement = fields.entry("krav")
        first, last = fields.date("gaelder_fra"), fields.date("gaelder_til")
        if first and last and last < first:
            fields["gaelder_til"].report(Kind.WRONG_SPAN)
        return Criterion(
            code=fields.text("kode"),
            text=fill(fields.text("tekst"), self.words),
            requirement=read_condition(requirement, questions),
            source=fields.text("kilde"),
            talk_when=tuple(
                self._talk(case, fields.text("kode"), questions) for case in fields.items("samtale")
            ),
            next_steps=tuple(self._step(step, questions) for step in fields.items("naeste_skridt")),
            no_contact=fields.yes("uden_kontakt"),
            ambition=fields.yes("kun_samtale"),
            first_day=first,
            last_day=last,
        )

    def _talk(self, entry: Entry, code: str, questions: Sequence[Question]) -> TalkWhen:
        fields = entry.fields("naar", "kode")
        return TalkWhen(
            read_condition(fields.entry("naar"), questions), fields.text("kode") or code
        )

    def _step(self, entry: Entry, questions: Sequence[Question]) -> NextStep:
        fields = entry.fields("tekst", "naar links")
        return NextStep(
            text=fill(fields.text("tekst"), self.words),
            links=tuple(self._link(link) for link in fields.items("links")),
            when=read_condition(fields["naar"], questions) if "naar" in fields else None,
        )

    def _link(self, entry: Entry) -> Link:
        pair = entry.only_pair()
        if pair is None:
            return Link("", "/")
        text, target = pair
        goal = target.text()
        numbers = {line.id: line.number for line in self.around.help_lines}
        number = numbers.get(goal, "").replace(" ", NBSP)
        words = fill(text, {**self.words, "nummer": number})
        if goal.startswith("/"):
            return Link(words, goal)
        if goal in ROLES:
            return Link(words, f"{self.path}{goal}/")
        if goal == "telefon":
            return Link(words, phone_url(self.words["telefon"]))
        target.known(numbers)
        return Link(words, phone_url(numbers.get(goal, "")))
