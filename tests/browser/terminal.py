"""w3m, a browser of text alone, in a terminal of its own."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

W3M = "/usr/bin/w3m"
PATIENCE = 30.0
ROWS, COLUMNS = 50, 100


def dump(address: str, home: Path) -> str:
    """Give a page as w3m prints it, every space alike."""
    command = [W3M, "-dump", "-cols", str(COLUMNS), address]
    done = subprocess.run(
        command, env=_environment(home), capture_output=True, text=True, check=True, timeout=60
    )
    return " ".join(done.stdout.split())


@dataclass
class Terminal:
    """A page in w3m: one goes to a text, then to what can be filled in or pressed behind it."""

    screen: int

    def see(self, title: str) -> None:
        """Wait until a page of this title is shown."""
        shown = ""
        while f"Viewing <{title}" not in shown:
            ready, _, _ = select.select([self.screen], [], [], PATIENCE)
            assert ready, f"{title} did not come: {shown[-2000:]}"
            shown += os.read(self.screen, 65536).decode("utf-8", "replace")

    def choose(self, words: str) -> None:
        """Go to the words, on to what follows them, and choose or press it."""
        self._press(f"/{words}\r\t\r")

    def write(self, words: str, text: str) -> None:
        """Write into the field that follows the words."""
        self.choose(words)
        self._press(f"{text}\r")

    def press(self, words: str) -> None:
        """Press the button that says the words."""
        self._press(f"/{words}\r\r")

    def _press(self, keys: str) -> None:
        for key in re.findall(r"[^\r\t]+|[\r\t]", keys):
            os.write(self.screen, key.encode())
            # What is typed while it draws would be taken for something else.
            while select.select([self.screen], [], [], 0.1)[0] and key != "\r":
                os.read(self.screen, 65536)


@contextmanager
def reading(address: str, home: Path) -> Iterator[Terminal]:
    """Open an address in w3m."""
    process, screen = pty.fork()
    if not process:
        os.execve(W3M, [W3M, "-no-mouse", address], _environment(home))  # noqa: S606 - no shell
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        yield Terminal(screen)
    finally:
        os.kill(process, 9)
        os.waitpid(process, 0)
        os.close(screen)


def _environment(home: Path) -> dict[str, str]:
    return {"HOME": str(home), "TERM": "xterm", "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
