"""GeoPose: read as the standard has it, a pose turns the axes of a sign and of a model to where they are."""

import json
import math

import numpy as np
import pytest

from app.exchange.records import Place, PlanningRecord, SignRecord, Survey
from app.site import geopose
from app.site.values import Settings

SETTINGS = Settings(
    public_url="https://302.example", operator_name="", operator_address="", operator_mail="", operator_phone=""
)
PLACE = Place(lat=51.5, lon=7.1, uncertainty_m=3, status=Survey.MEASURED)
PAGE = "https://302.example/de/302/o-werk/dach/"
TURNS = (0, 45, 90, 179.5, 180, 270, 359.9)


def turned(pose, axis):
    """Return where an axis of the thing points, in east, north and up: q a q* of a unit quaternion."""
    part = pose["quaternion"]
    vector, w = np.array([part["x"], part["y"], part["z"]]), part["w"]
    assert vector @ vector + w * w == pytest.approx(1)
    return axis + 2 * np.cross(vector, np.cross(vector, axis) + w * np.asarray(axis))


def bearing(vector):
    return math.degrees(math.atan2(vector[0], vector[1])) % 360


@pytest.mark.parametrize("facing_deg", TURNS)
def test_the_first_axis_of_a_sign_comes_out_of_its_face(facing_deg):
    sign = SignRecord(code="2345AB", place=PLACE, facing_deg=facing_deg, facing_uncertainty_deg=2)

    pose = json.loads(geopose.of_sign(sign, SETTINGS))

    assert bearing(turned(pose, [1, 0, 0])) == pytest.approx(facing_deg, abs=1e-5)
    assert turned(pose, [0, 0, 1]) == pytest.approx([0, 0, 1])
    assert pose["page"] == "https://302.example/s/2345AB"
    assert pose["above_ground_m"] == sign.code_height_m


@pytest.mark.parametrize("rotation_deg", TURNS)
def test_a_model_turns_clockwise(rotation_deg):
    planning = PlanningRecord(slug="dach", topic="klima", place=PLACE, rotation_deg=rotation_deg)

    pose = json.loads(geopose.of_planning(planning, "o-werk", PAGE))

    off = (bearing(turned(pose, [0, 1, 0])) - rotation_deg + 180) % 360 - 180
    assert off == pytest.approx(0, abs=1e-5)
    assert pose["id"] == "o-werk/dach"


def test_a_height_that_nobody_measured_is_said_to_be_unknown():
    planning = PlanningRecord(slug="dach", topic="klima", place=PLACE)

    pose = json.loads(geopose.of_planning(planning, "o-werk", PAGE))

    assert pose["position"] == {"lat": 51.5, "lon": 7.1, "h": 0.0}
    assert pose["height_status"] == "unknown"
    assert pose["place_status"] == "measured"
