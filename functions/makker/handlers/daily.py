"""What is done by the clock: unsent letters are swept up, and what is over is erased."""

import functools
import os
from collections.abc import Mapping
from typing import Any

from makker.bootstrap import App, build_app
from makker.handlers.log import log, log_alarm, log_fault, start_logging
from makker.services.expire import expire
from makker.settings import Settings


@functools.cache
def _app() -> App:
    start_logging()
    return build_app(Settings.read(os.environ))


def handler(event: Mapping[str, Any], context: object) -> None:
    """Do the day's work when the scheduler calls."""
    del event, context
    work(_app())


def try_to_work(app: App) -> None:
    """Do the work; a fault of ours is logged, and the next round tries again."""
    try:
        work(app)
    except Exception as error:  # noqa: BLE001 - the thread must live on
        log_fault("fejl_i_dagens_arbejde", error)


def work(app: App) -> None:
    """Give free seats away, send what waits, and erase what is over."""
    moved = app.move_up(app.catalogue)
    if moved:
        log("rykket_op", antal=moved)
    delivered = app.deliver()
    if delivered.sent or delivered.failed:
        log("breve", sendt=delivered.sent, fejlet=delivered.failed)
    for reference in delivered.given_up:
        log_alarm("brev_opgivet", reference=reference)
    erased = expire(app.records, app.trail, app.clock)
    if erased:
        log("slettet_efter_frist", antal=erased)
