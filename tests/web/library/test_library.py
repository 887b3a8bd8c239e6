"""Pages of the library: what they offer works, and what is typed is never lost."""

import hashlib
import io

from sqlalchemy import select

from app import database
from app.actions.library import build_assets, run_builds
from app.actions.library.build_orders import Made, Order
from app.actions.scenes.new_scene import EMPTY
from app.meshes.built import Build
from app.models import Asset, Picture, Revision, State, Station
from app.web.library import pictures
from tests.meshes.conftest import FONTS
from tests.pictures.test_clean import picture
from tests.web.content.test_editing import address, hidden
from tests.web.frame.test_pick import offered
from tests.web.studio_world import OWN

ENGLISH = {"Accept-Language": "en"}
FAULTY = EMPTY.replace('"ground"', '"baumhaus"').replace("format = 2", "format = 2\nturn_deg = 999")


def test_a_build_that_failed_says_why_in_the_language_of_whoever_looks(small_studio):
    with small_studio.session() as session:
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        made = run_builds.make(Order(asset_id=asset.id, name="bank", source_hash="", scene=FAULTY.encode()), FONTS)
        build_assets.store_build(session, small_studio.app.config["MEDIA"], made)
        session.commit()
        address = f"/studio/bibliothek/3d/{asset.id}/"

    client = small_studio.client("Planner Own")
    german, english = client.get(address).text, client.get(address, headers=ENGLISH).text

    assert "Das Teil „baumhaus“ gibt es nicht." in german
    assert "There is no part “baumhaus”." in english
    assert "Erlaubt" not in english


def test_a_station_names_the_models_that_its_own_3d_view_has_no_room_for(small_studio):
    with small_studio.session() as session:
        station = session.scalars(select(Station).where(Station.slug == "station-own")).one()
        own_view = Asset(station_id=station.id, source_hash="now")
        session.add(own_view)
        session.flush()
        order = Order(asset_id=own_view.id, name="station-own-alle", source_hash="now")
        built = Build({}, left_out=("bank",))
        build_assets.store_build(session, small_studio.app.config["MEDIA"], Made(order=order, build=built))
        session.commit()
        address = f"/studio/inhalte/{station.id}/"

    page = small_studio.client("Planner Own").get(address).text

    assert "In der gemeinsamen 3D-Ansicht der Station fehlt: Bank." in page


def test_the_same_picture_is_not_kept_twice(small_studio):
    client = small_studio.client("Planner Own")
    raw = picture(colour=(1, 2, 3))

    ways = [
        client.post("/studio/bibliothek/bilder/neu", data={"file": (io.BytesIO(raw), "platz.jpg")}).location
        for _ in range(2)
    ]

    assert ways[0] == ways[1]


def test_an_svg_is_refused_with_a_sentence(small_studio):
    client = small_studio.client("Planner Own")

    answer = client.post("/studio/bibliothek/bilder/neu", data={"file": (io.BytesIO(b"<svg/>"), "a.jpg")})

    assert answer.status_code == 422
    assert "SVG-Dateien" in answer.text


def send(client, *files, **fields):
    """Send pictures, (name, bytes) each, as a browser does without JavaScript; or as our script does, for JSON."""
    headers = {"Accept": "application/json"} if fields.pop("is_script", False) else {}
    data = {**fields, "file": [(io.BytesIO(raw), name) for name, raw in files]}
    return client.post("/studio/bibliothek/bilder/neu", data=data, headers=headers)


def test_several_pictures_come_at_once_and_each_is_told_what_came_of_it(small_studio):
    client = small_studio.client("Planner Own")
    raw = picture(colour=(3, 4, 5))

    answer = send(
        client, ("hof.jpg", raw), ("noch_einmal.jpg", raw), ("plan.svg", b"<svg/>"), author="Wir", origin="Foto"
    )

    with small_studio.session() as session:
        made = session.scalars(select(Picture).where(Picture.source_hash == hashlib.sha256(raw).hexdigest())).all()
    assert answer.status_code == 200
    assert [(each.record["title"], each.record["author"], each.record["origin"]) for each in made] == [
        ("hof", "Wir", "Foto")
    ]
    assert "Dieses Bild gibt es schon in der Bibliothek." in answer.text
    assert "SVG-Dateien" in answer.text


