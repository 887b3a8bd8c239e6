"""Pages of orders: looked at before they are ordered, cancelled, ordered again, and fetched or said to be lost."""

import pytest
from sqlalchemy import select, update

from app import database
from app.models import OrderState, PrintOrder
from tests.web.studio_world import CODE, FILE, PRINTED

FORM = {"code": CODE, "output": "print", "printer": "standard"}
TOLD = {"due_on": "2026-12-24", "material": "Alu 3 mm", "contact": "Mia", "note": "Bitte flach", "lamination": "matt"}


@pytest.fixture
def keeper(small_studio):
    return small_studio.client("Keeper Own")


def newest(studio):
    with studio.session() as session:
        return session.scalars(select(PrintOrder).order_by(PrintOrder.id.desc())).first()


def make(studio, **values):
    with database.writing(studio.engine).begin() as session:
        session.execute(update(PrintOrder).values(**values))


def test_what_is_looked_at_is_not_ordered_yet_and_can_be(small_studio, keeper):
    answer = keeper.post("/studio/druck/neu", data={**FORM, **TOLD, "step": "look"})
    order = newest(small_studio)
    assert answer.status_code == 303
    assert (order.is_ordered, order.state, order.note["due_on"]) == (False, OrderState.WAITING, "2026-12-24")

    make(small_studio, state=OrderState.CHECKED)
    page = keeper.get(f"/studio/druck/{order.id}/").text
    assert "So bestellen" in page and "Alu 3 mm" in page and "geprüft, noch nicht bestellt" in page
    keeper.post(f"/studio/druck/{order.id}/bestellen")

    assert (newest(small_studio).is_ordered, newest(small_studio).state) == (True, OrderState.WAITING)


def test_a_note_that_does_not_fit_is_refused_and_nothing_typed_is_lost(small_studio, keeper):
    before = newest(small_studio).id

    answer = keeper.post(
        "/studio/druck/neu", data={**FORM, **TOLD, "due_on": "2026-02-30", "material": "x" * 121, "step": "look"}
    )

    assert answer.status_code == 422
    assert "x" * 121 in answer.text and 'value="2026-02-30"' in answer.text and "Bitte flach" in answer.text
    assert answer.text.count('aria-invalid="true"') >= 1
    assert newest(small_studio).id == before


def test_an_order_is_cancelled_with_a_reason_that_others_read(small_studio, keeper):
    refused = keeper.post("/studio/druck/1/stornieren", data={"reason": " "})
    assert refused.status_code == 422
    assert "Warum wird storniert?" in refused.text

    keeper.post("/studio/druck/1/stornieren", data={"reason": "Falsches <b>Material</b>"})

    page = keeper.get("/studio/druck/1/").text
    assert "Storniert von" in page and "Falsches &lt;b&gt;Material" in page
    assert keeper.get("/studio/druck/1.zip").status_code == 422
    assert keeper.post("/studio/druck/1/stornieren", data={"reason": "Noch einmal"}).status_code == 409


def test_a_page_is_drawn_and_one_that_is_not_there_is_not(keeper):
    assert "/studio/druck/1/seiten/a3-1.png" in keeper.get("/studio/druck/1/seiten/").text
    assert keeper.get("/studio/druck/1/seiten/a3-1.png").data.startswith(b"\x89PNG")
    assert keeper.get("/studio/druck/1/seiten/a3-2.png").status_code == 404
    assert keeper.get("/studio/druck/1/seiten/a4-1.png").status_code == 404


def test_a_zip_with_a_lost_file_is_refused_before_its_first_byte_and_the_page_offers_it_anew(small_studio, keeper):
    media = small_studio.app.config["MEDIA"]
    media.put(FILE, b"%PDF cut")
    try:
        assert keeper.get("/studio/druck/1.zip").status_code == 404
        assert keeper.get("/studio/druck/1/a3.pdf").status_code == 404
        assert "Neu herstellen" in keeper.get("/studio/druck/1/").text

        keeper.post("/studio/druck/1/neu-herstellen")

        assert "wird gerade neu hergestellt" in keeper.get("/studio/druck/1/").text
        make(small_studio, is_remade=False, lost=["a3.pdf"])
        assert "nicht mit denselben Bytes" in keeper.get("/studio/druck/1/").text
    finally:
        media.put(FILE, PRINTED)


def test_ordering_again_shows_first_what_has_changed(small_studio, keeper):
    with database.writing(small_studio.engine).begin() as session:
        order = session.scalars(select(PrintOrder)).one()
        order.content = {**order.content, "public_url": "https://alt.example"}

    page = keeper.get("/studio/druck/1/noch-einmal").text

    assert "https://alt.example" in page and "Adresse in den Codes" in page
    assert keeper.post("/studio/druck/1/noch-einmal").status_code == 303


def test_signs_never_printed_are_ticked_at_first_and_the_one_that_was_looked_for(small_studio, keeper):
    keeper.post(f"/studio/schilder/{CODE}/zustand", data={"state": "printed"})

    assert f'value="{CODE}" checked' not in keeper.get("/studio/druck/neu").text
    assert f'value="{CODE}" checked' in keeper.get(f"/studio/druck/neu?q={CODE}").text


def test_a_trial_is_offered_where_the_address_must_not_hang(small_studio, keeper):
    small_studio.app.config["SIGN_URL"] = "http://127.0.0.1:3020"
    try:
        page = keeper.get("/studio/druck/neu").text
        assert "beginnt nicht mit https://" in page
        refused = keeper.post("/studio/druck/neu", data={**FORM, "step": "order"})
        assert refused.status_code == 422
        assert keeper.post("/studio/druck/neu", data={**FORM, "step": "order", "trial": "1"}).status_code == 303
        make(small_studio, state=OrderState.RELEASED)
        assert "freigegeben als Probe" in keeper.get(f"/studio/druck/{newest(small_studio).id}/").text
    finally:
        small_studio.app.config["SIGN_URL"] = "https://302.example"
