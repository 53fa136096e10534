"""The whole site as the template makes it, on a stand-in for AWS: no account, and real HTTP."""

import json
from collections.abc import Iterator
from contextlib import suppress

import boto3
import pytest

from makker.domain.trail import What
from makker.handlers.http import SECURITY_HEADERS
from makker_site.aws.account import Account
from makker_site.aws.rollout import FOUNDATION, lay_foundation
from makker_site.aws.stacks import Stacks
from makker_site.aws.template import read_template
from tests.handlers.test_bounces import BOUNCE, tagged
from tests.infra.whole import REGION, Site, deployed
from tests.mailbox import opened
from tests.serving import wait_for
from tests.visitor import CONTACT, MENTOR

CANARY = ("Bodil", "20264577", "20 26 45 77", "kanariefugl")


PAGES = {"index.html": "forsiden", "tilbud/index.html": "tilbud", "404.html": "findes ikke"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch, deployed(monkeypatch) as site:
        site.put_live(folder)
        yield site


def test_pages_come_with_the_headers_of_one_machine_and_a_page_of_ours_where_there_is_none(
    site: Site,
) -> None:
    for path, status, text in (
        ("/", 200, "forsiden"),
        ("/tilbud/", 200, "tilbud"),
        ("/nej/", 404, "findes ikke"),
    ):
        reply = site.ask("GET", path)
        assert (reply.status_code, reply.text) == (status, text)
        assert {name: reply.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert site.ask("GET", "/tilbud").headers["location"] == "/tilbud/"
    assert site.ask("POST", "/").status_code == 403


def test_functions_answer_nobody_who_goes_round_cloudfront(site: Site) -> None:
    assert site.ask("GET", "/min-henvendelse/").status_code == 200
    assert site.ask_the_api("/min-henvendelse/").status_code == 404
    assert site.ask_the_api("/min-henvendelse/", **{"x-makker-origin": "noget"}).status_code == 404


def test_application_is_stored_and_staff_are_told(site: Site) -> None:
    before = len(site.letterbox.mails)
    reference = site.visitor.apply().reference
    assert any(one["pk"]["S"] == f"henvendelse#{reference}" for one in site.items())
    wait_for(lambda: len(site.letterbox.mails) > before)
    mail = opened(site.letterbox.mails[-1])
    assert mail.to == "vejle@example.org"
    assert reference in mail.words
    assert site.outputs["SiteUrl"] in mail.words
    wait_for(lambda: not waiting(site))
    assert not [trace for trace in CANARY if trace in f"{site.items()}"]


def test_what_the_stream_missed_goes_with_the_next_round(site: Site) -> None:
    (mapping,) = boto3.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    boto3.client("lambda").update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    before = len(site.letterbox.mails)
    reference = site.visitor.apply().reference
    assert waiting(site)
    answer = site.invoke("Daily")
    assert "FunctionError" not in answer, answer["Payload"].read()
    assert not waiting(site)
    (mail,) = site.letterbox.mails[before:]
    assert reference in opened(mail).words
    boto3.client("lambda").update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)


def test_letter_that_came_back_is_noted(site: Site) -> None:
    told = tagged(BOUNCE, "KT4MB7X1")
    topic = site.resource("CameBack")
    boto3.client("sns").publish(TopicArn=topic, Message=json.dumps(told))
    wait_for(lambda: any(one["pk"]["S"] == "spor#KT4MB7X1" for one in site.items()))
    (noted,) = (one for one in site.items() if one["pk"]["S"] == "spor#KT4MB7X1")
    assert noted["sk"]["S"].endswith(f"#{What.LETTER_BOUNCED}")


def test_person_sees_what_they_sent(site: Site) -> None:
    reply = site.visitor.apply()
    fields = {"nummer": reply.reference, "kode": reply.code}
    page = site.visitor.post("/send/min-henvendelse/", fields)
    assert page.status == 200
    assert CONTACT["navn"] in page.page


def test_functions_log_what_happened_and_nothing_of_anyone(site: Site) -> None:
    site.visitor.apply()
    site.invoke("Daily")
    wait_for(lambda: "dagens_arbejde_gjort" in logged(site) and '"svar"' in logged(site))
    assert not [trace for trace in CANARY if trace in logged(site)]


def logged(site: Site) -> str:
    logs, lines = boto3.client("logs"), []
    for name in ("Public", "Deliver", "Daily", "Bounces"):
        with suppress(logs.exceptions.ResourceNotFoundException):
            group = site.resource(f"{name}Log")
            events = logs.filter_log_events(logGroupName=group)["events"]
            lines += [event["message"] for event in events]
    return "\n".join(lines)


def waiting(site: Site) -> list[str]:
    """Give the letters that wait to be sent."""
    return [one["sk"]["S"] for one in site.items() if one.get("liste") == {"S": "usendte"}]


def test_visitor_who_does_not_fit_leaves_nothing(site: Site) -> None:
    before = len(site.items())
    assert site.visitor.screen("mentor", MENTOR | {"fyldt_18": "nej"}).status == 200
    assert len(site.items()) == before


def test_foundation_that_is_renewed_keeps_who_may_deploy(site: Site) -> None:
    del site
    account, template = Account(REGION, pause=0.1), read_template("foundation.yaml")
    for name in ("GitHub", "Deployer"):  # the stand-in does not know whom GitHub vouches for
        del template["Resources"][name]
    del template["Outputs"]["DeployerArn"]

    def may_deploy() -> str:
        return Stacks(boto3.client("cloudformation")).parameter(FOUNDATION, "Repository")

    lay_foundation(account, template, "forening/side")
    lay_foundation(account, template, "", renew=True)
    assert may_deploy() == "forening/side"
