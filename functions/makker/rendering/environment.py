"""The one Jinja environment, for the site's plugin and the functions alike."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, ModuleLoader, StrictUndefined

from makker.domain.danish import date_and_time, phone_pairs, phone_url, sentence
from makker.domain.texts import Texts

_COMPILED = "compiled"
"""Where an artefact carries its templates, below its theme: as modules, ready to run."""
_OF_PAGES = ("layouts/", "macros/", "pages/", "partials/")


def make_environment(theme: Path, texts: Texts) -> Environment:
    """Give an environment that finds its templates in the folder *theme*."""
    compiled = theme / _COMPILED
    loader = ModuleLoader(compiled) if compiled.is_dir() else FileSystemLoader(theme)
    # Whoever changes a template gets a new environment: no need to look at the files each time.
    # Autoescape is set by `prepare`, which the environment MkDocs makes goes through as well.
    environment = Environment(loader=loader, auto_reload=False)  # noqa: S701
    prepare(environment, texts)
    return environment


def write_compiled(theme: Path, texts: Texts, target: Path) -> None:
    """Compile the templates of all pages into the folder *target*, a theme for an artefact."""
    make_environment(theme, texts).compile_templates(
        target / _COMPILED,
        zip=None,
        filter_func=lambda name: name.startswith(_OF_PAGES),
        ignore_errors=False,
    )


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
