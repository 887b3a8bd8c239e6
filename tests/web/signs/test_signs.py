"""The keeper's pages: forms that lose nothing, tables that say what they would do, orders and their files."""

import io
import random

import pytest
from sqlalchemy import event, func, select

from app import database
from app.actions.signs import import_signs
from app.models import OrderState, PrintOrder, Sign
from tests.signage.icc_file import cmyk_profile
from tests.web.frame.test_rights import SIGN
from tests.web.studio_world import CODE, PRINTED


@pytest.fixture
def keeper(small_studio):
    return small_studio.client("Keeper Own")


def sign_of(studio):
    with studio.session() as session:
        return session.scalars(select(Sign).where(Sign.code == CODE)).one()


def signs(studio):
    with studio.session() as session:
        return session.scalar(select(func.count()).select_from(Sign))


def order_again(studio, **changes):
    with studio.session() as session:
        order = session.scalars(select(PrintOrder).order_by(PrintOrder.id.desc())).first()
        for name, value in changes.items():
            setattr(order, name, value)
        session.commit()
        return order.id


def test_a_sign_is_changed_and_the_numbers_may_have_commas(small_studio, keeper):
    form = {**SIGN, "facing_deg": "271,5", "facing_by": "Vermessung", "version": sign_of(small_studio).version}

    answer = keeper.post(f"/studio/schilder/{CODE}/bearbeiten", data=form)

    assert answer.status_code == 303
    page = keeper.get(f"/studio/schilder/{CODE}/").text
    assert "271,5° ± 15° (geschätzt, Vermessung)" in page
    assert "Ausrichtung in Grad: 90 → 271,5" in page
    assert "51,5" in keeper.get(f"/studio/schilder/{CODE}/bearbeiten").text


def test_what_does_not_fit_is_said_beside_the_field_and_nothing_typed_is_lost(small_studio, keeper):
    form = {**SIGN, "facing_deg": "Nordost", "where.de": "", "version": sign_of(small_studio).version}

    answer = keeper.post(f"/studio/schilder/{CODE}/bearbeiten", data=form)

    assert answer.status_code == 422
    assert 'value="Nordost"' in answer.text
    assert "„Nordost“ passt nicht." in answer.text
    assert "Der Text auf Deutsch fehlt." in answer.text


def test_who_was_overtaken_sees_what_is_stored_and_keeps_what_was_typed(small_studio, keeper):
    seen = sign_of(small_studio).version
    keeper.post(f"/studio/schilder/{CODE}/bearbeiten", data={**SIGN, "facing_deg": "10", "version": seen})

    late = keeper.post(f"/studio/schilder/{CODE}/bearbeiten", data={**SIGN, "facing_deg": "20", "version": seen})

    assert late.status_code == 409
    assert "Jemand anderes hat inzwischen gespeichert" in late.text
    assert "Ausrichtung in Grad: 10" in late.text
    assert 'value="20"' in late.text


def test_a_new_sign_starts_at_its_stop(small_studio, keeper):
    page = keeper.get("/studio/schilder/neu?station=1").text
    assert 'value="51,5"' in page

    answer = keeper.post("/studio/schilder/neu", data={**SIGN, "station": "1", "kind": "floor"})

    assert answer.status_code == 303
    assert "Bodenaufkleber (Ø 500 mm)" in keeper.get(answer.location).text


def test_many_are_made_and_the_list_finds_them(small_studio, keeper):
    answer = keeper.post("/studio/schilder/mehrere", data={"station": "1", "count.a3": "1", "count.window": "2"})

    assert answer.status_code == 303
    assert signs(small_studio) == 4
    assert "2 Schilder" in keeper.get("/studio/schilder/?kind=window").text
    assert "1 Schild" in keeper.get(f"/studio/schilder/?q={CODE.lower()}").text
    assert "Auf kein Schild trifft das zu." in keeper.get("/studio/schilder/?state=retired").text


def test_nothing_ticked_is_a_sentence_and_the_numbers_stay(small_studio, keeper):
    answer = keeper.post("/studio/schilder/mehrere", data={"count.window": "2"})

    assert answer.status_code == 422
    assert "Das wäre kein Schild." in answer.text
    assert 'value="2"' in answer.text


