"""The function visitors reach answers CloudFront alone, and knows each visitor by its word."""

from typing import Any

import pytest

from makker.app import App
from makker.handlers import public
from makker.handlers.cloudfront import from_cloudfront
from makker.settings import SettingError
from tests.visitor import PROGRAMME, post_event

SECRETS = ["den-nye", "den-gamle"]
EVENT = post_event("/send/svar/", f"program={PROGRAMME}&rolle=peer".encode(), "text/plain")


def asked(**headers: str) -> dict[str, Any]:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return {**EVENT, "headers": {**EVENT["headers"], **names}}


@pytest.mark.parametrize("secret", SECRETS)
def test_request_with_a_secret_is_answered(app: App, secret: str) -> None:
    assert public.respond(app, SECRETS, asked(x_makker_origin=secret))["statusCode"] == 415


@pytest.mark.parametrize("headers", [{}, *({"x_makker_origin": no} for no in ("", "den", "ø"))])
def test_request_that_went_round_cloudfront_finds_nothing(
    app: App, headers: dict[str, str]
) -> None:
    reply = public.respond(app, SECRETS, asked(**headers))
    assert reply["statusCode"] == 404
    assert "Den side findes ikke" in reply["body"]


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("198.51.100.10:46532", "198.51.100.10"),
        ("2001:db8::7:46532", "2001:db8::7"),
        ("[2001:db8::7]:46532", "2001:db8::7"),
        ("", ""),
    ],
)
def test_visitor_is_known_by_what_cloudfront_says_and_the_secret_goes_no_further(
    said: str, source: str
) -> None:
    event = asked(CloudFront_Viewer_Address=said, X_Makker_Origin="den-nye")
    seen = from_cloudfront(event, SECRETS)
    assert seen is not None
    assert seen["requestContext"]["http"]["sourceIp"] == source
    assert seen["requestContext"]["http"]["method"] == "POST"
    assert "den-nye" not in str(seen)


def test_function_without_the_secret_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAKKER_ORIGIN_SECRET", raising=False)
    with pytest.raises(SettingError, match="MAKKER_ORIGIN_SECRET"):
        public.handler(EVENT, None)
