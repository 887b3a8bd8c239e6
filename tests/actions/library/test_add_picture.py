"""Pictures in the library: whose they are, where they are used, and what stays as it is once riders saw it."""

import hashlib

import pytest

from app import pictures
from app.actions.content import edit, preview, review
from app.actions.items import newer_files
from app.actions.library import add_picture, library_files
from app.actions.library.clean_picture import clean_picture
from app.actions.library.library_files import Where
from app.actions.line.load import load
from app.actions.records.dump import dump
from app.actions.riders import site_values
from app.errors import Forbidden, Invalid, WrongState
from app.exchange.folder import read_folder
from app.exchange.reading import plain
from app.models import Role, State
from app.pictures.clean import clean
from app.sandbox import Limits
from tests.factories import (
    SETTINGS,
    make_account,
    make_partner,
    make_planning,
    make_revision,
    make_station,
    planning_record,
    publish_record,
    write,
)
from tests.pictures.marked import file, marked
from tests.pictures.test_clean import picture as raw_picture

WORDS = {
    "title": "Der Platz im Sommer",
    "author": "Stadt Nord",
    "licence": "CC-BY-4.0",
    "origin": "Eigenes Foto",
    "texts": {"de": {"alt": "Ein Platz mit Bäumen.", "caption": "Im Juni."}},
}
SAID = {name: value for name, value in WORDS.items() if name != "title"}


@pytest.fixture
def planner(session):
    return make_account(session, Role.PLANNER, "nord")


@pytest.fixture
def make_picture(session, media, planner):
    def make(title=WORDS["title"], colour=(10, 90, 160), **words):
        made = clean(raw_picture(colour=colour))
        digest = hashlib.sha256(made.content).hexdigest()
        found = add_picture.add_picture(
            session, media, made, title=title, source_hash=digest, owner=make_partner(session), by=planner
        )
        if words:
            add_picture.change(session, found, {"title": title, **words}, by=planner)
        return found

    return make


def cut(session, media):
    for picture_id, wanted in add_picture.pending(session):
        add_picture.store_crops(session, picture_id, wanted, add_picture.cut(session, media, picture_id))


def shown_by(session, picture, slug="segel"):
    planning = make_planning(session, make_station(session, public=True), slug)
    publish_record(session, planning, plain(planning_record(slug, pictures=(picture.slug,))))
    return planning


def test_it_is_cut_once_and_again_when_its_crop_changes(session, media, make_picture, planner):
    picture = make_picture()
    cut(session, media)
    before = dict(picture.crops)

    assert add_picture.pending(session) == []
    add_picture.change(session, picture, {**WORDS, "left": 0.5}, by=planner)
    cut(session, media)

    assert set(picture.crops) == set(pictures.FORMS)
    assert picture.crops["600.webp"] != before["600.webp"]
    assert all(media.exists(address.removeprefix("/media/")) for address in picture.crops.values())


def test_an_empty_crop_is_refused(session, make_picture, planner):
    with pytest.raises(Invalid) as refusal:
        add_picture.change(session, make_picture(), {**WORDS, "left": 0.9, "right": 0.2}, by=planner)

    assert [fault.field for fault in refusal.value.faults] == ["right"]


def test_others_do_not_change_it(session, make_picture):
    other = make_account(session, Role.PLANNER, "sued")

    with pytest.raises(Forbidden, match="Stadt nord"):
        add_picture.change(session, make_picture(), WORDS, by=other)


def test_titles_become_addresses(session, make_picture):
    slugs = [make_picture(title).slug for title in ("Große Straße", "Große Straße", "İzmir, ığdır, Şişli", "…")]

    assert slugs == ["grosse-strasse", "grosse-strasse-2", "izmir-igdir-sisli", "datei"]


def test_what_riders_saw_stays_and_the_next_version_is_another(session, media, make_picture, planner):
    picture = make_picture(**SAID)
    shown_by(session, picture)

    with pytest.raises(WrongState, match="neue Version"):
        add_picture.change(session, picture, {**WORDS, "title": "Anders"}, by=planner)
    fresh = add_picture.follow(session, picture, owner=make_partner(session), by=planner)
    add_picture.change(session, fresh, {**WORDS, "title": "Anders"}, by=planner)

    assert (fresh.record["follows"], picture.record["title"]) == (picture.slug, WORDS["title"])


def test_only_what_nothing_shows_is_deleted_and_comes_back(session, make_picture, planner):
    used, unused = make_picture(**SAID), make_picture("Anderer", **SAID)
    make_revision(session, pictures=(used.slug,))

    with pytest.raises(WrongState, match="Das zeigt noch: Planung"):
        library_files.delete(session, used, by=planner)
    library_files.delete(session, unused, by=planner)
    assert add_picture.same(session, unused.source_hash) is not unused
    library_files.restore(session, unused, by=planner)

    assert unused.deleted_at is None


def test_uses_say_what_is_public_and_what_is_to_come(session, make_picture):
    picture = make_picture(**SAID)
    planning = shown_by(session, picture)
    coming = make_revision(session, pictures=(picture.slug,))
    kept = make_revision(session, state=State.KEPT, pictures=(picture.slug,))
    draft = edit.newest(session, kept.item)
    edit.save(session, draft, {**kept.record, "pictures": []}, version=draft.version, by=kept.author)

    found = {use.item_id: use.where for use in library_files.uses(session, picture)}

    assert found == {planning.id: Where.PUBLIC, coming.item_id: Where.OPEN, kept.item_id: Where.PAST}


