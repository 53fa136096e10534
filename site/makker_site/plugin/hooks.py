"""The MkDocs plugin: content in, our own pages out."""

from datetime import date
from pathlib import Path
from typing import cast

import jinja2
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from makker.content.load import load
from makker.content.problems import ContentError
from makker.rendering.environment import prepare
from makker.rendering.frame import Framer
from makker.rendering.stylesheet import Stylesheet, read_stylesheet
from makker_site.pages import Drawn, Site
from makker_site.plugin.guard import refuse_sources
from makker_site.slugs import slugify

THEME = Path(__file__).parents[2] / "theme"
"""The template library, beside this package."""
_PUBLISHED = frozenset({".md", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".pdf"})
"""What of the content folder may reach the public; facts in YAML do so through templates."""


class PluginConfig(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's settings in `mkdocs.yml`."""

    today = config_options.Type(str, default="")
    """The day the site is built for; empty is today."""


class MakkerPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Draws every page from the catalogue and the theme."""

    _site: Site
    _stylesheet: Stylesheet

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the content; refuse to build over sources."""
        refuse_sources(Path(config.site_dir), Path(config.docs_dir))
        try:
            loaded = load(Path(config.docs_dir), _day(self.config.today))
        except ContentError as error:
            raise PluginError(str(error)) from error
        self._stylesheet = read_stylesheet(THEME)
        self._site = Site(loaded.catalogue, Framer(loaded.catalogue, self._stylesheet.url))
        config.mdx_configs["toc"] = {**config.mdx_configs.get("toc", {}), "slugify": slugify}
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Leave out what is not for the public, and add the pages that have no file."""
        kept = Files([file for file in files if self._is_ours(file, config)])
        for source in self._site.made_pages():
            kept.append(File.generated(config, source, content=""))
        css = self._stylesheet
        kept.append(File.generated(config, css.url.lstrip("/"), content=css.text))
        icon = (THEME / "assets" / "icon.svg").read_text(encoding="utf-8")
        kept.append(File.generated(config, "assets/icon.svg", content=icon))
        return kept

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Give MkDocs' environment the manners of ours."""
        del config, files
        prepare(env, self._site.catalogue.texts)
        return env

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: object
    ) -> TemplateContext:
        """Hand the page's view to its template."""
        del config, nav
        return _with(context, self._site.draw(page.file.src_uri, page.content or "", page.meta))

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Hand the page for wrong addresses its view."""
        del config
        return _with(context, self._site.not_found()) if template_name == "404.html" else context

    @staticmethod
    def _is_ours(file: File, config: MkDocsConfig) -> bool:
        in_content = Path(file.abs_src_path or "").is_relative_to(config.docs_dir)
        return in_content and Path(file.src_uri).suffix.lower() in _PUBLISHED


def _with(context: TemplateContext, drawn: Drawn) -> TemplateContext:
    ours = {"template": drawn.template, "frame": drawn.frame, "view": drawn.view}
    return cast("TemplateContext", {**context, **ours})


def _day(text: str) -> date:
    return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011
