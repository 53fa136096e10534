"""`makker keys`: the keys that one machine seals records and letters with."""

import argparse
from collections.abc import Mapping

from makker.adapters.sqlite_keys import rotate_keys
from makker.bootstrap import DATABASE
from makker_site.commands.operator import Operator


def rotate(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Wrap everything with a new key and forget the old ones, also while a server runs."""
    del options
    operator = Operator.of(environment)
    data = operator.settings.data
    if operator.settings.table:
        return operator.refuse("kommandoer.kun_en_maskine")
    if not (data / DATABASE).exists():
        return operator.refuse("kommandoer.kopi.ingen_database", mappe=str(data))
    number = rotate_keys(data / DATABASE, data)
    return operator.say("kommandoer.ny_noegle", antal=str(number))
