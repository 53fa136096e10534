"""What an operator decides, read once from the environment into a frozen object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from makker.domain.errors import MakkerError


class SettingError(MakkerError):
    """A setting is missing or cannot be read. The message names it."""


ON_AWS = (
    "MAKKER_TABLE",
    "MAKKER_SECRET",
    "MAKKER_PRIVATE_KEY",
    "MAKKER_POST_KEY",
    "MAKKER_SES_SET",
    "MAKKER_SITE_URL",
    "MAKKER_MAIL_FROM",
    "MAKKER_STAFF_MAIL",
)
"""What has to be told where there is a table, or Lambda runs us: an example in its place would
send people's letters astray, or write them where nobody looks."""
LAMBDA = "AWS_LAMBDA_FUNCTION_NAME"
"""Set by Lambda alone."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, by the variable it is read from.

    DATA: the data folder of one machine (default `var`).
    TODAY: a date the whole system believes in (default: the real one).
    MAKKER_CONTENT, MAKKER_THEME: the folders of the content and the templates.
    MAKKER_SITE_URL: where visitors find the site (default `http://127.0.0.1:8000`).
    MAKKER_STAFF_MAIL: who is told that something has come; MAKKER_STAFF_MAIL_<ID> for one
        programme, its id in capitals with underscores.
    MAKKER_MAIL_FROM: the sender of every mail.
    MAKKER_SMTP_HOST, _PORT, _USER, _PASSWORD: the mail server; without a host, mail is
        written to the data folder.
    MAKKER_TABLE: a DynamoDB table; with it, records go there and mail goes through SES, and
        all of ``ON_AWS`` is needed. On Lambda it is needed itself.
    MAKKER_SECRET: what tokens are signed with; without a table, a file of the data folder.
        Several, with spaces between, while one takes over from another: the first signs, all
        are believed.
    MAKKER_PRIVATE_KEY, MAKKER_POST_KEY: the KMS keys that records and letters are sealed with;
        without a table, a file of the data folder.
    MAKKER_SES_SET: the rules of SES that letters go by, its configuration set.
    MAKKER_ORIGIN_SECRET: what CloudFront says to the function that visitors reach, which needs
        it and answers nobody else. Several, with spaces between, while one takes over.
    MAKKER_FASTEST: what is sent within so many seconds of its page counts as sent by a machine
        and is kept apart (default 1; 0 for tests that play a visitor).
    MAKKER_MOST_SENT, MAKKER_MOST_FOUND: how many submissions one address may send in an hour
        before the next are kept apart (default 60), and how many numbers it may look up (30).
    """

    content: Path
    theme: Path
    data: Path
    today: date | None
    site_url: str
    staff_mail: str
    staff_mail_by_programme: Mapping[str, str]
    mail_from: str
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str = field(repr=False)
    table: str
    secret: str = field(repr=False)
    private_key: str
    post_key: str
    ses_set: str
    origin_secret: str = field(repr=False)
    fastest: timedelta
    most_sent: int
    most_found: int

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the settings.

        Raises:
            SettingError: a value cannot be read, or a setting that is needed is missing.
        """
        value = _with_aws_whole(environment).get
        return cls(
            content=Path(value("MAKKER_CONTENT", "content")),
            theme=_folder("MAKKER_THEME", value("MAKKER_THEME", "site/theme")),
            data=Path(value("DATA") or "var"),
            today=_date("TODAY", value("TODAY", "")),
            site_url=value("MAKKER_SITE_URL", "http://127.0.0.1:8000").rstrip("/"),
            staff_mail=value("MAKKER_STAFF_MAIL", "personale@example.org"),
            staff_mail_by_programme=_by_programme(environment),
            mail_from=value("MAKKER_MAIL_FROM", "Besked <besked@example.org>"),
            smtp_host=value("MAKKER_SMTP_HOST", ""),
            smtp_port=_number(environment, "MAKKER_SMTP_PORT", 587),
            smtp_user=value("MAKKER_SMTP_USER", ""),
            smtp_password=value("MAKKER_SMTP_PASSWORD", ""),
            table=value("MAKKER_TABLE", ""),
            secret=value("MAKKER_SECRET", ""),
            private_key=value("MAKKER_PRIVATE_KEY", ""),
            post_key=value("MAKKER_POST_KEY", ""),
            ses_set=value("MAKKER_SES_SET", ""),
            origin_secret=value("MAKKER_ORIGIN_SECRET", ""),
            fastest=timedelta(seconds=_number(environment, "MAKKER_FASTEST", 1)),
            most_sent=_number(environment, "MAKKER_MOST_SENT", 60),
            most_found=_number(environment, "MAKKER_MOST_FOUND", 30),
        )


def _with_aws_whole(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Give the environment back, unless it is of AWS and lacks what belongs there."""
    missing = [name for name in ON_AWS if not environment.get(name, "").strip()]
    if missing and (environment.get("MAKKER_TABLE") or environment.get(LAMBDA)):
        message = f"{', '.join(missing)} is needed on AWS"
        raise SettingError(message)
    return environment


def _folder(name: str, text: str) -> Path:
    if not Path(text).is_dir():
        message = f"{name}: there is no folder {text}"
        raise SettingError(message)
    return Path(text)


def _date(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        message = f"{name} must be a date such as 2026-11-22, not {text!r}"
        raise SettingError(message) from None


def _number(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    text = environment.get(name, str(otherwise))
    try:
        return int(text)
    except ValueError:
        message = f"{name} must be a number, not {text!r}"
        raise SettingError(message) from None


_PREFIX = "MAKKER_STAFF_MAIL_"


def _by_programme(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(_PREFIX).lower().replace("_", "-"): address
        for name, address in environment.items()
        if name.startswith(_PREFIX)
    }
