import ast
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore import xform_name

import makker.adapters
from makker_site.packing.sdk import ACTIONS

ADAPTERS = {
    "dynamodb": ("dynamodb_table.py",),
    "kms": ("kms.py",),
    "sesv2": ("ses.py",),
}


def asked(file: Path) -> Iterator[str]:
    """Give what an adapter asks of its client, apart from the client's own machinery."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self._client":
            yield node.attr


@pytest.mark.parametrize("service", ADAPTERS)
def test_sdk_keeps_what_our_adapters_ask_for_and_no_more(service: str) -> None:
    folder = Path(makker.adapters.__file__).parent
    found = {name for file in ADAPTERS[service] for name in asked(folder / file)}
    if "get_paginator" in found:
        found = found - {"get_paginator"} | {"query"}
    client = boto3.client(service, region_name="eu-north-1")
    assert found - {"exceptions"} <= set(dir(client))
    assert found - {"exceptions"} == {xform_name(action) for action in ACTIONS[service]}
