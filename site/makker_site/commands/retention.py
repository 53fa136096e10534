"""`makker retention`: what is over today and why, and its erasure."""

import argparse
import json
from collections import Counter
from collections.abc import Mapping

from makker.domain.danish import in_copenhagen, long_date
from makker.domain.retention import Overdue
from makker.services.expire import Expire, Over
from makker_site.commands.operator import Operator


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--dry-run", action="store_true", help="erase nothing, only tell")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Erase what is over, and tell. Exit status 1 when something could not be erased."""
    operator = Operator.of(environment)
    expire = Expire(operator.open_store(), operator.clock)
    retention = operator.catalogue.organisation.retention
    over = expire.over(retention) if options.dry_run else expire(retention)
    if options.json:
        print(json.dumps(_values(over, erased=not options.dry_run), ensure_ascii=False))
    else:
        _print(over, operator, dry_run=options.dry_run)
    return 1 if over.left else 0


def _values(over: Over, *, erased: bool) -> dict[str, object]:
    return {
        "slettet": erased,
        "antal": dict(Counter(_rule(one) for one in over.records)),
        "henvendelser": [
            {
                "reference": one.reference,
                "regel": _rule(one),
                "modtaget": one.received_at.isoformat(),
                "sidste_dag": one.last_day.isoformat(),
            }
            for one in over.records
        ],
        "spor": over.lines,
        "ikke_slettet": list(over.left),
    }


def _rule(one: Overdue) -> str:
    """Name what decided how long it was kept, as it stands under `opbevaring`."""
    if one.suspected:
        return "mistaenkt"
    return f"{one.kind}.{one.outcome}" if one.outcome else one.kind.value


def _print(over: Over, operator: Operator, *, dry_run: bool) -> None:
    say = operator.texts.get
    for one in over.records:
        received = long_date(in_copenhagen(one.received_at).date())
        words = {"reference": one.reference, "regel": _rule(one), "modtaget": received}
        print(say("kommandoer.opbevaring.linje", sidste=long_date(one.last_day), **words))
    for rule, number in sorted(Counter(_rule(one) for one in over.records).items()):
        print(say("kommandoer.opbevaring.antal", regel=rule, antal=str(number)))
    done = "kommandoer.opbevaring.proeve" if dry_run else "kommandoer.opbevaring.slettet"
    operator.say(done, antal=str(len(over.records)), spor=str(over.lines))
    for reference in over.left:
        operator.refuse("kommandoer.opbevaring.ikke_slettet", reference=reference)
