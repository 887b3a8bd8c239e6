"""The table of the kit: every part with its picture, and lines that make a scene."""

import re
import tomllib

from app.meshes.kit import FAMILIES, PARTS, TITLES
from app.meshes.scene import read
from app.web.library.kit import UNITS, limits, sample, spoken
from tests.meshes.conftest import EXAMPLE


def test_every_part_stands_on_the_page_with_what_one_may_set(small_studio):
    client = small_studio.client("Keeper Other")

    page = client.get("/studio/bausatz/").get_data(as_text=True)

    assert re.findall(r'<li class="kit__part" id="(\w+)">', page) == list(PARTS)
    for part in PARTS.values():
        assert f"<h3>{part.title} <code>{part.name}</code></h3>" in page
        assert part.what in page
        assert all(f"<code>{parameter.name}</code>" in page for parameter in part.parameters)


def test_every_picture_is_there(small_studio):
    client = small_studio.client("Keeper Other")
    page = client.get("/studio/bausatz/").get_data(as_text=True)

    addresses = re.findall(r'<img src="([^"]+)"', page)

    assert len(addresses) == len(PARTS)
    for address in addresses:
        with client.get(address) as answer:
            assert (answer.status_code, answer.mimetype) == (200, "image/webp")


def test_the_lines_of_all_parts_make_a_scene():
    head = re.split(r"\n(?=\[\[parts\]\])", EXAMPLE.read_text("utf-8"))[0]
    lines = "\n\n".join(sample(part) for part in PARTS.values())

    scene = read(f"{head}\n\n{lines}\n")

    assert [placement.part for placement in scene.placements] == list(PARTS)
    for placement in scene.placements:
        assert placement.values == PARTS[placement.part].defaults()
    assert len(tomllib.loads(lines)["parts"]) == len(PARTS)


def test_names_and_units_are_complete(small_studio):
    parameters = [parameter for part in PARTS.values() for parameter in part.parameters]

    assert {parameter.unit for parameter in parameters} <= UNITS.keys()
    with small_studio.app.test_request_context():
        assert all(spoken(parameter.default) and limits(parameter) for parameter in parameters)
    assert TITLES.keys() == FAMILIES.keys()
