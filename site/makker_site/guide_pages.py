"""The pages of the guide, and the rules that let a browser find the result by itself."""

from collections.abc import Iterator
from datetime import date

from makker.domain.catalogue import Catalogue
from makker.domain.guide import Guide, make_guide
from makker.rendering.assets import Asset, read_guide_script, write_data
from makker.rendering.frame import Frame, Framer
from makker.rendering.guide import GuideView, guide_view, in_browser
from makker.services.compile_rules import compile_rules
from makker_site.extras import THEME

GUIDE_URL = "/er-det-noget-for-mig/"
"""Where one chooses a role; the questions are below it."""
_ROLES = ("peer", "mentor")


class GuidePages:
    """The guide of each role, on one day."""

    def __init__(self, catalogue: Catalogue, framer: Framer, today: date) -> None:
        """Make the guides."""
        guides = (make_guide(catalogue, role, today) for role in _ROLES)
        self._ready = [(guide, _rules(guide)) for guide in guides if guide]
        self._texts, self._framer = catalogue.texts, framer
        self._script = read_guide_script(THEME)

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Give the files the pages ask for."""
        return self._script, *(rules for _, rules in self._ready)

    def pages(self) -> Iterator[tuple[str, Frame, object]]:
        """Give template, frame and view of each page."""
        title, description = (self._texts.get(f"guide.{name}") for name in ("titel", "indledning"))
        frame = self._framer.frame(title, path=GUIDE_URL, description=description)
        yield "pages/guide-choice.html", frame, None
        for guide, rules in self._ready:
            view = self._view(guide, rules)
            path = f"{GUIDE_URL}{guide.role}/"
            frame = self._framer.frame(view.title, path=path, indexed=False)
            yield "pages/guide.html", frame, view

    def _view(self, guide: Guide, rules: Asset) -> GuideView:
        browser = in_browser(guide, self._texts, script=self._script.url, rules=rules.url)
        return guide_view(guide, self._texts, browser=browser)


def _rules(guide: Guide) -> Asset:
    return write_data(f"regler-{guide.role}", compile_rules(guide))
