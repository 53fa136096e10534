"""`makker aws releases` and `rollback`: what was live, and how it is live again."""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from makker_site.aws.account import Account
from makker_site.aws.rollout import Rollout
from makker_site.commands.aws import go_live, plan_of, speaking_to_aws, which
from makker_site.commands.operator import Operator


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rollback`."""
    which(parser)
    parser.add_argument("release", nargs="?", default="", help="else: the one before that worked")


@speaking_to_aws()
def list_(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Print each release, the newest first."""
    operator, rollout = Operator.of(environment), _rollout(options)
    live = rollout.releases.live
    for name in rollout.releases.names():
        worked = "" if rollout.releases.is_approved(name) else "_uset"
        text = "udgave_i_luften" if name == live else f"udgave{worked}"
        operator.say(f"udrulning.{text}", udgave=name)
    return 0


@speaking_to_aws()
def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Put an earlier release live: its functions, its template, its pages."""
    operator, rollout = Operator.of(environment), _rollout(options)
    if not rollout.releases.live:
        return operator.refuse("udrulning.er_ikke_ude", navn=rollout.plan.stack)
    name = options.release or rollout.releases.before()
    if not name:
        return operator.refuse("udrulning.ingen_tidligere", navn=rollout.plan.stack)
    print(operator.texts.get("udrulning.funktioner"), file=sys.stdout, flush=True)
    release = rollout.releases.get(name)
    rollout.put_functions(release)
    with tempfile.TemporaryDirectory() as folder:
        rollout.releases.unpack_pages(name, Path(folder))
        return go_live(rollout, release, Path(folder), operator.texts)


def _rollout(options: argparse.Namespace) -> Rollout:
    plan = plan_of(options)
    return Rollout(Account(plan.region), plan)