def test_a_table_is_shown_first_and_taken_over_then(small_studio, keeper):
    table = keeper.get("/studio/schilder.csv").data.decode("utf-8-sig").replace("Am Bahnsteig", "Am Kiosk")

    shown = keeper.post("/studio/schilder/einlesen", data={"file": (io.BytesIO(table.encode()), "schilder.csv")})
    assert "1 geändertes" in shown.text
    assert sign_of(small_studio).record["where"]["de"] == "Am Bahnsteig"

    taken = keeper.post("/studio/schilder/einlesen", data={"table": table, "really": "1"})
    assert taken.status_code == 303
    page = keeper.get(taken.location).text
    assert "0 von 1 Zeilen übernommen" in page and 'max="1" value="0"' in page
    assert sign_of(small_studio).record["where"]["de"] == "Am Bahnsteig"

    with database.writing(small_studio.engine).begin() as session:
        for waiting in import_signs.waiting(session):
            import_signs.take(session, waiting, source=random.Random(302))
    assert "1 Zeile übernommen." in keeper.get(taken.location).text
    assert sign_of(small_studio).record["where"]["de"] == "Am Kiosk"


def test_a_faulty_table_names_row_and_column_and_changes_nothing(small_studio, keeper):
    table = f"code;station;ausrichtung_grad\r\n{CODE};station-own;400\r\n;nirgends;5\r\n"

    answer = keeper.post("/studio/schilder/einlesen", data={"table": table, "really": "1"})

    assert answer.status_code == 422
    for words in ("ausrichtung_grad", "400 liegt außerhalb", "Die Station „nirgends“ gibt es nicht."):
        assert words in answer.text
    assert sign_of(small_studio).record["facing_deg"] == 90


def test_an_order_says_how_far_letters_reach_and_waits_for_the_jobs(small_studio, keeper):
    page = keeper.get("/studio/druck/neu").text
    assert "Stationsname lesbar aus 3,5 m, mit Sehschwäche aus 2,5 m." in page
    assert f'value="{CODE}" checked' in page

    answer = keeper.post("/studio/druck/neu", data={"code": CODE, "copies.a3": "3", "output": "print"})

    assert answer.status_code == 303
    assert small_studio.rings == 1
    page = keeper.get(answer.location).text
    assert "0 von 1 Schildern gesetzt und gelesen" in page
    assert '<td role="cell">3</td>' in page


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"output": "print"}, "Es ist kein Schild gewählt."),
        ({"code": CODE, "copies.a3": "viele", "output": "print"}, "zwischen 1 und 999"),
        ({"code": CODE, "output": "print", "printer": "none"}, "Diese Druckerei gibt es nicht."),
    ],
)
def test_an_order_that_cannot_be_is_refused_with_the_form_as_it_was(keeper, form, why):
    answer = keeper.post("/studio/druck/neu", data=form)

    assert answer.status_code == 422
    assert why in answer.text
    assert (f'value="{CODE}" checked' in answer.text) == ("code" in form)


def test_all_that_the_filter_finds_can_be_ordered(small_studio, keeper):
    keeper.post("/studio/schilder/mehrere", data={"station": "1", "count.window": "2"})

    keeper.post("/studio/druck/neu", data={"which": "all", "kind": "window", "output": "trial", "code": CODE})

    with small_studio.session() as session:
        order = session.get(PrintOrder, order_again(small_studio))
        assert order.signs == 2
        assert {each["sign"]["kind"] for each in order.content["items"]} == {"window"}


def test_an_order_is_placed_once_more_as_it_was(small_studio, keeper):
    form = {"code": CODE, "copies.a3": "3", "output": "digital", "language": "en"}
    first = keeper.post("/studio/druck/neu", data=form).location
    assert "Noch einmal bestellen" not in keeper.get(first).text  # it is not even made yet
    first_id = order_again(small_studio, state=OrderState.RELEASED)
    assert "Noch einmal bestellen" in keeper.get(first).text

    second = keeper.post(f"{first}noch-einmal").location

    with small_studio.session() as session:
        was, order = session.get(PrintOrder, first_id), session.get(PrintOrder, int(second.split("/")[-2]))
        assert order.id != was.id
        assert order.state is OrderState.WAITING
        assert (order.output, order.content, order.profile) == (was.output, was.content, was.profile)


def test_a_sign_out_of_use_is_not_ordered_once_more(small_studio, keeper):
    order_again(small_studio, state=OrderState.RELEASED)
    keeper.post(f"/studio/schilder/{CODE}/zustand", data={"state": "retired"})

    answer = keeper.post("/studio/druck/1/noch-einmal")

    assert answer.status_code == 422
    assert f"Diese Schilder sind außer Dienst: {CODE}." in answer.text


def test_files_come_with_the_orders_number_in_their_name(keeper):
    one, all_of_them = keeper.get("/studio/druck/1/a3.pdf"), keeper.get("/studio/druck/1.zip")

    assert one.data == PRINTED
    assert one.headers["Content-Disposition"].endswith('-001-a3.pdf"')
    assert all_of_them.data[:2] == b"PK"
    assert keeper.get("/studio/druck/1/a4.pdf").status_code == 404


