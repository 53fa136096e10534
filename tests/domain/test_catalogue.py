from dataclasses import replace
from datetime import date

from makker.content.load import load
from tests.services.examples import CATALOGUE, OFFER, PROGRAMME
from tests.serving import PROJECT

MEETINGS = load(PROJECT / "content", date(2016, 4, 1)).catalogue.meetings


def test_offer_is_given_by_its_two_ids() -> None:
    assert CATALOGUE.offer("klatring-vejle", "peer") == OFFER
    assert CATALOGUE.offer("klatring-vejle", "mentor") is None
    assert CATALOGUE.offer("klatring", "peer") is None


def test_meeting_is_given_by_its_id() -> None:
    other = replace(MEETINGS[0], id="et-andet")
    catalogue = replace(CATALOGUE, meetings=(other, MEETINGS[0]))
    assert catalogue.meeting(MEETINGS[0].id) is MEETINGS[0]
    assert catalogue.meeting("findes-ikke") is None


def test_every_place_is_named_once_in_the_order_of_the_programmes() -> None:
    places = {"a": "Vejle", "b": "Odense", "c": "Vejle"}
    programmes = {id_: replace(PROGRAMME, id=id_, place=place) for id_, place in places.items()}
    assert replace(CATALOGUE, programmes=programmes).places == ("Vejle", "Odense")
