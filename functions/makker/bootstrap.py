"""Put the parts together: the only place that knows which machine this is."""

import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from makker.adapters.memory import MemoryVisits
from makker.adapters.signing import SignedTokens
from makker.adapters.system import RandomIds, ShiftedClock, SystemClock
from makker.content.load import load
from makker.domain.catalogue import Catalogue
from makker.domain.danish import in_copenhagen
from makker.ports import Clock, Ids, Mailer, Records, Tokens, Visits
from makker.rendering.assets import read_form_script, read_stylesheet
from makker.rendering.environment import make_environment
from makker.rendering.frame import Framer
from makker.rendering.pages import Page, Pages
from makker.services.move_up import MoveUp
from makker.services.own import Own
from makker.services.submit import Submit
from makker.services.suspect import Suspect
from makker.services.write_letters import Addresses
from makker.settings import SettingError, Settings


@dataclass(frozen=True, slots=True)
class App:
    """Everything the handlers call."""

    catalogue: Catalogue
    records: Records
    mailer: Mailer
    clock: Clock
    ids: Ids
    tokens: Tokens
    visits: Visits
    pages: Pages
    submit: Submit
    suspect: Suspect
    move_up: MoveUp
    own: Own
    last_resort: Page
    """The page for faults of ours, drawn beforehand so that nothing can prevent it."""


def build_app(settings: Settings) -> App:
    """Build the system the settings describe."""
    clock = build_clock(settings)
    catalogue = load(settings.content, in_copenhagen(clock.now()).date()).catalogue
    return assemble(
        settings,
        catalogue,
        clock=clock,
        records=build_records(settings),
        mailer=build_mailer(settings),
        tokens=_tokens(settings),
        visits=MemoryVisits(clock),
    )


def assemble(  # noqa: PLR0913 - one argument a port
    settings: Settings,
    catalogue: Catalogue,
    *,
    clock: Clock,
    records: Records,
    mailer: Mailer,
    tokens: Tokens,
    visits: Visits,
) -> App:
    """Join a catalogue and the ports into what the handlers call."""
    ids = RandomIds()
    stylesheet, script = read_stylesheet(settings.theme), read_form_script(settings.theme)
    framer = Framer(catalogue, stylesheet.url, script.url, settings.site_url)
    pages = Pages(make_environment(settings.theme, catalogue.texts), framer, catalogue)
    addresses = addresses_of(settings)
    move_up = MoveUp(records, clock, addresses)
    return App(
        catalogue=catalogue,
        records=records,
        mailer=mailer,
        clock=clock,
        ids=ids,
        tokens=tokens,
        visits=visits,
        pages=pages,
        submit=Submit(records, clock, ids, addresses),
        suspect=Suspect(visits, clock, settings.fastest, settings.most_sent),
        move_up=move_up,
        own=Own(records, clock, tokens, visits, move_up, settings.most_found),
        last_resort=pages.message("gik_galt"),
    )


def addresses_of(settings: Settings) -> Addresses:
    """Give where letters go, and where they lead."""
    return Addresses(
        staff=settings.staff_mail,
        staff_by_programme=dict(settings.staff_mail_by_programme),
        desk=f"{settings.site_url}/personale/",
        own_page=f"{settings.site_url}/min-henvendelse/",
    )


def build_clock(settings: Settings) -> Clock:
    """Give the real clock, or one that believes in the day of the settings."""
    return ShiftedClock(settings.today) if settings.today else SystemClock()


def today_of(settings: Settings) -> date:
    """Give the day it is in Copenhagen, as the settings have it."""
    return in_copenhagen(build_clock(settings).now()).date()


def build_records(settings: Settings) -> Records:
    """Give the store: a DynamoDB table when one is named, otherwise a file of this machine."""
    if settings.table:
        # Each SDK client costs a cold start a fifth of a second: only where it is used.
        import boto3  # noqa: PLC0415

        from makker.adapters.dynamodb import DynamoRecords  # noqa: PLC0415

        return DynamoRecords(boto3.client("dynamodb"), settings.table)
    from makker.adapters.sqlite import SqliteRecords  # noqa: PLC0415

    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = f"DATA: the folder {settings.data} cannot be made: {error.strerror}"
        raise SettingError(message) from error
    return SqliteRecords(settings.data / "makker.db")


def build_mailer(settings: Settings) -> Mailer:
    """Give the way letters go: SES beside DynamoDB, else SMTP where set, else a folder."""
    if settings.table:
        import boto3  # noqa: PLC0415

        from makker.adapters.ses import SesMailer  # noqa: PLC0415

        return SesMailer(boto3.client("sesv2"), settings.mail_from)
    if settings.smtp_host:
        from makker.adapters.smtp import SmtpMailer, SmtpServer  # noqa: PLC0415

        server = SmtpServer(
            settings.smtp_host, settings.smtp_port, settings.smtp_user, settings.smtp_password
        )
        return SmtpMailer(server, settings.mail_from)
    from makker.adapters.folder import FolderMailer  # noqa: PLC0415

    return FolderMailer(settings.data / "mail", settings.mail_from)


def _tokens(settings: Settings) -> Tokens:
    secret = settings.secret or _secret_of(settings.data / "secret.key")
    return SignedTokens([secret])


def _secret_of(file: Path) -> str:
    """Give the secret of one machine; make it at the first start, readable by its owner alone."""
    if not file.exists():
        unfinished = file.with_suffix(".new")  # pulling the plug must not leave an empty secret
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(32), encoding="ascii")
        unfinished.replace(file)
    return file.read_text(encoding="ascii").strip()
