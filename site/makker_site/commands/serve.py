"""`makker serve`: one machine, whole."""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Mapping

from makker.domain.danish import long_date
from makker.settings import Settings
from makker_site.commands.build import OUTPUT
from makker_site.courier import Courier, Traffic
from makker_site.functions import Functions
from makker_site.publish import Publisher
from makker_site.server import listen, make_front
from makker_site.server import serve as serve_front

_TURN = 0.0005
"""Seconds a thread may keep the others waiting: whoever answers many waits many times."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Build, then serve until stopped."""
    address = f"http://127.0.0.1:{options.port}"
    settings = Settings.read({"MAKKER_SITE_URL": address, **environment})
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # else a letter would be left half sent
    listener = listen(options.port)
    publisher = Publisher(settings, OUTPUT.resolve())
    sys.setswitchinterval(_TURN)
    gc.collect()
    gc.freeze()  # what there is now stays: nobody has to wait while it is looked through again
    say = publisher.app.catalogue.texts.get
    if settings.today:
        print(say("kommandoer.i_dag", dag=long_date(settings.today)))
    print(say("kommandoer.koerer", adresse=address), flush=True)
    traffic = Traffic()
    courier = Courier(lambda: publisher.app, traffic)
    functions = Functions(lambda: publisher.app, traffic, courier.wake)
    courier.start()
    publisher.start()
    try:
        front = make_front(lambda: publisher.app, publisher.output, functions)
        serve_front(front, listener)
    finally:
        publisher.stop()
        courier.stop()
    return 0
