"""What the studio does not read is answered with one sentence and a page that helps, before anything is kept."""

import io

import pytest

from app.meshes.upload.known_kinds import KINDS
from app.web.library.file_guides import GUIDES
from tests.meshes.test_upload_kinds import CASES

REFUSED = {slug: (head, name or f"datei.{slug}") for head, name, slug in CASES if not KINDS[slug].reader}


def test_every_kind_that_is_not_read_has_a_page_and_every_page_a_kind():
    assert {kind.help for kind in KINDS.values() if not kind.reader} | {"andere"} == {*GUIDES}


@pytest.mark.parametrize("guide", GUIDES)
def test_every_page_tells_its_steps(small_studio, guide):
    page = small_studio.client("Planner Own").get(f"/studio/hilfe/dateien/{guide}")

    assert page.status_code == 200
    assert page.text.count("<li>") >= len(GUIDES[guide].steps)


def test_all_of_them_without_javascript_get_their_sentence_and_leave_nothing(small_studio):
    client = small_studio.client("Planner Own")
    before = client.get("/studio/bibliothek/").text

    for slug, (head, name) in REFUSED.items():
        sent = {"file": (io.BytesIO(head), name), "title": "Mein Haus"}
        page = client.post("/studio/bibliothek/3d/neu", data=sent)
        assert page.status_code == 422, slug
        assert KINDS[slug].wrong in page.text
        assert f'href="/studio/hilfe/dateien/{KINDS[slug].help}"' in page.text
        assert 'value="Mein Haus"' in page.text
    assert client.get("/studio/bibliothek/").text == before


def test_in_parts_they_are_refused_as_well(small_studio):
    client = small_studio.client("Planner Own")
    head = b"Kaydara FBX Binary  \0" + bytes(40)

    begun = client.post("/studio/bibliothek/hochladen", data={"name": "haus.glb", "size": len(head)}).json
    client.post(f"/studio/bibliothek/hochladen/{begun['id']}/0", data=head)
    page = client.post(f"/studio/bibliothek/hochladen/{begun['id']}/fertig")

    assert page.status_code == 422
    assert "Das ist eine FBX-Datei." in page.text


def test_the_page_brings_the_table_for_the_browser(small_studio):
    page = small_studio.client("Planner Own").get("/studio/bibliothek/3d/neu").text

    assert "data-kinds='{" in page
    assert "hilfe/dateien/sketchup" in page
