"""Releases: everything a site was at a time, kept so that it can be so again."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from makker_site.aws.errors import DeployError

Template = Mapping[str, Any]
_TOLD = ("bundle", "template", "virginia")
_LISTED, _APPROVED = "release.json", "approved"


@dataclass(frozen=True, slots=True)
class Release:
    """One release: the functions, the template they run by, and the pages."""

    name: str
    """When it was made, so that names sort as releases do."""
    bundle: str
    """Where the functions' code lies in the bucket: the same code, the same place."""
    template: Template
    virginia: Template
    """The template of what lies in Virginia."""


class Releases:
    """The releases of one stack, in the bucket of the account."""

    def __init__(self, client: Any, bucket: str, stack: str) -> None:  # noqa: ANN401 - boto3's
        """Keep them in *bucket*, apart from those of other stacks."""
        self._client = client
        self._bucket = bucket
        self._stack = stack
        self._live = f"{stack}/live"

    def add(
        self, bundle: Path, pages: Path, templates: tuple[Template, Template], now: datetime
    ) -> Release:
        """Store a release; *templates* are those of the site and of Virginia."""
        code = bundle.read_bytes()
        digest = hashlib.sha256(code).hexdigest()[:16]
        name = f"{now:%Y-%m-%dT%H%M%SZ}"
        release = Release(name, f"{self._stack}/bundles/{digest}.zip", *templates)
        self._put(release.bundle, code)
        self._put(self._key(name, "pages.zip"), _zipped(pages))
        return release

    def keep(self, release: Release) -> None:
        """List a release, which is live now: only what was live once can be so again."""
        told = {one: getattr(release, one) for one in _TOLD}
        self._put(self._key(release.name, _LISTED), json.dumps(told).encode())
        self.live = release.name

    def approve(self, release: Release, instead_of: str = "") -> None:
        """Note that someone looked while it was live, and found nothing wrong.

        It takes the place of *instead_of*, a release with the same functions that was rebuilt on a
        new day: going back is then not to the same as yesterday.
        """
        self._put(self._key(release.name, _APPROVED), b"")
        if instead_of in self.names() and replace(release, name=instead_of) == self.get(instead_of):
            self._client.delete_object(Bucket=self._bucket, Key=self._key(instead_of, _LISTED))

    def is_approved(self, name: str) -> bool:
        """Whether a release was once found to work."""
        return any(self._listed(self._key(name, _APPROVED)))

    def before(self) -> str:
        """Give the newest before the one that is live, of those that worked; else nothing."""
        live = self.live
        earlier = (name for name in self.names() if name < live)
        return next(filter(self.is_approved, earlier), "")

    def names(self) -> list[str]:
        """Give the names of all that were live, the newest first."""
        prefix, last = f"{self._stack}/releases/", f"/{_LISTED}"
        keys = (one for one in self._listed(prefix) if one.endswith(last))
        return sorted((key.removeprefix(prefix).removesuffix(last) for key in keys), reverse=True)

    @property
    def live(self) -> str:
        """The name of the release that is live; empty when there is none."""
        found = list(self._listed(self._live))
        return self._get(self._live).decode() if found else ""

    @live.setter
    def live(self, name: str) -> None:
        self._put(self._live, name.encode())

    def get(self, name: str) -> Release:
        """Give a release.

        Raises:
            DeployError: there is none of that name.
        """
        if name not in self.names():
            message = f"there is no release {name!r}"
            raise DeployError(message)
        told = json.loads(self._get(self._key(name, _LISTED)))
        return Release(name, *(told[one] for one in _TOLD))

    def unpack_pages(self, name: str, folder: Path) -> None:
        """Put the pages of a release into an empty folder."""
        with zipfile.ZipFile(io.BytesIO(self._get(self._key(name, "pages.zip")))) as archive:
            archive.extractall(folder)

    def _key(self, name: str, file: str) -> str:
        return f"{self._stack}/releases/{name}/{file}"

    def _put(self, key: str, body: bytes) -> None:
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body)

    def _get(self, key: str) -> bytes:
        answer = self._client.get_object(Bucket=self._bucket, Key=key)
        return bytes(answer["Body"].read())

    def _listed(self, prefix: str) -> Iterator[str]:
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._bucket, Prefix=prefix):
            yield from (str(one["Key"]) for one in page.get("Contents", []))


def _zipped(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            archive.write(file, file.relative_to(folder).as_posix())
    return packed.getvalue()
