"""CloudFront: one address for pages and functions, with the headers one machine gives."""

import json
import subprocess
from typing import Any

import pytest

from makker.handlers.cloudfront import ORIGIN
from makker.handlers.http import SECURITY_HEADERS
from tests.infra.templates import resources, transformed

(DISTRIBUTION,) = (
    one["DistributionConfig"] for one in resources("AWS::CloudFront::Distribution").values()
)
BEHAVIOURS = {one["PathPattern"]: one for one in DISTRIBUTION["CacheBehaviors"]}
PAGES = DISTRIBUTION["DefaultCacheBehavior"]
ORIGINS = {one["Id"]: one for one in DISTRIBUTION["Origins"]}


def test_headers_are_those_of_one_machine() -> None:
    (policy,) = resources("AWS::CloudFront::ResponseHeadersPolicy").values()
    config = policy["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    transport = security["StrictTransportSecurity"]
    age, inner = transport["AccessControlMaxAgeSec"], transport["IncludeSubdomains"]
    given = {
        "content-security-policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "referrer-policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "strict-transport-security": f"max-age={age}" + ("; includeSubDomains" if inner else ""),
        "x-content-type-options": "nosniff" if security["ContentTypeOptions"] else "",
        "x-frame-options": security["FrameOptions"]["FrameOption"],
        **{one["Header"]: one["Value"] for one in config["CustomHeadersConfig"]["Items"]},
    }
    assert given == SECURITY_HEADERS
    assert all(one["Override"] for one in security.values())
    assert all(one["Override"] for one in config["CustomHeadersConfig"]["Items"])
    for behaviour in (PAGES, *BEHAVIOURS.values()):
        assert behaviour["ResponseHeadersPolicyId"] == {"Ref": "Headers"}


def test_forms_go_to_the_functions_and_all_else_to_the_pages() -> None:
    assert set(BEHAVIOURS) == {"/send/*", "/min-henvendelse/*"}
    assert {one["TargetOriginId"] for one in BEHAVIOURS.values()} == {"functions"}
    assert PAGES["TargetOriginId"] == "pages"


@pytest.mark.parametrize("path", BEHAVIOURS)
def test_answers_to_one_person_are_neither_kept_nor_compressed(path: str) -> None:
    behaviour = BEHAVIOURS[path]
    assert behaviour["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    assert behaviour["Compress"] is False
    assert behaviour["ViewerProtocolPolicy"] == "https-only"
    assert "POST" in behaviour["AllowedMethods"]


def test_functions_are_told_no_more_of_who_asks_than_they_read() -> None:
    (policy,) = resources("AWS::CloudFront::OriginRequestPolicy").values()
    config = policy["OriginRequestPolicyConfig"]
    headers = config["HeadersConfig"]["Headers"]
    assert sorted(headers) == ["Accept", "CloudFront-Viewer-Address", "Content-Type"]
    assert config["CookiesConfig"] == {"CookieBehavior": "none"}
    assert config["QueryStringsConfig"] == {"QueryStringBehavior": "all"}


def test_functions_know_cloudfront_by_its_secret_and_it_asks_encrypted() -> None:
    origin = ORIGINS["functions"]
    (header,) = origin["OriginCustomHeaders"]
    newest = {"Fn::Select": [0, {"Fn::Split": [" ", {"Ref": "OriginSecret"}]}]}
    assert header == {"HeaderName": ORIGIN, "HeaderValue": newest}
    assert origin["CustomOriginConfig"] == {
        "OriginProtocolPolicy": "https-only",
        "OriginSSLProtocols": ["TLSv1.2"],
    }


def test_pages_are_read_by_this_distribution_alone() -> None:
    assert ORIGINS["pages"]["OriginAccessControlId"] == {"Fn::GetAtt": ["PagesAccess", "Id"]}
    (policy,) = resources("AWS::S3::BucketPolicy").values()
    allowed = [s for s in policy["PolicyDocument"]["Statement"] if s["Effect"] == "Allow"]
    (one,) = allowed
    assert one["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert one["Action"] == "s3:GetObject"
    assert "${Distribution}" in json.dumps(one["Condition"])


def test_only_what_is_missing_from_the_pages_becomes_the_404_page() -> None:
    # The functions say 404 and 503 with pages of their own, which must get through.
    (error,) = DISTRIBUTION["CustomErrorResponses"]
    assert (error["ErrorCode"], error["ResponseCode"]) == (403, 404)
    assert error["ResponsePagePath"] == "/404.html"
    assert "ListBucket" not in json.dumps(resources("AWS::S3::BucketPolicy"))


def test_visitors_come_encrypted_and_with_new_tls_where_there_is_a_domain() -> None:
    condition, domain, _ = DISTRIBUTION["ViewerCertificate"]["Fn::If"]
    assert condition == "HasDomain"
    assert domain["MinimumProtocolVersion"] == "TLSv1.2_2021"
    asserted = transformed()["Rules"]["DriftHasItsOwnDomain"]["Assertions"]
    assert len(asserted) == 2
    assert PAGES["ViewerProtocolPolicy"] == "redirect-to-https"


def folder_function(uri: str) -> dict[str, Any]:
    """Give what the function at the edge makes of an address."""
    (function,) = resources("AWS::CloudFront::Function").values()
    event = json.dumps({"request": {"method": "GET", "uri": uri, "querystring": {}}})
    script = f"{function['FunctionCode']}; console.log(JSON.stringify(handler({event})))"
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)  # noqa: S607 - of the path
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize(
    ("uri", "file"),
    [
        ("/", "/index.html"),
        ("/tilbud/", "/tilbud/index.html"),
        ("/assets/mk.0123456789.css", "/assets/mk.0123456789.css"),
        ("/infomoeder.ics", "/infomoeder.ics"),
        ("//evil.example/", "/evil.example/index.html"),
    ],
)
def test_folder_is_its_page(uri: str, file: str) -> None:
    assert folder_function(uri)["uri"] == file


@pytest.mark.parametrize(
    ("uri", "target"), [("/tilbud", "/tilbud/"), ("//evil", "/evil/"), ("/a.b/c", "/a.b/c/")]
)
def test_folder_without_its_slash_is_led_to_itself_and_nowhere_else(uri: str, target: str) -> None:
    answer = folder_function(uri)
    assert answer["statusCode"] == 301
    assert answer["headers"] == {"location": {"value": target}}


def test_flood_of_requests_costs_little() -> None:
    (stage,) = resources("AWS::ApiGatewayV2::Stage").values()
    settings = stage["DefaultRouteSettings"]
    limit = {"Ref": "MostRequestsPerSecond"}
    assert settings == {"ThrottlingRateLimit": limit, "ThrottlingBurstLimit": limit}


def test_firewall_counts_forms_and_does_not_hide_behind_the_404_page() -> None:
    (acl,) = resources("AWS::WAFv2::WebACL", "virginia.yaml").values()
    (rule,) = acl["Rules"]
    assert rule["Action"]["Block"]["CustomResponse"]["ResponseCode"] == 429
    either = rule["Statement"]["RateBasedStatement"]["ScopeDownStatement"]["OrStatement"]
    counted = {one["ByteMatchStatement"]["SearchString"] for one in either["Statements"]}
    assert counted == {path.removesuffix("*") for path in BEHAVIOURS}
