"""One AWS account, seen from one region: clients, each made when it is first needed."""

from typing import Any

VIRGINIA = "us-east-1"
"""Where AWS has what it has nowhere else."""


class Account:
    """The account that the caller's credentials open."""

    def __init__(self, region: str, pause: float = 2.0) -> None:
        """Look at the account in *region*; while AWS works, look every *pause* seconds."""
        import boto3  # noqa: PLC0415 - half a second that no other command should wait for

        self.region = region
        self.pause = pause
        self._session = boto3.Session(region_name=region)
        self._clients: dict[tuple[str, str], Any] = {}

    def client(self, service: str, region: str = "") -> Any:  # noqa: ANN401 - each service's own
        """Give the client of a service."""
        place = region or self.region
        if (service, place) not in self._clients:
            self._clients[service, place] = self._session.client(service, region_name=place)
        return self._clients[service, place]
