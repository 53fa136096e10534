"""How hard Danish is to read (LIX), which words hurt, and what a page says to its reader."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

ORGANISATIONS = (
    "Socialpsykiatrien i Vejle Kommune",
    "Ældre- og Handicapforvaltningen i Odense Kommune",
    "Ældre- og Handicapforvaltningen, Odense",
    "Ældre- og Handicapforvaltningen",
    "RusmiddelCenter Vejle",
    "Vejle Misbrugscenter",
    "Vejle Kommune",
    "Odense Kommune",
    "Psykiatrifondens rådgivning",
    "Psykiatrifonden",
    "Foreningernes Hus",
    "Socialstyrelsen",
    "Datatilsynet",
    "Digitaliseringsstyrelsen",
    "Lægevagten i Region Syddanmark",
    "BørneTelefonen",
    "Alkolinjen",
    "Livslinien",
    "SIND rådgivning",
    "SIND",
)
"""Official names. Nobody can make them shorter, and some hold words we do not use ourselves."""

_AVOID = (
    r"misbruger(?:e|en|ne|ens|es)?",
    r"narkoman(?:er|en|erne)?",
    r"alkoholiker(?:e|en|ne)?",
    r"junkier?(?:s|n|ne)?",
    r"(?:er|blev|blive|bliver|blevet|været|helt) ren|clean",
    r"psykisk syge?|sindslidende|sindssyge?|skizofren[et]?|en bipolar",
    r"lider af|kæmper med|ramt af",
    r"(?:en|som|til|for|hver) bruger|bruger(?:e|en|ens|es|ne|nes)",
    r"klient(?:er|en|erne)?|patient(?:er|en|erne)?",
    r"afvist|ikke godkendt|ugyldigt?e?|opfylder ikke krav(?:ene)?",
    r"raske?|normalt?e?",
    r"begå selvmord|selvmord",
)
_AVOIDED = re.compile(rf"\b(?:{'|'.join(_AVOID)})\b", re.IGNORECASE)

_ABBREVIATIONS = frozenset(
    {"bl.a.", "ca.", "dvs.", "evt.", "inkl.", "kl.", "m.m.", "mv.", "nr.", "osv.", "tlf."}
)
_NO_WORDS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # mail
    r"|https?://\S+|\b(?:[\w-]+\.)+(?:dk|com|org|eu)\b(?:/[\w/-]*)?"  # address of a page
    r"|(?<!\w)\+?\d(?:[ \u00a0]?\d){5,}(?!\w)"  # telephone
)
_NAMES = re.compile("|".join(re.escape(name) for name in ORGANISATIONS))
_END = re.compile(r"[.!?…][«»)]*(?=\s|$)|→")
_WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
_LONG = 7


def sentences(block: str) -> Iterator[str]:
    """Split what stands in one paragraph, heading, list item or table cell."""
    start = 0
    for end in _END.finditer(block):
        if not _goes_on(block[start : end.end()], block[end.end() :]):
            yield block[start : end.end()].strip()
            start = end.end()
    yield block[start:].strip()


def _goes_on(said: str, rest: str) -> bool:
    last = said.rsplit(maxsplit=1)[-1].lower().lstrip("(»")
    ordinal = re.fullmatch(r"\d+\.", last) and rest.lstrip()[:1].islower()
    return last in _ABBREVIATIONS or bool(ordinal)


def without_addresses(text: str) -> str:
    """Leave out mail addresses, addresses of pages, and telephone numbers."""
    return _NO_WORDS.sub(" ", text)


def words(text: str) -> list[str]:
    """Give the words that count: not addresses, telephone numbers, or organisations' names."""
    return _WORD.findall(_NAMES.sub(" ", without_addresses(text)))


def lix(blocks: Iterable[str]) -> float:
    """Give words per sentence, and long words per hundred, added up."""
    counted = [words(sentence) for block in blocks for sentence in sentences(block)]
    spoken = [sentence for sentence in counted if sentence]
    every = [word for sentence in spoken for word in sentence]
    if not every:
        return 0.0
    long = sum(sum(char.isalpha() for char in word) >= _LONG for word in every)
    return round(len(every) / len(spoken) + 100 * long / len(every), 1)


def too_long(blocks: Iterable[str], limit: int) -> list[str]:
    """Give the sentences of more than *limit* words."""
    every = (sentence for block in blocks for sentence in sentences(block))
    return [sentence for sentence in every if len(words(sentence)) > limit]


def avoided(text: str) -> list[str]:
    """Give the words that reduce people to an illness or a case (data protection, 4.6)."""
    return _AVOIDED.findall(_NAMES.sub(" ", " ".join(text.split())))


def visible(html: str, inside: str = "main") -> list[str]:
    """Give what a page shows inside an element, each block of text for itself."""
    reader = _Reader(inside)
    reader.feed(html)
    reader.close()
    return reader.blocks


class _Reader(HTMLParser):
    _INLINE = frozenset(
        {"a", "abbr", "b", "cite", "em", "i", "q", "small", "span", "strong", "time"}
    )
    _UNSPOKEN = frozenset({"code", "script", "style", "svg", "textarea"})

    def __init__(self, inside: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._inside = inside
        self._depth = 0
        self._unspoken = 0
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._depth += tag == self._inside
        self._unspoken += tag in self._UNSPOKEN
        self._break_at(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break_at(tag)
        self._depth -= tag == self._inside
        self._unspoken -= tag in self._UNSPOKEN

    def handle_data(self, data: str) -> None:
        if self._depth and not self._unspoken:
            self._text += data

    def _break_at(self, tag: str) -> None:
        if tag not in self._INLINE | self._UNSPOKEN:
            block = re.sub(r"[ \t\r\n]+", " ", self._text).strip()
            self.blocks += [block] if block else []
            self._text = ""
