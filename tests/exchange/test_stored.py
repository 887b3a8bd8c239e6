"""What tables keep as JSON has a shape, and rows of earlier versions have it, too."""

import pytest

from app.actions.records.record_json import card, stored
from app.exchange.stored import Card, OrderFile, Posters
from app.models import Kind
from app.signage.faults import Fault as SignFault

TEXTS = {"de": {"title": "Platz", "summary": "Ein Platz."}}


def test_a_card_that_is_written_is_read():
    station = stored(Card, card(Kind.STATION, {"texts": TEXTS, "partner": "nord", "plannings": ["hof"]}))
    planning = stored(Card, card(Kind.PLANNING, {"texts": TEXTS, "topic": "park", "place": {"lat": 51.5, "lon": 7.1}}))

    assert (station.names, station.partner, station.plannings) == ({"de": "Platz"}, "nord", ("hof",))
    assert (planning.topic, planning.asset, planning.lat, planning.rotation_deg) == ("park", "", 51.5, 0.0)


EARLIER = {
    "station without pictures": (Card, {"names": {"de": "Platz"}, "summaries": {}, "partner": "nord"}),
    "planning with whole numbers": (
        Card,
        {"topic": "park", "asset": "baum", "lat": 51.5, "lon": 7, "rotation_deg": 0, "ground_m": 0},
    ),
    "asset without posters": (Posters, {}),
    "posters of one state": (Posters, {"before": {}, "after": {"320.webp": "/media/1/320.webp"}}),
    "order sheet": (OrderFile, {"name": "Auftrag.pdf", "key": "ab/Auftrag.pdf", "sha256": "ab", "bytes": 3}),
    "fault of a sign": (
        SignFault,
        {"code": "RE3UUM", "field": "where", "sentence": "„%(n)s“", "page": 0, "values": {"n": 1.5}},
    ),
}


@pytest.mark.parametrize(("shape", "row"), EARLIER.values(), ids=EARLIER)
def test_a_row_of_an_earlier_version_is_read(shape, row):
    assert stored(shape, row)


def test_a_row_of_another_shape_is_a_fault_of_ours():
    with pytest.raises(ValueError, match=r"OrderFile: bytes"):
        stored(OrderFile, {"name": "a", "key": "b", "sha256": "c", "bytes": "many"})
