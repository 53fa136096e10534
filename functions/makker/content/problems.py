"""What is wrong with the content, said so that the person who edits it can mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from makker.domain.errors import MakkerError
from makker.domain.texts import Texts


class Kind(StrEnum):
    """What sort of problem it is; `tekster/problemer.yml` has the sentence for each."""

    UNREADABLE = "kan_ikke_laeses"
    NO_FILE = "fil_mangler"
    NO_FRONT_MATTER = "ingen_top"
    WRONG_SHAPE = "forkert_form"
    MISSING_KEY = "noegle_mangler"
    UNKNOWN_KEY = "ukendt_noegle"
    REPEATED_KEY = "noegle_to_gange"
    REPEATED_CODE = "kode_to_gange"
    EMPTY = "tom"
    NOT_ONE_OF = "ikke_en_af"
    NOT_A_DATE = "ikke_dato"
    NOT_A_TIME = "ikke_klokkeslaet"
    WRONG_WEEKDAY = "forkert_ugedag"
    WRONG_ORDER = "forkert_raekkefoelge"
    WRONG_SPAN = "forkert_periode"
    NOT_A_NUMBER = "ikke_tal"
    NOT_A_PERIOD = "ikke_tidsrum"
    NOT_A_PHONE = "ikke_telefon"
    WRONG_VERSION = "forkert_skema"
    NO_DESCRIPTION = "billede_uden_tekst"
    NO_PICTURE = "billede_mangler"
    NOT_A_PICTURE = "ikke_billede"
    NO_ICON = "ukendt_ikon"
    NO_PAGE = "side_mangler"
    UNCHECKED = "ikke_kontrolleret"
    TOO_OLD = "kontrol_for_gammel"
    PLACEHOLDER = "skal_udfyldes"


WARNINGS = frozenset({Kind.UNCHECKED, Kind.TOO_OLD, Kind.PLACEHOLDER})
"""Problems a site can be built with, but should not be opened with."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem and where it is."""

    file: str
    """Relative to the content folder."""
    line: int
    """From 1."""
    key: str
    """The way to it through the file, with dots; empty for the file itself."""
    kind: Kind
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def warning(self) -> bool:
        """Whether the site can be built all the same."""
        return self.kind in WARNINGS

    def words(self, texts: Texts) -> str:
        """Say what is wrong and how to mend it."""
        name = f"problemer.{self.kind}"
        # A broken text file must not hide what is broken in it.
        return texts.get(name, **self.values) if name in texts.sentences else self.kind.value

    def sentence(self, texts: Texts) -> str:
        """Say it in one line: file, line and key, then what is wrong."""
        key = f"{self.key}: " if self.key else ""
        return f"{self.file}:{self.line}: {key}{self.words(texts)}"


class ContentError(MakkerError):
    """The content has problems that no site can be built with."""

    def __init__(self, problems: Iterable[Problem], texts: Texts) -> None:
        """Keep the problems, and say each in a line."""
        self.problems = tuple(problems)
        self.texts = texts
        super().__init__("\n".join(problem.sentence(texts) for problem in self.problems))
