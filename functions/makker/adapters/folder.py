"""Mail as `.eml` files in a folder, where no mail server is set."""

import os
from pathlib import Path

from makker.adapters.mime import as_mail
from makker.domain.letter import Letter
from makker.ports import MailError


class FolderMailer:
    """Writes each letter to `<id>.eml`; the same letter twice is one file."""

    def __init__(self, folder: Path, sender: str) -> None:
        """Write below *folder*, as *sender*."""
        self._folder = folder
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Write the file whole or not at all."""
        target = self._folder / f"{letter.id}.eml"
        unfinished = target.with_suffix(".tmp")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(as_mail(letter, self._sender, "8bit").as_bytes())
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        except OSError as error:
            message = "the mail folder could not be written"
            raise MailError(message) from error
