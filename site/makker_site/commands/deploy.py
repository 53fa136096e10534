"""`makker aws deploy`: the site as it is here, live on AWS."""

import argparse
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from makker.bootstrap import today_of
from makker.content.load import load
from makker.settings import Settings
from makker_site.aws.account import Account
from makker_site.aws.rollout import Rollout, lay_foundation
from makker_site.aws.template import read_template
from makker_site.commands import build, bundle
from makker_site.commands.aws import go_live, plan_of, speaking_to_aws, which
from makker_site.packing import Target, pack

_OUTPUT = Path("build/aws")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    which(parser)
    bundle.how_to_pack(parser)
    parser.add_argument("--github", metavar="OWNER/NAME", default="", help="who may deploy as well")
    parser.add_argument(
        "--foundation", action="store_true", help="renew what the account needs once, as admin"
    )
    parser.add_argument(
        "--rebuild", action="store_true", help="what is live already, on a new day: takes its place"
    )
    parser.add_argument(
        "--new-secrets", action="store_true", help="sign with a new secret; believe the old one too"
    )


@speaking_to_aws()
def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Check everything first, then build, then put it live, then look."""
    plan, settings = plan_of(options), Settings.read(environment)
    loaded = load(settings.content, today_of(settings))
    texts, left = loaded.catalogue.texts, bundle.unfinished(loaded)
    if left and not (options.unfinished and plan.kind == "proeve"):
        print(texts.get("udrulning.ikke_udfyldt"), *left, sep="\n", file=sys.stderr)
        return 1
    print(texts.get("udrulning.bygger", navn=plan.stack), flush=True)
    target = Target("arm64", options.python)
    packed = pack(settings.content, settings.theme, _OUTPUT.resolve() / "bundle", target)
    account = Account(plan.region)
    foundation = read_template("foundation.yaml")
    lay_foundation(account, foundation, options.github, renew=options.foundation)
    rollout = Rollout(account, plan)
    print(texts.get("udrulning.funktioner"), flush=True)
    release, pages = rollout.release(
        packed.archive,
        lambda address: _build(address, environment),
        (read_template("template.yaml"), read_template("virginia.yaml")),
        now=datetime.now(UTC),
        renew=options.new_secrets,
    )
    return go_live(rollout, release, pages, texts, rebuilt=options.rebuild)


def _build(address: str, environment: Mapping[str, str]) -> Path:
    out = _OUTPUT.resolve() / "pages"
    build.run(argparse.Namespace(out=out), {**environment, "MAKKER_SITE_URL": address})
    return out
