"""The MkDocs plugin: content in, our own pages out."""

from collections.abc import Iterator
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
from makker.rendering.assets import Asset, read_form_script, read_script, read_stylesheet
from makker.rendering.environment import prepare
from makker.rendering.frame import Framer
from makker_site.extras import THEME, extra_files, write_sitemap
from makker_site.guide_pages import GuidePages
from makker_site.pages import SITELIST, Drawn, Site, Written
from makker_site.plugin.guard import refuse_sources
from makker_site.search import INDEX_URL, SearchIndex
from makker_site.slugs import slugify

_PUBLISHED = frozenset({".md", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".pdf"})
"""What of the content folder may reach the public; facts in YAML do so through templates."""

_PROGRAMMES = "tilbud/"


class PluginConfig(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's settings in `mkdocs.yml`."""

    today = config_options.Type(str, default="")
    """The day the site is built for; empty is today."""


class MakkerPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Draws every page from the catalogue and the theme."""

    _site: Site
    _assets: tuple[Asset, ...]
    _drawn: dict[str, Drawn]
    _index: SearchIndex

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the content; refuse to build over sources."""
        refuse_sources(Path(config.site_dir), Path(config.docs_dir))
        today = _day(self.config.today)
        try:
            catalogue = load(Path(config.docs_dir), today).catalogue
        except ContentError as error:
            raise PluginError(str(error)) from error
        stylesheet, script = read_stylesheet(THEME), read_script(THEME, "soeg")
        forms, site_url = read_form_script(THEME), (config.site_url or "").rstrip("/")
        framer = Framer(catalogue, stylesheet.url, forms.url, site_url)
        guide = GuidePages(catalogue, framer, today)
        self._assets, self._index = (stylesheet, script, forms, *guide.assets), SearchIndex()
        self._site = Site(catalogue, framer, today, search_script=script.url, guide=guide)
        config.theme.static_templates.discard("sitemap.xml")  # it would list every page
        # Our pages use no template of Material's, and it has 12,000 files to look through.
        config.theme.dirs = [str(THEME)]
        config.mdx_configs["toc"] = {**config.mdx_configs.get("toc", {}), "slugify": slugify}
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Leave out what is not for the public, and add the pages that have no file."""
        kept = Files([file for file in files if self._is_ours(file, config)])
        for source in self._site.made_pages():
            kept.append(File.generated(config, source, content=""))
        extras = extra_files(
            self._site.catalogue,
            self._assets,
            config.site_url or "",
            kept=_beside(config, "calendar-cache"),
        )
        for path, content in extras:
            kept.append(File.generated(config, path, content=content))
        return kept

    def on_page_read_source(self, /, *, page: Page, config: MkDocsConfig) -> str | None:
        """Leave out a programme's facts: they are read already, and take a while to read."""
        del config
        if page.file.src_uri.startswith(_PROGRAMMES):
            _, _, words = page.file.content_string.partition("\n---\n")
            return f"\n{words}"
        return None

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Give MkDocs' environment the manners of ours, and prepare every page."""
        prepare(env, self._site.catalogue.texts)
        compiled = _beside(config, "template-cache")
        compiled.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(compiled))
        env.auto_reload = False  # a template does not change while the pages are drawn
        self._drawn = self._site.draw_all(_written(files))
        return env

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: object
    ) -> TemplateContext:
        """Hand the page's view to its template."""
        del config, nav
        return _with(context, self._drawn[page.file.src_uri])

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Hand the page for wrong addresses its view."""
        del config
        return _with(context, self._site.not_found()) if template_name == "404.html" else context

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Take in the words of a page that others may find."""
        del config
        frame = self._drawn[page.file.src_uri].frame
        if frame.indexed and frame.path != SITELIST:
            self._index.add(frame, output)
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the lists of pages, for search engines and for our own search."""
        frames = [drawn.frame for drawn in self._drawn.values()]
        lists = {
            "sitemap.xml": write_sitemap(frame.url for frame in frames if frame.indexed),
            INDEX_URL.lstrip("/"): self._index.json(),
        }
        for path, text in lists.items():
            Path(config.site_dir, path).write_text(text, encoding="utf-8")

    @staticmethod
    def _is_ours(file: File, config: MkDocsConfig) -> bool:
        in_content = Path(file.abs_src_path or "").is_relative_to(config.docs_dir)
        return in_content and Path(file.src_uri).suffix.lower() in _PUBLISHED


def _beside(config: MkDocsConfig, name: str) -> Path:
    """Give a folder beside the output that the next build finds again."""
    return Path(config.site_dir).resolve().with_name(name)


def _written(files: Files) -> Iterator[Written]:
    for file in files.documentation_pages():
        if file.page is not None:
            yield Written(file.src_uri, file.page.content or "", file.page.meta)


def _with(context: TemplateContext, drawn: Drawn) -> TemplateContext:
    ours = {"template": drawn.template, "frame": drawn.frame, "view": drawn.view}
    return cast("TemplateContext", {**context, **ours})


def _day(text: str) -> date:
    return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011
