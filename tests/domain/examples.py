"""Values to test with. Whoever needs another one changes it with `dataclasses.replace`."""

from datetime import UTC, date, datetime, timedelta

from makker.domain.conditions import Chose, Condition, Is
from makker.domain.danish import COPENHAGEN
from makker.domain.letter import Letter
from makker.domain.meeting import Meeting, Place, Plan
from makker.domain.private import Contact, Way
from makker.domain.questions import Answers, Option, Question
from makker.domain.record import Consent, Record
from makker.domain.screening import Criterion, Outcome
from makker.domain.subject import Application
from makker.domain.trail import Deed, What, Who
from makker.domain.truth import Truth

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)

CANARY = Contact(
    name="Kanarie Æøåsen 👩🏽‍🚒",
    phone="+4520264577",
    email="kanarie@kanariefugl.dk",
    way=Way.SMS,
    message='Første linje\nanden linje: "citat" <b>{navn}</b> \\ 100 % 🐦',
)
CANARIES = ("Kanarie", "20264577", "kanariefugl", "Første linje", "sms", "hemmeligt_svar")
"""What must never stand in a repr, a log or a letter."""

GROUP = Question(
    "gruppe",
    "Hvilken gruppe?",
    (
        Option("ja", "Ja"),
        Option("nej", "Nej"),
        Option("ved_ikke", "Det ved jeg ikke", undecided=True),
    ),
)
BOXES = Question(
    "kasser",
    "Hvad passer?",
    (
        Option("a", "A"),
        Option("b", "B"),
        Option("ingen", "Ingen af delene", exclusive=True),
        Option("ved_ikke", "Det ved jeg ikke", undecided=True, exclusive=True),
    ),
    several=True,
)


def answers(**chosen: str) -> Answers:
    """Give answers to GROUP and BOXES; several values stand with spaces between them."""
    return Answers(
        (GROUP, BOXES), {field: frozenset(values.split()) for field, values in chosen.items()}
    )


def er(field: str, *values: str) -> Is:
    return Is(field, frozenset(values))


def valgt(field: str, *values: str) -> Chose:
    return Chose(field, frozenset(values))


def criterion(code: str, requirement: Condition) -> Criterion:
    return Criterion(code, f"Du opfylder {code}", requirement, "S1")


def a_record(number: int = 1) -> Record:
    """Give the record of an hour: each number is received an hour after the one before."""
    received = NOON + timedelta(hours=number)
    return Record(
        reference=f"KT4MB7X{number}",
        submission=f"indsendelse-{number}",
        received_at=received,
        subject=Application(
            "peer-faellesskabet-vejle",
            "mentor",
            Outcome.TALK,
            {"ALDER": Truth.YES, "BOPAEL": Truth.UNKNOWN, "ERFARING": Truth.NO},
        ),
        contact=CANARY,
        consent=Consent("samtykke-1", received),
        delete_after=date(2027, 5, 22) + timedelta(days=number),
    )


def a_letter(record: Record, name: str = "personale", *, minutes: int = 0) -> Letter:
    """Give a letter of *record*, written some minutes after it was received."""
    return Letter(
        id=f"{record.reference}-{name}",
        reference=record.reference,
        recipient="personale@kanariefugl.dk",
        subject="Der er kommet en ny henvendelse: æøå 🐦",
        body="Første linje\n\nNummer: KT4MB7XA\nLog ind og læs den her: https://eksempel.dk/\n",
        written_at=record.received_at + timedelta(minutes=minutes),
    )


def a_meeting() -> Meeting:
    """Give a meeting on 1 December 2026 from 16 to 18, with two seats."""
    start = datetime(2026, 12, 1, 16, tzinfo=COPENHAGEN)
    return Meeting(
        id="2026-12-01-vejle",
        title="Hemmelighedernes møde",
        text="",
        start=start,
        end=start + timedelta(hours=2),
        last_day=date(2026, 11, 29),
        place=Place("Huset", "Gaden 1", "Vejle"),
        plan=Plan.PLANNED,
        seats=2,
        programmes=(),
        contacts=(),
        facts=(),
        updated=datetime(2026, 11, 1, tzinfo=COPENHAGEN),
        version=1,
        source="",
    )


def erasing(reference: str) -> Deed:
    """Give the deed of erasing a record."""
    return Deed(reference, What.ERASED, Who.OPERATOR, NOON)