def test_what_waits_for_an_approver_is_no_newer_version_to_take_over(session, make_picture, planner):
    picture = make_picture(**SAID)
    planning = shown_by(session, picture)
    later = add_picture.follow(session, picture, owner=picture.partner, by=planner)
    before = [each.newest for each in newer_files.newer(session, planning, of=planner)]

    make_revision(session, planning, State.SUBMITTED, pictures=(later.slug,))

    assert before == [later.slug]
    assert newer_files.newer(session, planning, of=planner) == []


def test_what_a_draft_said_before_does_not_hold_a_file(session, make_picture, planner):
    picture = make_picture(**SAID)
    draft = make_revision(session, pictures=(picture.slug,))
    edit.save(session, draft, {**draft.record, "pictures": []}, version=draft.version, by=draft.author)

    library_files.delete(session, picture, by=planner)

    assert picture.deleted_at is not None
    edit.save(session, draft, {**draft.record, "pictures": [picture.slug]}, version=draft.version, by=draft.author)
    with pytest.raises(Invalid) as refusal:
        review.submit(session, draft, by=draft.author)
    assert [fault.wrong for fault in refusal.value.faults] == ["„%(slug)s“ gibt es in der Bibliothek nicht."]


def test_nothing_is_handed_in_that_shows_a_file_of_unknown_origin(session, media, make_picture):
    picture = make_picture(title="Fund")
    cut(session, media)
    revision = make_revision(session, pictures=(picture.slug, "weg"))

    with pytest.raises(Invalid) as refusal:
        review.submit(session, revision, by=revision.author)

    faults = [(fault.field, fault.wrong) for fault in refusal.value.faults]
    assert [field for field, _ in faults] == ["pictures[1]"] * 4 + ["pictures[2]"]
    assert faults[-1][1] == "„%(slug)s“ gibt es in der Bibliothek nicht."
    assert revision.state is State.DRAFT


def test_riders_see_it_with_its_words_and_its_author(session, media, make_picture):
    picture = make_picture(**SAID)
    cut(session, media)
    planning = shown_by(session, picture)

    station = site_values.station(session, planning.station_id)
    page = preview.draw(session, planning.current.revision, preview.Page(preview.View.OWN, "de"), SETTINGS)

    assert [each.record.slug for each in station.plannings[0].pictures] == [picture.slug]
    assert 'alt="Ein Platz mit Bäumen."' in page
    assert "Im Juni." in page
    assert "Bild: Stadt Nord" in page
    assert "https://creativecommons.org/licenses/by/4.0/" in page
    assert picture.crops["600.avif"] in page
    assert 'loading="lazy"' in page


def test_it_goes_out_with_the_folder_and_comes_in_again(session, media, make_picture, tmp_path):
    load(session, media, write(tmp_path / "in"), is_public=True)
    picture, unused = make_picture(**SAID), make_picture("Ungenutzt", **SAID)
    planning = shown_by(session, picture)

    dump(session, media, tmp_path / "out")

    content = read_folder(tmp_path / "out")
    record = content.plannings[planning.station.slug]["segel"]
    assert record.pictures == (picture.slug,)
    assert content.pictures[picture.slug].texts["de"].caption == "Im Juni."
    assert set(content.picture_files[picture.slug]) == {"source.webp"}
    assert unused.slug not in content.pictures
    draft = edit.newest(session, planning)
    assert draft.record["pictures"] == [picture.slug]


def test_a_folder_with_pictures_gives_the_same_bytes_again(session, media, tmp_path):
    folder = write(tmp_path / "in")
    here = folder / "assets/pictures/platz"
    here.mkdir(parents=True)
    (here / "source.jpg").write_bytes(raw_picture())
    (here / "picture.toml").write_text(
        'slug = "platz"\ntitle = "Platz"\nauthor = "Wir"\nlicence = "CC0-1.0"\norigin = "Foto"\nleft = 0.1\n'
    )
    (here / "text.de.toml").write_text('alt = "Ein Platz."\n')

    load(session, media, folder, is_public=True)
    cut(session, media)
    dump(session, media, tmp_path / "out")

    below = {path.relative_to(folder): path.read_bytes() for path in here.rglob("*")}
    assert {name: (tmp_path / "out" / name).read_bytes() for name in below} == below


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(memory_bytes=20_000_000), "Ausgepackt braucht das Bild mehr Speicher"),
        (Limits(cpu_s=0), "in %(seconds)s Sekunden nicht lesen"),
    ],
)
def test_what_takes_too_much_is_refused_with_a_sentence(tmp_path, limits, sentence):
    given = tmp_path / "given"
    given.write_bytes(file("PNG", picture=marked(size=(4000, 3000)), compress_level=1))

    with pytest.raises(Invalid) as refusal:
        clean_picture(given, limits=limits)

    assert [sentence in fault.wrong for fault in refusal.value.faults] == [True]
