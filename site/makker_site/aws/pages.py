"""The built pages in their bucket: what changed goes up, what is gone goes away."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from makker_site.page_headers import cache_control, content_type

_MOST_AT_ONCE = 1000


class Pages:
    """The bucket of one site."""

    def __init__(self, client: Any, bucket: str) -> None:  # noqa: ANN401 - boto3's
        """Keep the pages in *bucket*."""
        self._client = client
        self._bucket = bucket

    def put(self, folder: Path) -> int:
        """Upload what is new or changed: first what pages load, then the pages. Say how many."""
        there, files = self._there(), [one for one in folder.rglob("*") if one.is_file()]
        changed = 0
        for file in sorted(files, key=lambda one: (one.suffix == ".html", one)):
            name, body = file.relative_to(folder).as_posix(), file.read_bytes()
            same = there.get(name) == hashlib.md5(body, usedforsecurity=False).hexdigest()
            if not same or self._told_of(name) != _headers(name):
                self._client.put_object(Bucket=self._bucket, Key=name, Body=body, **_headers(name))
                changed += 1
        return changed

    def remove_all_but(self, folder: Path) -> int:
        """Remove what the folder has not. Say how many."""
        gone = [name for name in self._there() if not (folder / name).is_file()]
        self._delete([{"Key": name} for name in gone])
        return len(gone)

    def empty(self) -> None:
        """Remove everything, with every earlier version."""
        for page in self._client.get_paginator("list_object_versions").paginate(
            Bucket=self._bucket
        ):
            found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            self._delete([{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found])

    def _told_of(self, name: str) -> dict[str, str]:
        told = self._client.head_object(Bucket=self._bucket, Key=name)
        return {header: told.get(header, "") for header in _headers(name)}

    def _there(self) -> dict[str, str]:
        return {one["Key"]: one["ETag"].strip('"') for one in self._listed()}

    def _listed(self) -> Iterator[dict[str, Any]]:
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket):
            yield from page.get("Contents", [])

    def _delete(self, names: list[dict[str, str]]) -> None:
        for start in range(0, len(names), _MOST_AT_ONCE):
            some = {"Objects": names[start : start + _MOST_AT_ONCE], "Quiet": True}
            self._client.delete_objects(Bucket=self._bucket, Delete=some)


def _headers(name: str) -> dict[str, str]:
    return {"ContentType": content_type(name), "CacheControl": cache_control(f"/{name}")}
