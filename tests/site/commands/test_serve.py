"""A server that is told to stop."""

import asyncio
import signal
import threading
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from makker.adapters.key_file import read_sealer
from makker.adapters.sqlite import SqliteRecords
from tests.contracts.post import Letterbox
from tests.serving import free_port, serving
from tests.torture.visitors import Visitors


class Slow(Letterbox):
    """A mail server that thinks for a while about the first letter."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if not self.asked.is_set():
            self.asked.set()
            await asyncio.sleep(1)
        return await super().handle_DATA(server, session, envelope)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_server_that_is_told_to_stop_finishes_its_letter_and_sends_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: signal.Signals
) -> None:
    letterbox, port = Slow(), free_port()
    monkeypatch.setenv("MAKKER_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("MAKKER_SMTP_PORT", str(port))
    controller = Controller(letterbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with serving(tmp_path) as served, httpx.Client() as client:
            Visitors(client, served.url).apply()
            assert letterbox.asked.wait(30)
            served.process.send_signal(told)
            assert served.process.wait(30) == (0 if told is signal.SIGTERM else 130)
        assert "Traceback" not in served.log.read_text("utf-8")
    finally:
        controller.stop()
    assert len(letterbox.mails) == 1
    with closing(SqliteRecords(served.data / "makker.db", read_sealer(served.data))) as store:
        assert list(store.unsent()) == []
