"""Put a release live: firewall and budget, then the functions, then the pages; then look."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from makker_site.aws.account import VIRGINIA, Account
from makker_site.aws.errors import DeployError
from makker_site.aws.pages import Pages
from makker_site.aws.plan import Plan
from makker_site.aws.releases import Release, Releases, Template
from makker_site.aws.secrets import Secrets
from makker_site.aws.smoke import Visit, faults, visit
from makker_site.aws.stacks import Stacks

FOUNDATION = "makker-grundlag"
"""The stack that an account needs once."""
_LOOKS = 5
_NOT_YET = "https://example.org"
"""Stands for the address of a site that AWS has not named yet."""


@dataclass(frozen=True, slots=True)
class Live:
    """What was done."""

    address: str
    uploaded: int
    removed: int


def lay_foundation(
    account: Account, template: Mapping[str, Any], repository: str, *, renew: bool = False
) -> None:
    """Make what an account needs once, where it is not there yet; or *renew* it, as it is now.

    *repository* is the one on GitHub whose workflows may deploy from now on; empty changes nothing.
    """
    stacks = Stacks(account.client("cloudformation"), pause=account.pause)
    if repository or renew or stacks.outputs(FOUNDATION) is None:
        known = stacks.parameter(FOUNDATION, "Repository")
        stacks.put(FOUNDATION, template, {"Repository": repository or known})


class Rollout:
    """One site of an account."""

    def __init__(self, account: Account, plan: Plan) -> None:
        """Begin with the account's foundation.

        Raises:
            DeployError: there is none, so nothing was ever deployed here.
        """
        self._account, self.plan = account, plan
        told = Stacks(account.client("cloudformation")).outputs(FOUNDATION)
        if told is None:
            message = f"nothing of Makker is in this account in {account.region} yet"
            raise DeployError(message)
        self._foundation = told
        self._stacks = self._stacks_in(account.region)
        bucket = told["ReleasesBucket"]
        self.releases = Releases(account.client("s3"), bucket, plan.stack)

    @property
    def live(self) -> Mapping[str, str]:
        """What the site tells of itself; nothing when there is none yet."""
        return self._stacks.outputs(self.plan.stack) or {}

    def release(
        self,
        bundle: Path,
        build: Callable[[str], Path],
        templates: tuple[Template, Template],
        *,
        now: datetime,
        renew: bool = False,
    ) -> tuple[Release, Path]:
        """Store a release and put its functions live. Give it, and the pages that go with it.

        *build* gives the pages of a site at an address. A trial learns its own only from AWS.
        """
        known = self.plan.address or self.live.get("SiteUrl", _NOT_YET)
        pages = build(known)
        release = self.releases.add(bundle, pages, templates, now)
        address = self.put_functions(release, renew=renew)["SiteUrl"]
        if address != known:
            pages = build(address)
            self.releases.add(bundle, pages, templates, now)
        return release, pages

    def put_functions(self, release: Release, *, renew: bool = False) -> Mapping[str, str]:
        """Bring firewall, budget, functions and all they need to what the release says.

        *renew* puts new secrets before those that are there.
        """
        virginia = self._stacks_in(VIRGINIA).put(
            f"{self.plan.stack}-virginia", release.virginia, self.plan.virginia
        )
        secrets = Secrets(self._account.client("ssm"), self.plan.stack)
        parameters = {
            **self.plan.site,
            "BundleBucket": self._foundation["ReleasesBucket"],
            "BundleKey": release.bundle,
            "Secret": secrets.get("secret", renew=renew),
            "OriginSecret": secrets.get("origin-secret", renew=renew),
            "WebAclArn": virginia.get("WebAclArn", ""),
        }
        return self._stacks.put(self.plan.stack, release.template, parameters)

    def put_pages(self, folder: Path, release: Release) -> Live:
        """Upload the pages of a release, let CloudFront forget the old, remove what is gone."""
        told = self.live
        pages = Pages(self._account.client("s3"), told["PagesBucket"])
        uploaded = pages.put(folder)
        if uploaded:
            self._forget_old_pages(told["DistributionId"])
        removed = pages.remove_all_but(folder)
        self.releases.keep(release)
        return Live(told["SiteUrl"], uploaded, removed)

    def faults(self, visit: Visit = visit) -> list[str]:
        """Look at the live site, and once more while CloudFront is still at it."""
        told, found = self.live, [""]
        for look in range(_LOOKS):
            time.sleep(self._account.pause * look)
            found = list(faults(told["SiteUrl"], told["ApiUrl"], visit))
            if not found:
                break
        return found

    def remove(self) -> tuple[str, str]:
        """Take the site away. Give what stays: the table, and the key that opens it."""
        told = self.live
        Pages(self._account.client("s3"), told["PagesBucket"]).empty()
        self._stacks.remove(self.plan.stack)
        self._stacks_in(VIRGINIA).remove(f"{self.plan.stack}-virginia")
        self.releases.live = ""
        return told["TableName"], told["KeyArn"]

    def _stacks_in(self, region: str) -> Stacks:
        client = self._account.client("cloudformation", region)
        return Stacks(client, self._foundation["BuilderArn"], self._account.pause)

    def _forget_old_pages(self, distribution: str) -> None:
        everything = {"Paths": {"Quantity": 1, "Items": ["/*"]}}
        batch = everything | {"CallerReference": str(time.time_ns())}
        cloudfront = self._account.client("cloudfront")
        cloudfront.create_invalidation(DistributionId=distribution, InvalidationBatch=batch)
