"""`makker statistics`: how much came, so that nobody can be found in the numbers."""

import argparse
import json
from collections.abc import Mapping

from makker.domain.statistics import SMALLEST, Group, Shown, Sum, shown
from makker_site.commands.operator import Operator


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print what may be shown, by month."""
    operator = Operator.of(environment)
    found = shown(operator.open_store().counts())
    if options.json:
        print(json.dumps(_values(found), ensure_ascii=False))
        return 0
    say = operator.texts.get
    for group, number in found.rows:
        print("  ".join([*_names(group), _number(number, operator)]))
    for kind, together in found.sums.items():
        print(say("kommandoer.statistik.sum", slags=kind, antal=_range(together, operator)))
    return operator.say("kommandoer.statistik.alt", antal=_range(found.whole, operator))


def _names(group: Group) -> list[str]:
    names = (group.month, group.kind.value, group.about, group.role, group.outcome)
    return [name for name in names if name]


def _number(number: int | None, operator: Operator) -> str:
    under = operator.texts.get("kommandoer.statistik.under", antal=str(SMALLEST))
    return under if number is None else str(number)


def _range(together: Sum, operator: Operator) -> str:
    if together.least == together.most:
        return str(together.least)
    fra, til = str(together.least), str(together.most)
    return operator.texts.get("kommandoer.statistik.mellem", fra=fra, til=til)


def _values(found: Shown) -> dict[str, object]:
    return {
        "grupper": [
            {
                "maaned": group.month,
                "slags": group.kind.value,
                "om": group.about,
                "rolle": group.role,
                "udfald": group.outcome,
                "antal": number,
            }
            for group, number in found.rows
        ],
        "i_alt": {kind.value: _bounds(together) for kind, together in found.sums.items()},
        "alt": _bounds(found.whole),
        "under": SMALLEST,
    }


def _bounds(together: Sum) -> dict[str, int]:
    return {"mindst": together.least, "hoejst": together.most}
