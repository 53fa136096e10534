"""`makker serve`: one machine, whole."""

import argparse
import os
from collections.abc import Mapping

from makker.bootstrap import build_app
from makker.domain.danish import in_copenhagen, long_date
from makker.handlers.log import start_logging
from makker.settings import Settings
from makker_site.commands.build import OUTPUT, build_for
from makker_site.server import Courier, make_front
from makker_site.server import serve as serve_front


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")
    parser.add_argument("--data", help="the data folder (default: var)")
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="believe that it is this day")
    parser.add_argument("--content", help="the content folder (default: content)")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Build, then serve until stopped."""
    address = f"http://127.0.0.1:{options.port}"
    settings = Settings.read({"MAKKER_SITE_URL": address, **environment})
    start_logging()
    app = build_app(settings)
    today = in_copenhagen(app.clock.now()).date()
    built = build_for(settings, OUTPUT)
    say = app.catalogue.texts.get
    if settings.today:
        print(say("kommandoer.i_dag", dag=long_date(today)))
    print(say("kommandoer.koerer", adresse=address), flush=True)
    courier = Courier(app)
    courier.start()
    try:
        serve_front(make_front(app, built.folder, courier.wake), options.port)
    finally:
        courier.stop()
    return 0
