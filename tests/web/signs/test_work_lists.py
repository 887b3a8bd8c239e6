"""The keeper's page and the one behind the link: without an account, one list, a photograph that is read apart."""

import io
import re

import pytest
from sqlalchemy import select

from app.models import Sign, SignStage
from tests.pictures.test_clean import picture
from tests.web.studio_world import CODE


@pytest.fixture
def link(small_studio):
    keeper = small_studio.client("Keeper Own")
    keeper.post(f"/studio/schilder/{CODE}/zustand", data={"state": "printed"})
    form = {"code": CODE, "company": "Aushang GmbH", "days": "7", "tools": "Leiter <2 m"}
    page = keeper.post("/studio/arbeitslisten/neu", data=form).text
    return re.search(r'value="https://302\.example(/studio/arbeit/[^"]+)"', page)[1]


def state(studio):
    with studio.session() as session:
        return session.scalars(select(Sign)).one().state


def test_who_has_the_link_sees_the_list_and_nothing_else(small_studio, link):
    worker = small_studio.client()

    page = worker.get(link)

    assert all(each in page.text for each in (CODE, "Leiter &lt;2 m", "Aushang GmbH", '<svg class="spot"'))
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow" and page.headers["Referrer-Policy"] == "no-referrer"
    assert worker.get("/studio/schilder/").status_code in (302, 303)
    assert worker.get(f"{link[:-2]}x/").status_code == 404


def test_what_hangs_is_said_with_number_and_photograph(small_studio, link):
    worker = small_studio.client()
    request_id = re.search(r'name="request_id" value="([^"]+)"', worker.get(link).text)[1]

    def send(**changes):
        photo = (io.BytesIO(changes.pop("photo", picture())), "a.jpg")
        form = {"number": CODE.lower(), "request_id": request_id, "note": "am Mast", "photo": photo, **changes}
        return worker.post(f"{link}{CODE}/haengt", data=form)

    assert send(number="ABCDEF").status_code == 422
    assert send(photo=b"no picture").status_code == 422
    assert state(small_studio) is SignStage.PRINTED
    assert send().status_code == 303
    assert send().status_code == 303

    assert state(small_studio) is SignStage.MOUNTED
    assert "Hängt seit" in worker.get(link).text
    assert "Aushang GmbH: am Mast" in small_studio.client("Keeper Own").get(f"/studio/schilder/{CODE}/").text


def test_a_revoked_link_is_over_at_once_and_the_secret_is_shown_once(small_studio, link):
    keeper, worker = small_studio.client("Keeper Own"), small_studio.client()
    assert worker.post(f"{link}{CODE}/geht-nicht", data={"note": "Mast fehlt"}).status_code == 303
    shown = keeper.get("/studio/arbeitslisten/1/").text
    assert "Mast fehlt" in shown and link not in shown

    keeper.post("/studio/arbeitslisten/1/zurueckziehen")

    assert worker.get(link).status_code == 404
    assert worker.post(f"{link}{CODE}/geht-nicht", data={"note": "x"}).status_code == 404
    assert keeper.post("/studio/arbeitslisten/neu", data={"company": "Firma", "days": "30"}).status_code == 422


def test_a_link_with_signs_offers_those_alone(small_studio):
    keeper = small_studio.client("Keeper Own")

    assert CODE in keeper.get(f"/studio/arbeitslisten/neu?code={CODE}").text
    assert CODE not in keeper.get("/studio/arbeitslisten/neu?code=ZZZZZZ").text
    assert CODE in keeper.get("/studio/arbeitslisten/neu").text
