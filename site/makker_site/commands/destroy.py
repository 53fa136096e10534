"""`makker aws destroy`: take a site off the internet, and keep what people sent."""

import argparse
from collections.abc import Mapping

from makker_site.aws.account import Account
from makker_site.aws.rollout import Rollout
from makker_site.commands.aws import plan_of, speaking_to_aws, which
from makker_site.commands.operator import Operator


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    which(parser)
    parser.add_argument("--really", metavar="STACK", default="", help="its name, once more")


@speaking_to_aws()
def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Remove a site that is named twice. Its table and its key stay."""
    operator, plan = Operator.of(environment), plan_of(options)
    if options.really != plan.stack:
        return operator.refuse("udrulning.fjern_to_gange", navn=plan.stack)
    rollout = Rollout(Account(plan.region), plan)
    if not rollout.live:
        return operator.refuse("udrulning.er_ikke_ude", navn=plan.stack)
    kept = list(rollout.remove())
    operator.say("udrulning.fjernet", navn=plan.stack)
    for name in kept:
        operator.say("udrulning.bevaret", navn=name)
    return 0
