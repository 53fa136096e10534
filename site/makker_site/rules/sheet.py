"""The sheet a drawing is made on: texts, cards, lines and marks, each where it stands."""

from dataclasses import dataclass, field

from makker_site.rules.typeset import wrapped


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: its class in the drawing, its size and the height of its lines."""

    name: str
    size: float
    leading: float
    bold: bool = False


TITLE = Style("title", 22, 30, bold=True)
SECTION = Style("section", 13, 18, bold=True)
HEAD = Style("head", 15, 20, bold=True)
PLAIN = Style("plain", 14, 20)
SMALL = Style("small", 12, 17)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, from the left end of its baseline."""

    x: float
    y: float
    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """One card."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line, by the path it takes."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign for what comes of a criterion, or a dot where lines meet."""

    x: float
    y: float
    kind: str
    shape: str


@dataclass(slots=True)
class Sheet:
    """What has been drawn so far."""

    texts: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def write(self, text: str, style: Style, x: float, y: float, *, width: float) -> float:
        """Write text below *y*, broken to the width. Give where it ends."""
        for line in wrapped(text, width, style.size, bold=style.bold):
            y += style.leading
            self.texts.append(Text(x, y - round(style.leading * 0.28), style.name, line))
        return y

    def across(self, start: tuple[float, float], end: tuple[float, float], kind: str) -> None:
        """Draw a line that swings from one column to the next."""
        (x, y), (to_x, to_y) = start, end
        middle = (x + to_x) / 2
        self.lines.append(Line(f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}", kind))
