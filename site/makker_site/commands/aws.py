"""What the commands of `makker aws` have in common: which site, and how it goes live."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from makker.domain.texts import Texts
from makker_site.aws.errors import DeployError
from makker_site.aws.plan import KINDS, Plan, read_plan
from makker_site.aws.releases import Release
from makker_site.aws.rollout import Rollout
from makker_site.aws.template import TEMPLATES


def which(parser: argparse.ArgumentParser) -> None:
    """Let the command be told which site."""
    parser.add_argument("kind", choices=KINDS, help="which of the plans")
    folder = TEMPLATES / "parameters"
    parser.add_argument(
        "--plans", type=Path, metavar="DIR", default=folder, help="default: infra/parameters"
    )


def plan_of(options: argparse.Namespace) -> Plan:
    """Give the plan of the site that the command is about."""
    return read_plan(options.kind, options.plans)


@contextmanager
def speaking_to_aws() -> Iterator[None]:
    """Tell what AWS would not do in its own words: they name the right that is missing."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - slow to load

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        message = f"AWS: {error}"
        raise DeployError(message) from error


def go_live(
    rollout: Rollout, release: Release, pages: Path, texts: Texts, *, rebuilt: bool = False
) -> int:
    """Put the pages up, and say what is wrong with the site. Exit status 1 when something is."""
    was = rollout.releases.live if rebuilt else ""
    live = rollout.put_pages(pages, release)
    numbers = {"antal": str(live.uploaded), "fjernet": str(live.removed)}
    print(texts.get("udrulning.sider", **numbers), flush=True)
    faults = rollout.faults()
    if faults:
        said = texts.get("udrulning.fejl_i_luften", udgave=release.name, slags=rollout.plan.kind)
        print(said, *faults, sep="\n", file=sys.stderr)
        return 1
    rollout.releases.approve(release, was if was != release.name else "")
    print(texts.get("udrulning.i_luften", udgave=release.name, adresse=live.address))
    return 0
