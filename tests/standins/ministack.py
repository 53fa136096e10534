"""A stand-in for AWS, from PyPI: DynamoDB, KMS, SES, Lambda and more behind one address.

Where it differs from AWS's documentation, believe the documentation: it takes no notice of TTL.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.serving import PROJECT, free_port
from tests.standins.processes import running

_COMMAND = PROJECT / "build/ministack-venv/bin/ministack"


@contextmanager
def ministack(smtp_host: str = "") -> Iterator[str]:
    """Run one, empty. Give its address; what is sent by SES goes to *smtp_host* (host:port)."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",  # its port would be open to the network
        "LAMBDA_EXECUTOR": "local",
        "LOG_LEVEL": "WARNING",
        "SMTP_HOST": smtp_host,
    }
    with running([str(_COMMAND)], f"{url}/_ministack/health", environment):
        yield url
