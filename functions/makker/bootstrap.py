"""Put the parts together: the only place that knows which machine this is."""

import os
from datetime import date
from pathlib import Path
from typing import cast

from makker.adapters.late import Late
from makker.adapters.memory import MemoryVisits
from makker.adapters.signing import SignedTokens
from makker.adapters.system import RandomIds, ShiftedClock, SystemClock
from makker.app import App, Parts
from makker.content.compiled import is_compiled, read_compiled
from makker.domain.catalogue import Catalogue
from makker.domain.danish import in_copenhagen
from makker.on_aws import Aws
from makker.ports import Clock, Mailer, Sealer, Store, Tokens
from makker.rendering.assets import read_addresses
from makker.rendering.environment import make_environment
from makker.rendering.frame import Framer
from makker.rendering.pages import Pages
from makker.settings import SettingError, Settings

DATABASE = "makker.db"
"""The file of one machine's records, in its data folder."""


def build_app(settings: Settings) -> App:
    """Build the system the settings describe."""
    return _build(settings, Aws(settings))


def build_deliverer(settings: Settings) -> tuple[App, Sealer]:
    """Build the system beside the table, and what opens the letters its stream tells of."""
    aws = Aws(settings)
    return _build(settings, aws), aws.post_sealer()


def _build(settings: Settings, aws: Aws) -> App:
    return assemble(settings, read_catalogue(settings), build_parts(settings, aws))


def read_catalogue(settings: Settings) -> Catalogue:
    """Give the content of the settings' folder, compiled or not."""
    if is_compiled(settings.content):
        return read_compiled(settings.content)
    from makker.content.load import load

    return load(settings.content, today_of(settings)).catalogue


def build_parts(settings: Settings, aws: Aws | None = None) -> Parts:
    """Build what the machine lends."""
    clock, aws = build_clock(settings), aws or Aws(settings)
    return Parts(
        clock=clock,
        store=build_store(settings, aws),
        mailer=build_mailer(settings, aws),
        tokens=build_tokens(settings),
        visits=MemoryVisits(clock),
    )


def assemble(settings: Settings, catalogue: Catalogue, parts: Parts) -> App:
    """Join a catalogue and the ports into what the handlers call."""
    framer = Framer(catalogue, *read_addresses(settings.theme), settings.site_url)
    pages = Pages(make_environment(settings.theme, catalogue.texts), framer, catalogue)
    return App(
        settings=settings,
        catalogue=catalogue,
        store=parts.store,
        mailer=parts.mailer,
        clock=parts.clock,
        ids=RandomIds(),
        tokens=parts.tokens,
        visits=parts.visits,
        pages=pages,
        last_resort=pages.message("gik_galt"),
    )


def build_clock(settings: Settings) -> Clock:
    """Give the real clock, or one that believes in the day of the settings."""
    return ShiftedClock(settings.today) if settings.today else SystemClock()


def today_of(settings: Settings) -> date:
    """Give the day it is in Copenhagen, as the settings have it."""
    return in_copenhagen(build_clock(settings).now()).date()


def build_store(settings: Settings, aws: Aws | None = None) -> Store:
    """Give the store: a DynamoDB table when one is named, otherwise a file of this machine."""
    if settings.table:
        lender, now = aws or Aws(settings), build_clock(settings).now
        return cast("Store", Late(lambda: lender.store(now)))
    from makker.adapters.sqlite import SqliteRecords

    _make_folder(settings.data)
    return SqliteRecords(settings.data / DATABASE, _sealer(settings.data))


def _sealer(data: Path) -> Sealer:
    """Give the sealer of one machine. Its key is made anew only where nothing is sealed yet."""
    from makker.adapters.key_file import SEAL_FILE, read_sealer
    from makker.adapters.sqlite_keys import is_sealed

    if not (data / SEAL_FILE).exists() and is_sealed(data / DATABASE):
        message = f"DATA: {SEAL_FILE} is missing from {data}; bring back the one of these records"
        raise SettingError(message)
    return read_sealer(data)


def _make_folder(data: Path) -> None:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = f"DATA: the folder {data} cannot be made: {error.strerror}"
        raise SettingError(message) from error
    if not os.access(data, os.W_OK):
        message = f"DATA: the folder {data} cannot be written"
        raise SettingError(message)


def build_mailer(settings: Settings, aws: Aws) -> Mailer:
    """Give the way letters go: SES beside DynamoDB, else SMTP where set, else a folder."""
    if settings.table:
        return cast("Mailer", Late(aws.mailer))
    if settings.smtp_host:
        from makker.adapters.smtp import SmtpMailer, SmtpServer

        server = SmtpServer(
            settings.smtp_host, settings.smtp_port, settings.smtp_user, settings.smtp_password
        )
        return SmtpMailer(server, settings.mail_from)
    from makker.adapters.folder import FolderMailer

    return FolderMailer(settings.data / "mail", settings.mail_from)


def build_tokens(settings: Settings) -> Tokens:
    """Give what signs; its secret is made anew where there is none."""
    if settings.secret:
        return SignedTokens(settings.secret.split())
    from makker.adapters.key_file import read_secrets

    return SignedTokens(read_secrets(settings.data))
