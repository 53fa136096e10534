"""`makker aws bring-back`: what a table has lost, from one that AWS restored beside it."""

import argparse
from collections.abc import Mapping

from makker_site.aws.account import Account
from makker_site.aws.bring_back import bring_back
from makker_site.aws.rollout import Rollout
from makker_site.commands.aws import plan_of, speaking_to_aws, which
from makker_site.commands.operator import Operator


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    which(parser)
    parser.add_argument("restored", metavar="TABLE", help="the table that AWS restored")


@speaking_to_aws()
def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Copy what is missing. What was erased meanwhile stays erased."""
    operator, plan = Operator.of(environment), plan_of(options)
    account = Account(plan.region)
    live = Rollout(account, plan).live
    if not live:
        return operator.refuse("udrulning.er_ikke_ude", navn=plan.stack)
    brought = bring_back(account.client("dynamodb"), options.restored, live["TableName"])
    return operator.say(
        "udrulning.bragt_tilbage", antal=str(brought.back), slettet=str(brought.left)
    )
