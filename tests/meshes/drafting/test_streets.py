"""A street section is drawn on the plan thing by thing, found by a click, and nothing is odd about an ordinary one."""

import pytest

from app.meshes.drafting import server
from app.meshes.drafting.checks import checks
from app.meshes.scene import read
from app.meshes.street_section.examples import EXAMPLES

HEAD = """format = 2
title = "Probe"
variants = ["planned"]
schematic = "Alles."
turn_deg = 20
size = { from = [0, 0, 40], to = [0, 0, -40] }
[cameras]
poster = { eye = [30, 20, 60], look = [0, 0, 0] }
thumbnail = { eye = [30, 20, 60], look = [0, 0, 0] }
[[sections]]
name = "Hauptstraße"
axis = [[0, 40], [0, -40]]
"""


def street(example):
    return HEAD + "strips = [" + ", ".join(f'["{kind}", {width_m}]' for kind, width_m in example.rows) + "]\n"


def asked(kind, text, **more):
    says, _ = server.answer({"kind": kind, "text": text, "ids": ["s1"], "models": [], "neighbours": [], **more}, [b""])
    return says


def test_each_place_of_a_street_has_its_symbol():
    text = street(EXAMPLES[0])

    plan = asked("plan", text)

    keys = plan["of"]["s1"]
    assert len(keys) == sum(len(placement.places) for placement in read(text).placements)
    assert {key.split("-")[0] for key in keys} >= {"strip", "rails", "marking", "tram", "car", "person"}
    assert set(keys) <= set(plan["symbols"])


def test_a_click_on_a_street_finds_its_section():
    hit = asked("hit", street(EXAMPLES[0]), variant="planned", ray=[0.5, 30, 2, 0, -1, 0])

    assert hit["id"] == "s1"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
@pytest.mark.parametrize("axis", ["[[0, 40], [0, -40]]", "[[0, 40], [0, 0], [30, -40]]"])
def test_nothing_is_odd_about_an_ordinary_street(example, axis):
    text = street(example).replace("[[0, 40], [0, -40]]", axis)

    assert [found.words for found in checks(read(text)) if found.kind != "size_line"] == []