def test_more_pictures_at_once_than_one_waits_for_are_refused(small_studio):
    client = small_studio.client("Planner Own")

    answer = send(client, *[("viele.jpg", b"")] * (pictures.MOST_AT_ONCE + 1))

    assert answer.status_code == 422
    assert "Höchstens 10 Bilder auf einmal." in answer.text


def test_a_script_is_told_of_one_picture_in_json_and_a_refusal_leaves_nothing(small_studio):
    client = small_studio.client("Planner Own")
    raw = picture(colour=(6, 7, 8))

    taken, again, refused = (
        send(client, (name, content), is_script=True)
        for name, content in (("a.jpg", raw), ("b.jpg", raw), ("c.jpg", b"\xff\xd8\xff and no more"))
    )

    assert (taken.status_code, again.status_code, refused.status_code) == (200, 200, 422)
    assert taken.json["slug"] == again.json["slug"]
    assert (taken.json["is_new"], again.json["is_new"]) == (True, False)
    assert "kein Bild" in refused.json["sentence"]
    with small_studio.session() as session:
        titles = session.scalars(select(Picture.record[("title",)].as_string())).all()
    assert not {"b", "c"} & set(titles)


def test_a_picture_is_put_into_a_planning_while_it_is_edited(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    slug = send(client, ("platz.jpg", picture(colour=(9, 8, 7))), is_script=True, partner=OWN).json["slug"]
    form = {**hidden(client.get(where).text), "rows.pictures": "1", "pictures.0.slug": slug, "then": "show.pictures"}

    rows = client.post(where, data=form, headers={"HX-Request": "true"})
    page = client.post(where, data={**form, "texts.de.summary": "Getippt und nicht gespeichert."})

    assert (rows.status_code, page.status_code) == (200, 200)
    assert offered(rows.text, "pictures.0.slug")[1] == offered(page.text, "pictures.0.slug")[1] == slug
    assert "wird gerade zugeschnitten" in rows.text
    assert "Getippt und nicht gespeichert." in page.text
    assert 'form="picture-upload"' in page.text


def test_the_approver_reads_what_is_said_of_the_files(small_studio):
    with database.writing(small_studio.engine).begin() as session:
        shown = session.scalars(select(Picture).where(Picture.slug == "platz")).one()
        said = {"alt": "Ein leerer Platz.", "caption": "Im Juni."}
        about = {"author": "Stadt", "licence": "CC0-1.0", "origin": "eigen", "texts": {"de": said}}
        shown.record = {**shown.record, **about}
        revision = session.scalars(select(Revision).where(Revision.state == State.SUBMITTED)).one()
        revision.record = {**revision.record, "pictures": ["platz"]}
        address = f"/studio/fassungen/{revision.id}/"

    page = small_studio.client("Approver Own").get(address).text

    assert all(words in page for words in ("Ein leerer Platz.", "Im Juni.", "Bildunterschrift", "CC0-1.0"))


def test_what_was_looked_for_is_still_there_after_a_visit(small_studio):
    client = small_studio.client("Planner Own")
    client.get("/studio/bibliothek/?kind=pictures&q=platz&only=unused")

    back = client.get("/studio/bibliothek/?kind=pictures").text
    objects = client.get("/studio/bibliothek/?kind=assets").text

    assert 'value="platz"' in back
    assert '<option value="unused" selected>' in back
    assert 'value="platz"' not in objects
    assert 'value="platz"' in client.get("/studio/bibliothek/?kind=pictures").text
    assert 'value="platz"' not in client.get("/studio/bibliothek/?kind=pictures&q=").text
    assert 'value="platz"' not in client.get("/studio/bibliothek/?kind=pictures").text


def test_a_remembered_page_that_is_no_number_is_the_first(small_studio):
    client = small_studio.client("Planner Own")

    assert client.get("/studio/bibliothek/?page=zwei").status_code == 200
    assert client.get("/studio/bibliothek/").status_code == 200
