"""Compiled libraries without the names of what is inside them, which only debuggers read.

`strip` does the same, but needs to be built for the machine that the library is for. The tables
are overwritten, not cut out: everything else stays where it is, and nothing compresses better.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

_MAGIC = b"\x7fELF\x02\x01"
"""ELF, 64 bits, the low byte first: Lambda's machines both."""
_SYMBOLS = 2
"""The kind of a table of names that nothing needs at run time. Those that do have another."""


def forget_symbols(library: Path) -> None:
    """Overwrite the symbol table of a library and the text it points at."""
    raw = bytearray(library.read_bytes())
    if not raw.startswith(_MAGIC):
        return
    for start, size in list(_tables(raw)):
        raw[start : start + size] = bytes(size)
    # The file may be linked to the installer's own copy, which must stay as it is.
    library.unlink()
    library.write_bytes(raw)


def _tables(raw: bytearray) -> Iterator[tuple[int, int]]:
    """Give where the tables are, and how long."""
    (first,) = struct.unpack_from("<Q", raw, 0x28)
    length, count, _ = struct.unpack_from("<HHH", raw, 0x3A)
    headers = [raw[first + number * length :][:length] for number in range(count)]
    for header in headers:
        (kind,) = struct.unpack_from("<I", header, 0x04)
        if kind == _SYMBOLS:
            yield _place(header)
            (names,) = struct.unpack_from("<I", header, 0x28)
            yield _place(headers[names])


def _place(header: bytearray) -> tuple[int, int]:
    start, size = struct.unpack_from("<QQ", header, 0x18)
    return start, size