def test_a_refused_order_names_sign_field_and_what_to_do_in_both_languages(small_studio, keeper):
    fault = {"code": CODE, "field": "station.title", "page": 0, "values": {"text": "Halt", "lang": "de"}}
    fault["sentence"] = "„%(text)s“ (%(lang)s) passt auch in der kleinsten Schrift nicht. Bitte diesen Text kürzen."
    number = order_again(small_studio, state=OrderState.REFUSED, faults=[fault])

    page = keeper.get(f"/studio/druck/{number}/").text
    assert "Titel der Station" in page
    assert "„Halt“ (de) passt auch in der kleinsten Schrift nicht. Bitte diesen Text kürzen." in page
    assert keeper.get(f"/studio/druck/{number}.zip").status_code == 422
    keeper.post("/studio/sprache", data={"language": "en", "back": "/studio/"})
    assert "does not fit even in the smallest type" in keeper.get(f"/studio/druck/{number}/").text


def test_a_sign_is_drawn_as_it_would_be_printed_or_says_why_not(small_studio, keeper):
    drawn = keeper.get(f"/studio/schilder/{CODE}/ansicht")
    assert drawn.data.startswith(b"\x89PNG")

    with small_studio.session() as session:
        session.scalars(select(Sign)).one().station.current_id = None
        session.commit()

    told = keeper.get(f"/studio/schilder/{CODE}/ansicht")
    assert told.mimetype == "image/svg+xml"
    assert "Die Station dieses Schilds ist noch nicht" in told.text


def test_a_retired_sign_leads_on_to_the_one_in_its_stead(small_studio, keeper):
    keeper.post("/studio/schilder/mehrere", data={"station": "1", "count.a3": "1"})
    with small_studio.session() as session:
        other = session.scalars(select(Sign.code).where(Sign.code != CODE)).one()

    keeper.post(f"/studio/schilder/{CODE}/zustand", data={"state": "retired", "moved_to": other.lower()})

    page = keeper.get(f"/studio/schilder/{CODE}/").text
    assert "an seiner Stelle hängt" in page
    assert other in page


def test_a_print_shop_is_kept_with_its_icc_file(small_studio):
    admin = small_studio.client("Admin")
    form = {"slug": "ecke", "name": "An der Ecke", "bleed_mm": "2,5", "mark_gap_mm": "3", "condition": "FOGRA51"}

    wrong = admin.post("/studio/druckereien/", data={**form, "icc": (io.BytesIO(b"nothing"), "a.icc")})
    right = admin.post("/studio/druckereien/", data={**form, "icc": (io.BytesIO(cmyk_profile()), "a.icc")})

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert "Das ist keine ICC-Datei." in wrong.text
    assert 'value="An der Ecke"' in wrong.text
    assert "mit ICC-Profil: PDF/X-4" in admin.get("/studio/druckereien/").text
    assert 'value="2.5"' in admin.get("/studio/druckereien/ecke/").text


def queries(studio, ask):
    """Return how many statements the database gets while ``ask`` runs."""
    heard = []

    def note(_connection, _cursor, statement, *_rest):
        heard.append(statement)

    event.listen(studio.engine, "before_cursor_execute", note)
    assert ask().status_code == 200
    event.remove(studio.engine, "before_cursor_execute", note)
    return len(heard)


@pytest.mark.parametrize("address", ["schilder/", "schilder/linie/", "druck/neu", "schilder.csv"])
def test_the_number_of_queries_does_not_grow_with_the_signs(small_studio, keeper, address):
    few = queries(small_studio, lambda: keeper.get(f"/studio/{address}"))
    keeper.post("/studio/schilder/mehrere", data={"station": ["1", "2"], "count.a3": "9"})
    keeper.post("/studio/schilder/mehrere", data={"station": "1", "count.a3": "30"})

    many = queries(small_studio, lambda: keeper.get(f"/studio/{address}"))

    assert many <= few


def test_a_place_far_from_the_stop_is_asked_about_and_one_that_stays_is_not(small_studio, keeper):
    form = {**SIGN, "place.lat": "51,503", "version": sign_of(small_studio).version}
    address = f"/studio/schilder/{CODE}/bearbeiten"

    asked = keeper.post(address, data=form)
    assert (asked.status_code, "Stimmt die Lage?" in asked.text, 'value="51,503"' in asked.text) == (422, True, True)
    assert keeper.post(address, data={**form, "sure": "1"}).status_code == 303
    stays = {**form, "facing_deg": "10", "version": sign_of(small_studio).version}
    assert keeper.post(address, data=stays).status_code == 303

    new = {**SIGN, "station": "1", "place.lat": "51,503"}
    assert keeper.post("/studio/schilder/neu", data=new).status_code == 422
    assert keeper.post("/studio/schilder/neu", data={**new, "sure": "1"}).status_code == 303
