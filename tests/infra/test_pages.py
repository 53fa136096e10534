"""What is put into the bucket of pages, and what is left as it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from makker_site.aws.pages import Pages
from tests.contracts.stores import pretended_aws

BUCKET, WORDS = "sider", "<p>Velkommen</p>"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    with pretended_aws(monkeypatch):
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        yield client


@pytest.mark.parametrize("told", [{"CacheControl": "max-age=9"}, {"ContentType": "text/plain"}])
def test_page_that_is_told_of_otherwise_goes_up_again_though_its_words_are_the_same(
    client: Any,  # noqa: ANN401 - boto3's
    tmp_path: Path,
    told: dict[str, str],
) -> None:
    (tmp_path / "index.html").write_text(WORDS, "utf-8")
    right = {"CacheControl": "no-cache", "ContentType": "text/html; charset=utf-8"}
    client.put_object(Bucket=BUCKET, Key="index.html", Body=WORDS.encode(), **{**right, **told})
    pages = Pages(client, BUCKET)
    assert [pages.put(tmp_path), pages.put(tmp_path)] == [1, 0]
    head = client.head_object(Bucket=BUCKET, Key="index.html")
    assert {name: head[name] for name in right} == right
