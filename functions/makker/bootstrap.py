"""Put the parts together: the only place that knows which machine this is."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from makker.adapters.memory import MemoryVisits
from makker.adapters.signing import SignedTokens
from makker.adapters.system import RandomIds, ShiftedClock, SystemClock
from makker.content.load import load
from makker.domain.catalogue import Catalogue
from makker.domain.danish import in_copenhagen
from makker.domain.meeting import Meeting
from makker.ports import (
    Clock,
    Ids,
    Mailer,
    Outbox,
    Records,
    Sealer,
    Store,
    Tokens,
    Trail,
    Visits,
)
from makker.rendering.assets import read_form_script, read_stylesheet
from makker.rendering.environment import make_environment
from makker.rendering.frame import Framer
from makker.rendering.pages import Page, Pages
from makker.services.deliver import Deliver
from makker.services.digest import Digest
from makker.services.expire import Expire
from makker.services.follow_up import FollowUp
from makker.services.link import make_link
from makker.services.move_up import MoveUp
from makker.services.own import Own
from makker.services.submit import Submit
from makker.services.suspect import Suspect
from makker.services.write_letters import Addresses, MakeWriter, Writer
from makker.settings import SettingError, Settings

DATABASE = "makker.db"
"""The file of one machine's records, in its data folder."""


@dataclass(frozen=True, slots=True)
class App:
    """Everything the handlers call."""

    catalogue: Catalogue
    records: Records
    outbox: Outbox
    trail: Trail
    clock: Clock
    ids: Ids
    tokens: Tokens
    pages: Pages
    deliver: Deliver
    submit: Submit
    suspect: Suspect
    move_up: MoveUp
    follow_up: FollowUp
    digest: Digest
    expire: Expire
    own: Own
    last_resort: Page
    """The page for faults of ours, drawn beforehand so that nothing can prevent it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a machine lends to whatever content there is."""

    clock: Clock
    store: Store
    mailer: Mailer
    tokens: Tokens
    visits: Visits


def build_app(settings: Settings) -> App:
    """Build the system the settings describe."""
    parts = build_parts(settings)
    today = in_copenhagen(parts.clock.now()).date()
    return assemble(settings, load(settings.content, today).catalogue, parts)


def build_parts(settings: Settings) -> Parts:
    """Build what the machine lends."""
    clock = build_clock(settings)
    return Parts(
        clock=clock,
        store=build_store(settings),
        mailer=build_mailer(settings),
        tokens=build_tokens(settings),
        visits=MemoryVisits(clock),
    )


def assemble(settings: Settings, catalogue: Catalogue, parts: Parts) -> App:
    """Join a catalogue and the ports into what the handlers call."""
    ids = RandomIds()
    stylesheet, script = read_stylesheet(settings.theme), read_form_script(settings.theme)
    framer = Framer(catalogue, stylesheet.url, script.url, settings.site_url)
    pages = Pages(make_environment(settings.theme, catalogue.texts), framer, catalogue)
    store, clock, writer = parts.store, parts.clock, writer_of(settings, parts.tokens)
    move_up = MoveUp(store, clock, writer)
    return App(
        catalogue=catalogue,
        records=store,
        outbox=store,
        trail=store,
        clock=clock,
        ids=ids,
        tokens=parts.tokens,
        pages=pages,
        deliver=Deliver(store, parts.mailer, clock),
        submit=Submit(store, clock, ids, writer),
        suspect=Suspect(parts.visits, clock, settings.fastest, settings.most_sent),
        move_up=move_up,
        follow_up=FollowUp(store, clock, writer),
        digest=Digest(store, clock, writer),
        expire=Expire(store, clock),
        own=Own(store, store, clock, parts.tokens, parts.visits, move_up, settings.most_found),
        last_resort=pages.message("gik_galt"),
    )


def addresses_of(settings: Settings, tokens: Tokens) -> Addresses:
    """Give where letters go, and where they lead."""
    own_page = f"{settings.site_url}/min-henvendelse/"
    return Addresses(
        staff=settings.staff_mail,
        staff_by_programme=dict(settings.staff_mail_by_programme),
        desk=f"{settings.site_url}/personale/",
        own_page=lambda submission: f"{own_page}?n={make_link(submission, tokens)}",
        yes_page=lambda submission: f"{own_page}ja/?n={make_link(submission, tokens)}",
    )


