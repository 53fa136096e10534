"""What is done by the clock: letters are written and sent, and what is over is erased."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from makker.app import App
from makker.bootstrap import build_app
from makker.handlers.at_start import at_start
from makker.log import log, log_alarm, log_fault, telling
from makker.settings import Settings

_LONG = timedelta(minutes=15)
"""How long a letter may wait before the log tells of it."""


@at_start
def _app() -> App:
    return build_app(Settings.read(os.environ))


def handler(event: Mapping[str, Any], context: object) -> None:
    """Do the day's work when the scheduler calls."""
    del event, context
    app = _app()
    with telling():
        work(app)
        tell_of_letters(app)
        log("dagens_arbejde_gjort")


def try_to_work(app: App) -> None:
    """Do the work; a fault of ours is logged, and the next round tries again."""
    try:
        work(app)
    except Exception as error:  # noqa: BLE001 - the thread must live on
        log_fault("fejl_i_dagens_arbejde", error)


def work(app: App) -> None:
    """Write what there is to tell, send what waits, and erase what is over.

    What cannot be done of the one holds up none of the others.
    """
    with ExitStack() as afterwards:
        afterwards.callback(_erase, app)
        afterwards.callback(_send, app)  # the last that is added comes first
        _write(app)


def _write(app: App) -> None:
    """Give free seats away first: who gets one now is told of the meeting as it is now."""
    moved = app.move_up(app.catalogue)
    if moved:
        log("rykket_op", antal=moved)
    for news, count in app.follow_up(app.catalogue).items():
        log(f"besked_{news}", antal=count)
    written = app.digest(app.catalogue)
    if written:
        log("dagens_brev", antal=written)


def _send(app: App) -> None:
    delivered = app.deliver()
    if delivered.sent or delivered.failed:
        why = {"hvorfor": delivered.reasons} if delivered.reasons else {}
        log("breve", sendt=delivered.sent, fejlet=delivered.failed, **why)
    for about in delivered.locked:
        log_alarm("brev_kan_ikke_aabnes", reference=about)
    for about in delivered.given_up:
        log_alarm("brev_opgivet", reference=about)


def tell_of_letters(app: App) -> None:
    """Log how long the oldest letter has waited, where that is long: an alarm listens for it."""
    waited = [app.clock.now() - letter.written_at for letter in app.outbox.unsent()]
    if waited and max(waited) > _LONG:
        log("breve_venter", antal=len(waited), minutter=max(waited) // timedelta(minutes=1))


def _erase(app: App) -> None:
    over = app.expire(app.catalogue.organisation.retention)
    if over.records:
        log("slettet_efter_frist", antal=len(over.records))
    for reference in over.left:
        log_alarm("kunne_ikke_slette", reference=reference)
