"""The page on the ladder as a plain form, and what its script asks for."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from app.models import Check, Finding, Sign, SignStage
from tests.web.studio_world import CODE

ID = "0b0e7f0a-0000-4000-8000-00000000000a"
FORM = {"request_id": ID, "code": CODE, "seen": "good", "was": "planned"}
JSON = {"Accept": "application/json"}


def checks(studio):
    with studio.session() as session:
        return session.scalars(select(Check).where(Check.request_id == ID)).all()


def picture():
    out = io.BytesIO()
    Image.new("RGB", (2400, 1200)).save(out, "JPEG")
    return out.getvalue()


def test_without_javascript_one_form_notes_a_check_with_its_photograph(small_studio):
    client = small_studio.client("Keeper Own")
    form = {**FORM, "state": "mounted", "note": " Ecke  ab ", "photo": (io.BytesIO(picture()), "IMG_1.jpg")}

    answer = client.post("/studio/schild/", data=form, follow_redirects=True)

    assert f"{CODE}: In Ordnung" in answer.text
    (check,) = checks(small_studio)
    assert (check.found, check.note, check.state) == (Finding.GOOD, "Ecke ab", SignStage.MOUNTED)
    photo = client.get(f"/studio/schild/foto/{check.id}-0.jpg")
    with Image.open(io.BytesIO(photo.data)) as opened:
        assert opened.size == (1600, 800)
    assert f"/studio/schild/foto/{check.id}-0.jpg" in answer.text


def test_a_photograph_is_no_file_of_riders(small_studio):
    small_studio.client("Keeper Own").post(
        "/studio/schild/", data={**FORM, "photo": (io.BytesIO(picture()), "IMG_1.jpg")}
    )

    (check,) = checks(small_studio)
    assert check.photos[0].startswith("private/")
    assert small_studio.client().get(f"/studio/schild/foto/{check.id}-0.jpg").status_code == 302


def test_what_was_typed_is_not_lost_with_a_refusal(small_studio):
    answer = small_studio.client("Keeper Own").post(
        "/studio/schild/", data={**FORM, "code": "22222X", "seen": "foreign", "note": "Aufkleber"}
    )

    assert answer.status_code == 404
    assert "Ein Schild mit der Nummer 22222X gibt es nicht." in answer.text
    assert "Aufkleber" in answer.text
    assert 'value="foreign" checked' in answer.text


def test_a_script_is_answered_in_json_and_twice_the_same(small_studio):
    client = small_studio.client("Keeper Own")

    first, second = (client.post("/studio/schild/", data=FORM, headers=JSON) for _ in range(2))

    assert first.json == second.json == {"found": "good", "conflict": False, "words": f"{CODE}: In Ordnung"}
    assert len(checks(small_studio)) == 1


def test_a_script_is_told_of_a_conflict(small_studio):
    answer = small_studio.client("Keeper Own").post(
        "/studio/schild/", data={**FORM, "was": "mounted", "state": "damaged"}, headers=JSON
    )

    assert answer.json["conflict"]
    assert "Inzwischen ist das Schild „geplant“; dieser Zustand blieb." in answer.json["words"]
    with small_studio.session() as session:
        assert session.scalars(select(Sign.state)).one() is SignStage.PLANNED


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"seen": "nonsense"}, 422), ({"state": "nonsense"}, 422), ({"request_id": ""}, 422), ({"code": ""}, 404)],
)
def test_nonsense_is_refused_with_a_sentence(small_studio, changes, status):
    answer = small_studio.client("Keeper Own").post("/studio/schild/", data={**FORM, **changes}, headers=JSON)

    assert answer.status_code == status
    assert answer.json["words"].endswith(".")


def test_an_expired_sign_in_is_no_redirect_for_the_script(small_studio):
    assert small_studio.client().post("/studio/schild/", data=FORM, headers=JSON).status_code == 401


def test_looking_up_a_number_says_which_sign_it_is(small_studio):
    page = small_studio.client("Keeper Own").get(f"/studio/schild/?code={CODE.lower()}").text

    assert "Station own, Am Bahnsteig · geplant" in page


def test_camera_location_and_webassembly_are_allowed_on_this_page_and_no_other(small_studio):
    client = small_studio.client("Keeper Own")
    for address in ("/studio/schild/", "/studio/schild/code_reader.js", "/studio/schild/service_worker.js"):
        with client.get(address) as answer:
            headers = answer.headers
        assert "'wasm-unsafe-eval'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert headers["Permissions-Policy"] == "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"
    for address in ("/studio/", "/studio/schilder/", f"/studio/schilder/{CODE}/"):
        headers = client.get(address).headers
        assert "wasm" not in headers["Content-Security-Policy"]
        assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def test_the_service_worker_reaches_this_page_and_nothing_of_riders(small_studio):
    with small_studio.client("Keeper Own").get("/studio/schild/service_worker.js") as answer:
        assert answer.content_type.startswith("text/javascript")
        assert "Service-Worker-Allowed" not in answer.headers  # its scope is the folder it lies in