def writer_of(settings: Settings, tokens: Tokens) -> MakeWriter:
    """Give what writes letters in the words of a catalogue."""
    addresses = addresses_of(settings, tokens)

    def writer(catalogue: Catalogue) -> Writer:
        def calendar(meeting: Meeting) -> str:
            # Its library takes its time to load: only where someone signs up for a meeting.
            from makker.rendering.calendar import write_calendar  # noqa: PLC0415

            return write_calendar([meeting], settings.site_url, catalogue.texts).decode()

        return Writer(addresses, catalogue, calendar)

    return writer


def build_clock(settings: Settings) -> Clock:
    """Give the real clock, or one that believes in the day of the settings."""
    return ShiftedClock(settings.today) if settings.today else SystemClock()


def today_of(settings: Settings) -> date:
    """Give the day it is in Copenhagen, as the settings have it."""
    return in_copenhagen(build_clock(settings).now()).date()


def build_store(settings: Settings) -> Store:
    """Give the store: a DynamoDB table when one is named, otherwise a file of this machine."""
    if settings.table:
        # Each SDK client costs a cold start a fifth of a second: only where it is used.
        import boto3  # noqa: PLC0415

        from makker.adapters.dynamodb import DynamoRecords  # noqa: PLC0415
        from makker.adapters.dynamodb_items import Items  # noqa: PLC0415
        from makker.adapters.dynamodb_table import Table  # noqa: PLC0415
        from makker.adapters.kms import KmsWrapper  # noqa: PLC0415
        from makker.adapters.sealing import EnvelopeSealer  # noqa: PLC0415

        table = Table(boto3.client("dynamodb"), settings.table, build_clock(settings).now)
        private = EnvelopeSealer(KmsWrapper(boto3.client("kms"), settings.private_key))
        return DynamoRecords(table, Items(private, build_post_sealer(settings)))
    from makker.adapters.sqlite import SqliteRecords  # noqa: PLC0415

    _make_folder(settings.data)
    return SqliteRecords(settings.data / DATABASE, _sealer(settings.data))


def _sealer(data: Path) -> Sealer:
    """Give the sealer of one machine. Its key is made anew only where nothing is sealed yet."""
    from makker.adapters.key_file import SEAL_FILE, read_sealer  # noqa: PLC0415
    from makker.adapters.sqlite_keys import is_sealed  # noqa: PLC0415

    if not (data / SEAL_FILE).exists() and is_sealed(data / DATABASE):
        message = f"DATA: {SEAL_FILE} is missing from {data}; bring back the one of these records"
        raise SettingError(message)
    return read_sealer(data)


def build_post_sealer(settings: Settings) -> Sealer:
    """Give what opens the letters of the table: all that whoever delivers them needs."""
    import boto3  # noqa: PLC0415

    from makker.adapters.kms import KmsWrapper  # noqa: PLC0415
    from makker.adapters.sealing import EnvelopeSealer  # noqa: PLC0415

    return EnvelopeSealer(KmsWrapper(boto3.client("kms"), settings.post_key))


def _make_folder(data: Path) -> None:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = f"DATA: the folder {data} cannot be made: {error.strerror}"
        raise SettingError(message) from error


def build_mailer(settings: Settings) -> Mailer:
    """Give the way letters go: SES beside DynamoDB, else SMTP where set, else a folder."""
    if settings.table:
        import boto3  # noqa: PLC0415

        from makker.adapters.ses import SesMailer  # noqa: PLC0415

        return SesMailer(boto3.client("sesv2"), settings.mail_from, settings.ses_set)
    if settings.smtp_host:
        from makker.adapters.smtp import SmtpMailer, SmtpServer  # noqa: PLC0415

        server = SmtpServer(
            settings.smtp_host, settings.smtp_port, settings.smtp_user, settings.smtp_password
        )
        return SmtpMailer(server, settings.mail_from)
    from makker.adapters.folder import FolderMailer  # noqa: PLC0415

    return FolderMailer(settings.data / "mail", settings.mail_from)


def build_tokens(settings: Settings) -> Tokens:
    """Give what signs; its secret is made anew where there is none."""
    if settings.secret:
        return SignedTokens(settings.secret.split())
    from makker.adapters.key_file import read_secrets  # noqa: PLC0415

    return SignedTokens(read_secrets(settings.data))
