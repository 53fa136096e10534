"""The keys of one machine: small files in the data folder that their owner alone can read."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet

from makker.adapters.sealing import EnvelopeSealer, KeyRing

SEAL_FILE = "seal.key"
"""The wrapping keys, one a line, the newest first."""
SECRET_FILE = "secret.key"  # noqa: S105
"""What tokens are signed with."""


def read_secret(data: Path) -> str:
    """Give the secret of one machine; make it at the first start."""
    return _lines(data / SECRET_FILE, lambda: secrets.token_urlsafe(32))[0]


def read_sealer(data: Path) -> EnvelopeSealer:
    """Give the sealer of one machine; make its key at the first start."""
    return EnvelopeSealer(KeyRing(_lines(data / SEAL_FILE, _new_key)))


def add_seal_key(data: Path) -> None:
    """Put a new wrapping key before the ones there are; they still open what they sealed."""
    file = data / SEAL_FILE
    _write(file, [_new_key(), *_lines(file, _new_key)])


def keep_newest_seal_key(data: Path) -> None:
    """Forget all wrapping keys but the newest."""
    file = data / SEAL_FILE
    _write(file, _lines(file, _new_key)[:1])


def _new_key() -> str:
    return Fernet.generate_key().decode("ascii")


def _lines(file: Path, make: Callable[[], str]) -> list[str]:
    if not file.exists():
        fresh = _on_disk(file, [make()])
        # Two processes may start at once: the first one's key is everyone's.
        with suppress(FileExistsError):
            os.link(fresh, file)
        fresh.unlink()
    return file.read_text(encoding="ascii").split()


def _write(file: Path, lines: list[str]) -> None:
    _on_disk(file, lines).replace(file)


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
