"""What an owner decides of one site on AWS: read from infra/parameters, with nothing left open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from makker.content.entries import PLACEHOLDER
from makker_site.aws.errors import DeployError
from makker_site.aws.template import TEMPLATES, read_template

KINDS = ("proeve", "drift")
_PARTS = {"site": "template.yaml", "virginia": "virginia.yaml"}
_GIVEN = {"BundleBucket", "BundleKey", "Secret", "OriginSecret", "WebAclArn"}
"""Parameters that the deployment itself finds out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One site: where it lies, and the parameters of its two stacks."""

    kind: str
    region: str
    site: Mapping[str, str]
    virginia: Mapping[str, str]

    @property
    def stack(self) -> str:
        """What AWS calls it."""
        return f"makker-{self.kind}"

    @property
    def address(self) -> str:
        """Where visitors find it; empty while only AWS can say."""
        domain = self.site.get("Domain", "")
        return f"https://{domain}" if domain else ""


def read_plan(kind: str, folder: Path = TEMPLATES / "parameters") -> Plan:
    """Read the plan of a kind of site.

    Raises:
        DeployError: something is missing, unknown, or still to be filled in.
    """
    file = folder / f"{kind}.yml"
    try:
        read = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        message = f"{file} cannot be read: {error}"
        raise DeployError(message) from error
    if not isinstance(read, dict) or not all(isinstance(read.get(part), dict) for part in _PARTS):
        message = f"{file} says nothing of {', '.join(_PARTS)}"
        raise DeployError(message)
    parts = {part: read[part] for part in _PARTS}
    faults = [*_misplaced(kind, read, parts["site"]), *_faults(parts)]
    if faults:
        message = f"{file}:\n" + "\n".join(f"- {fault}" for fault in faults)
        raise DeployError(message)
    site, virginia = (_texts(values) for values in parts.values())
    return Plan(kind, read["region"], site, virginia)


def _misplaced(kind: str, read: Mapping[str, Any], site: Mapping[str, Any]) -> Iterator[str]:
    """Tell what would be made elsewhere, or as something else, before AWS could refuse it."""
    region = read.get("region")
    (within,) = read_template(_PARTS["site"])["Rules"]["WithinTheEU"]["Assertions"]
    if not region:
        yield "region is missing"
    elif region not in within["Assert"]["Fn::Contains"][0]:
        yield f"region: {region} is not in the EU"
    if site.get("Kind", kind) != kind:
        yield f"site: Kind is {site['Kind']}, but the file says {kind}"


def _faults(parts: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for part, values in parts.items():
        known = read_template(_PARTS[part])["Parameters"]
        needed = {name for name, one in known.items() if "Default" not in one} - _GIVEN
        given = {name for name, value in values.items() if value not in {None, ""}}
        yield from (f"{part}: {name} is missing" for name in sorted(needed - given))
        yield from (f"{part}: there is no {name}" for name in values if name not in known)
        for name, value in values.items():
            if PLACEHOLDER.search(str(value)):
                yield f"{part}: {name} is still to be filled in"
    address, domain = (str(parts["site"].get(f"Mail{one}", "")) for one in ("Address", "Domain"))
    if not PLACEHOLDER.search(address + domain) and not address.endswith(f"@{domain}"):
        yield "site: MailAddress is not in MailDomain, so SES would not send"


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
