"""Others' functions on Lambda: one that does nothing, one that stores a form, and a usual one.

All lie ready as ours do: libraries beside the code, and every module compiled beforehand.
"""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from makker_site.packing.bytecode import find_python
from makker_site.project import PROJECT

_EMPTY = """\
def handler(event, context):
    return {"statusCode": 200}
"""
_STORING = """\
import base64
import os
import uuid
from urllib.parse import parse_qsl

import boto3

client = boto3.client("dynamodb")


def handler(event, context):
    form = dict(parse_qsl(base64.b64decode(event["body"]).decode()))
    item = {name: {"S": value} for name, value in form.items()}
    item |= {"pk": {"S": str(uuid.uuid4())}, "sk": {"S": "form"}}
    client.put_item(TableName=os.environ["MAKKER_TABLE"], Item=item)
    return {"statusCode": 200, "body": "<p>Tak</p>"}
"""
_LIBRARIES = ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3")


def write_empty(folder: Path) -> Path:
    """Write the function that does nothing."""
    return _write(folder, _EMPTY)


def write_storing(folder: Path) -> Path:
    """Write the function that parses a form and stores it with boto3, whole as it is."""
    folder.mkdir()
    for name in _LIBRARIES:
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:
            raise LookupError(name)
        source = Path(found.origin)
        if source.name == "__init__.py":
            shutil.copytree(source.parent, folder / name)
        else:
            shutil.copy(source, folder)
    return _write(folder, _STORING)


def write_usual(folder: Path) -> Path:
    """Write the function that answers a form as one usually does, with four libraries."""
    ours = PROJECT / "benchmarks" / "usual_function"
    subprocess.run(["/bin/sh", str(ours / "install.sh")], check=True, cwd=PROJECT)
    (libraries,) = (PROJECT / "build" / "usual-venv").glob("lib/python*/site-packages")
    shutil.copytree(libraries, folder)
    return _write(folder, (ours / "app.py").read_text("utf-8"))


def _write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "app.py").write_text(text, "utf-8")
    command = [str(find_python("3.13")), "-m", "compileall", "-q", "-f"]
    command += ["--invalidation-mode", "unchecked-hash", str(folder)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(command, check=True, env=environment)
    return folder
