"""Logos of a design through the studio's forms: uploaded, refused, put in order, seen by who approves, and on what is
ordered from then on."""

import io
import json
import re
from dataclasses import replace

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.actions.prints import changes_since
from app.backup.files import named
from app.models import PrintOrder
from tests.signage import logos
from tests.web.content.test_editing import hidden
from tests.web.designs.test_designs import TYPED, newest, ordered
from tests.web.studio_world import OWN

RING, WAVE = logos.logo("Stadt Ring"), logos.logo("Amt Welle")


def rows(only, *wanted):
    found = {f"rows.{only}": "1"}
    for place, each in enumerate(wanted):
        found |= {f"{only}.{place}.file": each.file, f"{only}.{place}.name": each.name}
    return found


@pytest.fixture
def place(small_studio):
    with small_studio.session() as session:
        return newest(session).item_id


@pytest.fixture
def edit(place):
    return f"/studio/inhalte/{place}/bearbeiten"


@pytest.fixture
def upload(small_studio, place, edit):
    planner = small_studio.client("Planner Own")

    def send(only, raw, name, *, typed=TYPED, **how):
        form = {**hidden(planner.get(edit).text), **typed, "then": f"add.{only}"}
        if name:
            form[f"new.{only}"] = FileStorage(io.BytesIO(raw), name)
        boundary, body = encode_multipart(form)  # the client would leave a large one open
        address = f"/studio/schilder/gestaltung/{place}/logo"
        return planner.post(address, data=body, content_type=f"multipart/form-data; boundary={boundary}", **how)

    return send


def kept(studio):
    media = studio.app.config["MEDIA"]
    for name in logos.FILES:
        media.put(logos.logo(name).file, logos.drawn(name))


def test_a_logo_is_kept_as_its_drawing_and_nothing_typed_is_lost(small_studio, upload):
    answer = upload("logos", logos.FILES["Stadt Ring"], "Stadt_Ring.svg")

    assert answer.status_code == 200
    assert f'name="logos.0.file" value="{RING.file}"' in answer.text
    assert 'name="logos.0.name" type="text" value="Stadt Ring"' in answer.text
    assert "0209 123456" in answer.text and "data:image/svg+xml;base64," in answer.text
    assert small_studio.app.config["MEDIA"].get(RING.file) == logos.drawn("Stadt Ring")


def test_a_second_one_comes_behind_the_first_and_htmx_gets_only_the_rows(upload):
    typed = {**TYPED, **rows("funders", RING)}

    answer = upload("funders", logos.FILES["Amt Welle"], "Amt Welle.svg", typed=typed, headers={"HX-Request": "true"})

    assert answer.status_code == 200 and "<html" not in answer.text
    assert re.findall(r'name="funders\.\d\.file" value="([^"]+)"', answer.text) == [RING.file, WAVE.file]


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (logos.svg("<text>Stadt</text>"), "a.svg", "in Pfade umwandeln"),
        (b"%PDF-1.7 kaputt", "a.pdf", "Das PDF ließ sich nicht lesen"),
        (b"\x89PNG", "a.png", "keine SVG-Datei"),
        (b"x" * 3_000_000, "a.svg", "größer als 1 MB"),
        (b"", "", "SVG- oder PDF-Datei wählen"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["whole", "part"])
def test_what_cannot_be_taken_is_told_beside_its_field(upload, raw, name, said, headers):
    answer = upload("logos", raw, name, headers=headers)

    assert answer.status_code == (200 if headers else 422)
    error = re.search(r'<p class="kern-error" id="new-logos-error">(.*?)</p>', answer.text, re.DOTALL)
    assert error and said in error[1]
    assert headers or "0209 123456" in answer.text


def test_they_are_moved_and_removed_without_javascript(small_studio, edit):
    planner = small_studio.client("Planner Own")
    kept(small_studio)
    typed = {**hidden(planner.get(edit).text), **TYPED, **rows("logos", RING, WAVE)}

    moved = planner.post(edit, data={**typed, "then": "down.logos.0"}).text
    fewer = planner.post(edit, data={**typed, "then": "remove.logos.0"}, headers={"HX-Request": "true"}).text

    assert re.findall(r'name="logos\.\d\.file" value="([^"]+)"', moved) == [WAVE.file, RING.file]
    assert re.findall(r'name="logos\.\d\.file" value="([^"]+)"', fewer) == [WAVE.file]
    assert "<html" not in fewer and 'id="new-logos"' in fewer


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({**rows("logos", RING), "logos.0.name": ""}, "ausfüllen"),
        ({**rows("logos", RING), "logos.0.name": "x" * 61}, "höchstens 60"),
        ({**rows("logos", RING), "logos.0.file": "../../etc/passwd"}, "verlangte Form"),
        (rows("logos", RING, WAVE, RING), "höchstens 2"),
        (rows("funders", *[RING] * 6), "höchstens 5"),
    ],
)
def test_what_cannot_be_stored_is_refused_at_its_field(small_studio, edit, typed, told):
    planner = small_studio.client("Planner Own")

    answer = planner.post(edit, data={**hidden(planner.get(edit).text), **TYPED, **typed})

    assert answer.status_code == 422 and told in answer.text


def test_who_approves_sees_it_and_only_then_it_is_on_what_is_ordered(small_studio, edit, place):
    planner, approver = small_studio.client("Planner Own"), small_studio.client("Approver Own")
    kept(small_studio)
    before = ordered(small_studio)
    typed = {**TYPED, **rows("logos", RING), **rows("funders", WAVE, RING)}

    preview = planner.post(f"/studio/inhalte/{place}/vorschau", data={**typed, "show": "de"}, follow_redirects=True)
    assert preview.text.count("data:image/png") == 8
    form = {**hidden(planner.get(edit).text), **typed, "then": "hand_in"}
    assert planner.post(edit, data=form).status_code == 303
    with small_studio.session() as session:
        draft = newest(session)
    compared = approver.get(f"/studio/fassungen/{draft.id}/").text
    assert compared.count('class="change__logo"') == 3 and "Stadt Ring" in compared and RING.file not in compared
    assert ordered(small_studio) == before
    decision = {"version": str(draft.version), "then": "publish"}
    assert approver.post(f"/studio/fassungen/{draft.id}/freigeben", data=decision).status_code == 303

    look = ordered(small_studio)[OWN]
    assert [each["name"] for each in look["funders"]] == ["Amt Welle", "Stadt Ring"]
    with small_studio.session() as session:
        first, _second, last = session.query(PrintOrder).order_by(PrintOrder.id).all()[-3:]
        assert first.content["looks"] == before
        told = {
            each.field: each.after for each in changes_since.changes(session, first, public_url="https://x.example")
        }
        assert told["looks.own.funders"] == "Amt Welle, Stadt Ring"
        assert {RING.file, WAVE.file} <= {*named(json.dumps(last.content).encode())}, "so a backup has them"


def test_a_drawing_that_is_gone_is_told_where_it_would_stand(small_studio, edit, place):
    planner = small_studio.client("Planner Own")
    typed = {**TYPED, **rows("logos", replace(logos.logo("Verein Turm"), file=f"private/{'0' * 64}/logo.json"))}

    shown = planner.post(edit, data={**hidden(planner.get(edit).text), **typed, "then": "down.logos.0"}).text
    preview = planner.post(f"/studio/inhalte/{place}/vorschau", data={**typed, "show": "de"}, follow_redirects=True)

    assert "Die Datei ist nicht da" in shown
    assert "Verein Turm“ ist nicht da" in preview.text
