"""Which boundary cases two versions of the rules judge differently, each said in a line."""

from collections.abc import Iterator
from datetime import date, timedelta

from makker.domain.boundary import Case, boundary_cases
from makker.domain.catalogue import Catalogue
from makker.domain.danish import long_date
from makker.domain.programme import Role
from makker.domain.questions import Answers
from makker.domain.screening import Verdict, hold_against
from makker.domain.texts import Texts
from makker_site.rules.words import Words


def changes(old: Catalogue, new: Catalogue, today: date) -> Iterator[str]:
    """Say what the rules judge otherwise, from *today* and from each later day that changes it."""
    texts, before, after = new.texts, _roles(old), _roles(new)
    for place in dict.fromkeys([*after, *before]):
        if place not in before:
            yield texts.get("regler.aendring.ny", hvor=place)
        elif place not in after:
            yield texts.get("regler.aendring.vaek", hvor=place)
        else:
            yield from _told(place, before[place], after[place], today, texts)


def _roles(catalogue: Catalogue) -> dict[str, Role]:
    """Give every role by what `makker screen` calls it."""
    return {
        f"{programme.id} {role.id}": role
        for programme in catalogue.programmes.values()
        for role in programme.roles.values()
    }


def _told(place: str, before: Role, after: Role, today: date, texts: Texts) -> Iterator[str]:
    known: list[dict[str, str]] = []
    for day in _days(today, before, after):
        found = list(_on(day, before, after, texts))
        fresh = [change for change in found if change not in known]
        if fresh and day != today:
            yield texts.get("regler.aendring.fra", dag=long_date(day))
        for change in fresh:
            yield texts.get("regler.aendring.linje", hvor=place, **change)
        known = found


def _days(today: date, *roles: Role) -> list[date]:
    """Give today and every later day on which a criterion comes or goes."""
    criteria = [criterion for role in roles for criterion in role.criteria]
    first = {criterion.first_day for criterion in criteria if criterion.first_day}
    after = {one.last_day + timedelta(days=1) for one in criteria if one.last_day}
    return [today, *sorted(day for day in first | after if day > today)]


def _on(day: date, before: Role, after: Role, texts: Texts) -> Iterator[dict[str, str]]:
    """Give each case that is judged otherwise: the answers, then and now."""
    olds, news = boundary_cases(before, day), boundary_cases(after, day)
    if not (olds and news):
        return
    said: list[dict[str, str]] = []
    for role, cases in ((after, news), (before, olds)):
        words = Words(texts, role.questions)
        for case in cases:
            then = _judged(before, olds[0], case, day)
            now = _judged(after, news[0], case, day)
            change = {
                "svar": _answers(case, words),
                "foer": words.verdict(then) if then else texts.get("regler.aendring.kunne_ikke"),
                "nu": words.verdict(now) if now else texts.get("regler.aendring.kan_ikke"),
            }
            if _weight(then) != _weight(now) and change not in said:
                said.append(change)
                yield change


def _judged(role: Role, base: Case, case: Case, day: date) -> Verdict | None:
    """Judge a case by the rules of a role; None where its questions cannot be answered so."""
    chosen = {field: case.chosen.get(field, base.chosen[field]) for field in base.chosen}
    if any(question.fault_of(sorted(chosen[question.field])) for question in role.questions):
        return None
    return hold_against(role.criteria_on(day), Answers(role.questions, chosen))


def _weight(verdict: Verdict | None) -> object:
    """Give what of a verdict makes it another: not the order of its reasons."""
    return verdict and (verdict.outcome, frozenset(verdict.reasons))


def _answers(case: Case, words: Words) -> str:
    if not case.changed:
        return words.texts.get("regler.aendring.bedst")
    return " + ".join(
        f"{words.question(field)} {words.answer(field, case.chosen[field])}"
        for field in case.changed
    )
