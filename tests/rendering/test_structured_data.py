"""What search engines are told."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from makker.content.load import load
from makker.domain.meeting import Plan
from makker.rendering import structured_data
from tests.serving import PROJECT

CATALOGUE = load(PROJECT / "content", date(2016, 4, 1)).catalogue
(MEETING,) = CATALOGUE.meetings
SITE = "https://peer.example.org"


def told(script: str) -> Any:  # noqa: ANN401 - JSON
    start, _, end = script.partition(">")[2].rpartition("</script>")
    assert not end
    return json.loads(start)


def test_event_has_what_search_engines_require_and_no_person() -> None:
    script = structured_data.event(MEETING, SITE, CATALOGUE.organisation)
    event = told(script)
    assert event["startDate"] == "2016-04-18T13:00:00+02:00"
    assert event["endDate"] == "2016-04-18T15:00:00+02:00"
    assert event["location"]["address"]["streetAddress"] == "Dæmningen 58, 1. sal"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    for person in MEETING.contacts:
        assert person.name not in script
        assert person.phone not in script


def test_event_that_is_cancelled_keeps_its_time() -> None:
    cancelled = replace(MEETING, plan=Plan.CANCELLED)
    event = told(structured_data.event(cancelled, SITE, CATALOGUE.organisation))
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert event["startDate"] == "2016-04-18T13:00:00+02:00"


def test_text_cannot_end_the_element_it_stands_in() -> None:
    sly = replace(MEETING, title="</script><b>", text="<!--")
    script = structured_data.event(sly, SITE, CATALOGUE.organisation)
    assert script.count("</script>") == 1
    assert told(script)["name"] == "</script><b>"


def test_organisation_and_breadcrumbs_lead_to_the_site() -> None:
    organisation = told(structured_data.organisation(SITE, CATALOGUE.organisation))
    assert organisation["contactPoint"]["telephone"] == "+4539293909"
    (programme, *_) = CATALOGUE.programmes.values()
    crumbs = told(structured_data.breadcrumbs(programme, SITE, "Tilbud"))["itemListElement"]
    assert [crumb["item"] for crumb in crumbs] == [f"{SITE}/tilbud/", SITE + programme.path]
