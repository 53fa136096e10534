"""Forms on paper as sheets: as few pages as can be read and written on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from markupsafe import Markup

from makker.domain.danish import COPENHAGEN
from makker_site.printing.drawings import in_ink, pictures
from makker_site.printing.paper_forms import PaperForm, paper_forms
from makker_site.printing.press import Room
from makker_site.printing.sheets import Kind, Sheet, Workshop, typed

_FILE, _TEMPLATE = "skema.pdf", "print/form.html"
_SIZES = (13, 12.5, 12, 11.5, 11, 10.5, 10, 9.5)

_PRIVACY = "/privatliv/"


@dataclass(frozen=True, slots=True)
class PaperView:
    """What the template of a form on paper shows."""

    form: PaperForm
    title: str
    """Of the document."""
    url: str
    """The form's twin, with the site it is on."""
    address: str
    """The same as one types it."""
    code: Markup
    """The same for a telephone's camera."""
    privacy: str
    """Where it is told how answers are kept, as one types it."""
    colours: Mapping[str, str]
    picture: str
    size: float


def paper_sheets(workshop: Workshop) -> Iterator[Sheet]:
    """Give every form as a sheet, as it stands when the day begins in Copenhagen."""
    now = datetime.combine(workshop.today, time(), COPENHAGEN)
    for form in paper_forms(workshop.catalogue, now):
        yield _sheet(form, workshop)


def _sheet(form: PaperForm, workshop: Workshop) -> Sheet:
    texts, colours = workshop.catalogue.texts, in_ink(workshop.colours)
    template = workshop.environment.get_template(_TEMPLATE)
    url = f"{workshop.site_url}{form.path}"
    drawn = dict(pictures(workshop.theme, colours))

    def typeset(size: float, *, imposed: bool) -> str:
        del imposed  # each page is a page of its own
        view = PaperView(
            form=form,
            title=texts.get("papir.titel", navn=form.name, skema=form.title),
            url=url,
            address=typed(url),
            code=workshop.code(url, colours["text"]),
            privacy=typed(f"{workshop.site_url}{_PRIVACY}"),
            colours=colours,
            picture=drawn["bench"],
            size=size,
        )
        return template.render(view=view)

    # A page for each group, and type that can be read; a long form takes more paper, not less type.
    room = Room(pages=len(form.groups), sizes=_SIZES, grows=True)
    return Sheet(Kind(_FILE, _TEMPLATE, room), form.path, typeset, wanted=form.wanted)
