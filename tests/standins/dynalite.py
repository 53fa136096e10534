"""A stand-in for DynamoDB on LevelDB, from npm: right under concurrency, but without transactions.

It knows neither TTL nor streams either.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.serving import PROJECT, free_port
from tests.standins.processes import running

_COMMAND = PROJECT / "tests/node/node_modules/dynalite/cli.js"


@contextmanager
def dynalite() -> Iterator[str]:
    """Run one, empty, in memory. Give its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = ["node", str(_COMMAND), "--host", "127.0.0.1", "--port", str(port)]
    command += ["--createTableMs", "0", "--deleteTableMs", "0"]
    with running(command, url):
        yield url
