"""Text broken into lines for a drawing, which cannot break it itself."""

_NARROW, _SLIM, _WIDE = (
    frozenset("iljI.,:;'|! "),
    frozenset("frt()[]-»«\u00a0"),
    frozenset("mwMWæÆ@%…"),
)
_WIDTHS = ((_NARROW, 0.32), (_SLIM, 0.43), (_WIDE, 0.95))
_CAPITAL, _OTHER, _BOLD = 0.71, 0.61, 1.1
"""Parts of the font's size, after the widest of the usual fonts: lines come out short, not long."""


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break *text* between words into lines of at most *width*."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _width(text: str, size: float, *, bold: bool) -> float:
    return sum(map(_part, text)) * size * (_BOLD if bold else 1)


def _part(char: str) -> float:
    narrow = next((width for chars, width in _WIDTHS if char in chars), None)
    return narrow or (_CAPITAL if char.isupper() or char.isdecimal() else _OTHER)
