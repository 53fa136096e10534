"""The one Jinja environment, for the site's plugin and the functions alike."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from makker.domain.danish import date_and_time, phone_pairs, phone_url, sentence
from makker.domain.texts import Texts


def make_environment(theme: Path, texts: Texts) -> Environment:
    """Give an environment that finds its templates in the folder *theme*."""
    # Autoescape is set by `prepare`, which the environment MkDocs makes goes through as well.
    environment = Environment(loader=FileSystemLoader(theme))  # noqa: S701
    prepare(environment, texts)
    return environment


def prepare(environment: Environment, texts: Texts) -> None:
    """Give an environment our manners: escape everything, forgive nothing, speak Danish."""
    environment.autoescape = True
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.globals["t"] = texts.get
    environment.filters |= {
        "phone_pairs": phone_pairs,
        "sentence": sentence,
        "phone_url": phone_url,
        "date_and_time": date_and_time,
    }
