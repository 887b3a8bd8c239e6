"""A sign far from its stop is asked about, one on its platform is not."""

from dataclasses import replace

import pytest

from app.actions.records import record_json
from app.actions.signs import nearness
from tests.factories import make_sign


@pytest.mark.parametrize(("north_m", "told"), [(0, ""), (149, ""), (151, "151 m"), (5000, "5,0 km")])
def test_what_is_more_than_150_metres_away_is_far(session, north_m, told):
    sign = make_sign(session)
    stop = sign.station.stop.record
    place = record_json.sign_record(sign).place

    there = nearness.far(sign.station, replace(place, lat=stop["lat"] + north_m / 111_260, lon=stop["lon"]))

    assert (there is not None) is bool(told)
    assert (
        there is None
        or nearness.FAR % there == f"Das Schild stünde {told} von der Haltestelle {there['stop']} entfernt."
    )
