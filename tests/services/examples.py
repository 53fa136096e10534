"""A small catalogue and a verdict of it, for the use cases."""

from makker.domain.catalogue import Catalogue, ConsentText, Organisation
from makker.domain.period import Period, Unit
from makker.domain.programme import Offer, Programme, Role, Status
from makker.domain.retention import Retention
from makker.domain.screening import NextStep, Outcome, hold_against
from makker.domain.texts import Texts
from makker.services.carry_verdict import Carried
from makker.services.ticket import Ticket
from tests.domain.examples import BOXES, GROUP, NOON, answers, criterion, er

RETENTION = Retention(
    application={
        Outcome.WITHIN: Period(5, Unit.MONTH),
        Outcome.TALK: Period(6, Unit.MONTH),
        Outcome.OUTSIDE: Period(1, Unit.MONTH),
    },
    interest=Period(4, Unit.MONTH),
    sign_up=Period(30, Unit.DAY),
    referral=Period(14, Unit.DAY),
    suspected=Period(20, Unit.DAY),
    trail=Period(2, Unit.YEAR),
)
ORGANISATION = Organisation(
    site_name="Peer-støtte",
    phone="12345678",
    controller="Ejeren",
    controller_contact="",
    protection_officer="",
    consent_version="samtykke-7",
    light_consent=ConsentText("let-3", "Jeg siger ja."),
    retention=RETENTION,
)
CRITERIA = (criterion("GRUPPE", er("gruppe", "ja")), criterion("KASSER", er("kasser", "a")))
ROLE = Role("peer", "Vil du være peer?", "", (GROUP, BOXES), CRITERIA, ())
PROGRAMME = Programme(
    id="klatring-vejle",
    name="Klatring for hemmelige",
    place="Vejle",
    municipality="Vejle Kommune",
    summary="",
    status=Status.OPEN,
    partners=(),
    contacts=(),
    phone="12345678",
    facts=(),
    roles={"peer": ROLE},
    consent="",
)
CATALOGUE = Catalogue(
    organisation=ORGANISATION,
    programmes={PROGRAMME.id: PROGRAMME},
    people={},
    help_lines=(),
    meetings=(),
    cafes=(),
    texts=Texts(
        {
            "breve.personale.emne": "Der er kommet en ny henvendelse",
            "breve.personale.tekst": "Nummer: {reference}\nModtaget: {tid}\nLink: {link}",
            **{
                f"breve.{name}.{part}": text
                for name, subject in {
                    "kvittering": "Modtaget",
                    "kvittering_plads": "Plads",
                    "kvittering_venteliste": "Venteliste",
                    "rykket_op": "Nu er der plads",
                    "ring_rykket_op": "Ring op",
                    "rettet": "Rettet",
                    "aendret_plads": "Nyt",
                    "aendret_venteliste": "Nyt, og du venter",
                    "aflyst_plads": "Aflyst",
                    "aflyst_venteliste": "Aflyst, og du venter",
                    "alligevel_plads": "Alligevel",
                    "alligevel_venteliste": "Alligevel, og du venter",
                    "husk_plads": "Husk",
                    "ring_nyt": "Ring om nyt",
                    "henvisning": "Et link",
                    "slettet": "Slettet",
                }.items()
                for part, text in {"emne": subject, "tekst": "Nummer {reference} {link}"}.items()
            },
            "breve.dagens.emne": "Det, der venter",
            "breve.dagens.tekst": "{nye} {ulaeste} {dage} {mistaenkte} {opgivne} {link}",
        }
    ),
)
OFFER = Offer(PROGRAMME, ROLE)
STEP = NextStep("Ring til os")


def ticket(submission: str = "indsendelse-1") -> Ticket:
    """Give a ticket that was issued at noon."""
    return Ticket(submission, NOON)


def carried(submission: str = "indsendelse-1") -> Carried:
    """Give a verdict with one open criterion and one that is met."""
    verdict = hold_against(CRITERIA, answers(gruppe="ved_ikke", kasser="a"))
    return Carried(OFFER, verdict, ticket(submission))
