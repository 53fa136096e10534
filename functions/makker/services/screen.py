"""Hold what a person answered against a role's criteria of the day. Nothing is stored."""

from datetime import date

from makker.domain.faults import Rejected
from makker.domain.programme import Role
from makker.domain.questions import Form, read_answers
from makker.domain.screening import Verdict, hold_against


def screen(role: Role, form: Form, *, today: date) -> Verdict | Rejected:
    """Give the verdict on the answers in *form* as it is *today*, or every fault in them."""
    answers = read_answers(role.questions, form)
    if isinstance(answers, Rejected):
        return answers
    return hold_against(role.criteria_on(today), answers)
