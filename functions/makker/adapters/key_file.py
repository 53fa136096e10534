"""The keys of one machine: small files in the data folder that their owner alone can read."""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet

from makker.adapters.durable import put_in_place, sync_folder
from makker.adapters.sealing import EnvelopeSealer, KeyRing
from makker.ports import SealError

SEAL_FILE = "seal.key"
"""The wrapping keys, one a line, the newest first."""
SECRET_FILE = "secret.key"  # noqa: S105
"""What tokens are signed with: secrets, one a line, the newest first."""
_Stamp = tuple[int, int, int]


def read_secrets(data: Path) -> list[str]:
    """Give the secrets of one machine, the newest first; make one at the first start."""
    return _lines(data / SECRET_FILE, lambda: secrets.token_urlsafe(32))


def read_sealer(data: Path) -> EnvelopeSealer:
    """Give the sealer of one machine; make its key at the first start."""
    file = data / SEAL_FILE
    _lines(file, _new_key)
    return EnvelopeSealer(FileRing(file))


class FileRing:
    """The wrapping keys of the file, also when another process changes them meanwhile.

    Nothing is wrapped with a key that the file does not hold any more. A key that was once read
    still unwraps until the process ends: what it is just reading may be wrapped with it.
    """

    def __init__(self, file: Path) -> None:
        """Read the file, which must be there."""
        self._file = file
        self._known: list[str] = []
        self._stamp: _Stamp | None = None
        self._look()

    def current(self) -> tuple[bytes, str]:
        """Give the key of these minutes, and the same key wrapped with the newest of the file."""
        self._look()
        return self._ring.current()

    def unwrap(self, wrapped: str) -> bytes:
        """Give the key back; look again where the keys that are known do not fit."""
        ring = self._ring
        try:
            return ring.unwrap(wrapped)
        except SealError:
            if not self._look() and self._ring is ring:  # nor has another thread looked meanwhile
                raise
            return self._ring.unwrap(wrapped)

    def renewed(self, wrapped: str) -> str:
        """Give a wrapped key wrapped with the newest of the file; the same when it is already."""
        return self._ring.renewed(wrapped)

    def _look(self) -> bool:
        """Read the keys when the file is another one. Say whether it was."""
        try:
            stat = os.stat(self._file)  # noqa: PTH116 - before each text that is sealed
            stamp = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if stamp == self._stamp:
                return False
            keys = self._file.read_text(encoding="ascii").split()
            KeyRing(keys)  # an empty file is as bad as none, whatever is known from before
            known = [*keys, *(key for key in self._known if key not in keys)]
            self._ring = KeyRing(known)
        except (OSError, ValueError) as error:
            message = f"{self._file.name} cannot be read: {type(error).__name__}"
            raise SealError(message) from error
        self._known, self._stamp = known, stamp
        return True


def add_seal_key(data: Path) -> None:
    """Put a new wrapping key before the ones there are; they still open what they sealed."""
    file = data / SEAL_FILE
    _write(file, [_new_key(), *_lines(file, _new_key)])


def keep_newest_seal_key(data: Path) -> None:
    """Forget all wrapping keys but the newest."""
    file = data / SEAL_FILE
    _write(file, _lines(file, _new_key)[:1])


def copy_keys(data: Path) -> Mapping[str, str]:
    """Give the text of each key file there is, by its name."""
    files = [data / name for name in (SEAL_FILE, SECRET_FILE)]
    return {file.name: file.read_text(encoding="ascii") for file in files if file.exists()}


def put_keys(data: Path, copied: Mapping[str, str]) -> None:
    """Bring copied keys back. Wrapping keys that are there stay, and open what they sealed."""
    for name, text in copied.items():
        file, lines = data / name, text.split()
        there = file.read_text(encoding="ascii").split() if file.exists() else []
        kept = [line for line in there if line not in lines] if name == SEAL_FILE else []
        _write(file, [*lines, *kept])


def _new_key() -> str:
    return Fernet.generate_key().decode("ascii")


def _lines(file: Path, make: Callable[[], str]) -> list[str]:
    if not file.exists():
        fresh = _on_disk(file, [make()])
        # Two processes may start at once: the first one's key is everyone's.
        with suppress(FileExistsError):
            os.link(fresh, file)
        fresh.unlink()
        sync_folder(file.parent)
    return file.read_text(encoding="ascii").split()


def _write(file: Path, lines: list[str]) -> None:
    put_in_place(_on_disk(file, lines), file)


def _on_disk(file: Path, lines: list[str]) -> Path:
    """Write a file beside *file*, and let it reach the disk before anything is sealed with it."""
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with fresh.open("w", encoding="ascii") as out:
        out.write("\n".join(lines) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return fresh
