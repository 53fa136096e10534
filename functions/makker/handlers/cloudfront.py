"""What CloudFront says of a request, and how the function knows that it was CloudFront."""

import hmac
from collections.abc import Mapping, Sequence
from typing import Any

ORIGIN = "x-makker-origin"
"""Holds a secret that CloudFront alone knows: whoever asks the function directly lacks it."""
_VIEWER = "cloudfront-viewer-address"


def from_cloudfront(event: Mapping[str, Any], secrets: Sequence[str]) -> Mapping[str, Any] | None:
    """Give an event with the visitor's address for CloudFront's; None when it is not from there."""
    headers = {name.lower(): str(value) for name, value in event.get("headers", {}).items()}
    said = headers.pop(ORIGIN, "").encode()
    if not any(hmac.compare_digest(said, secret.encode()) for secret in secrets):
        return None
    context = event["requestContext"]
    # "198.51.100.10:46532", of IPv6 too: the port comes last.
    source = headers.get(_VIEWER, "").rpartition(":")[0].strip("[]")
    http = {**context["http"], "sourceIp": source}
    return {**event, "headers": headers, "requestContext": {**context, "http": http}}
