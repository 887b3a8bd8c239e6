"""Load and dump: whole or not at all, drafts unless published, and the same bytes back."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.actions.content import edit
from app.actions.line.load import load
from app.actions.records.dump import dump
from app.errors import Invalid, Missing
from app.models import Asset, Edition, Event, Item, Line, Planning, Revision, Sign, State, Station
from app.storage import open_store
from tests.factories import make_account, write

ROOT = Path(__file__).parents[3]


def bytes_below(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def planning(session):
    return session.scalars(select(Planning).order_by(Planning.id)).first()


def test_what_goes_in_comes_out_again(session, media, tmp_path):
    folder = write(tmp_path / "in")

    load(session, media, folder, is_public=True)
    dump(session, media, tmp_path / "out")

    assert bytes_below(tmp_path / "out") == bytes_below(folder)


def test_the_real_content_comes_out_as_it_went_in(session, media, tmp_path):
    load(session, media, ROOT, is_public=True)
    session.expire_all()
    dump(session, media, tmp_path / "out")

    for name, raw in bytes_below(tmp_path / "out").items():
        assert (ROOT / name).read_bytes() == raw, name


def test_every_file_of_the_real_content_comes_out(session, media, tmp_path):
    load(session, media, ROOT, is_public=True)
    dump(session, media, tmp_path / "out")

    below = {path for name in ("stations", "assets/meshes") for path in bytes_below(ROOT / name)}
    out = {path for name in ("stations", "assets/meshes") for path in bytes_below(tmp_path / "out" / name)}
    assert below - out <= {"README.md", "format.schema.json"}  # about the format, no content


def test_loading_counts_what_is_in_the_folder(session, media, tmp_path):
    loaded = load(session, media, write(tmp_path), is_public=True)

    assert (loaded.stations, loaded.plannings, loaded.signs, loaded.assets, loaded.changed) == (3, 3, 3, 1, 10)


def test_without_publishing_there_are_drafts_only(session, media, tmp_path):
    load(session, media, write(tmp_path), is_public=False)

    assert count(session, Edition) == 0
    assert {revision.state for revision in session.scalars(select(Revision))} == {State.DRAFT}
    assert count(session, Station) == 3


def test_loading_the_same_again_changes_nothing(session, media, tmp_path):
    folder = write(tmp_path)
    load(session, media, folder, is_public=True)
    before = count(session, Revision), count(session, Edition), count(session, Sign), count(session, Asset)

    loaded = load(session, media, folder, is_public=True)

    assert loaded.changed == 0
    assert before == (count(session, Revision), count(session, Edition), count(session, Sign), count(session, Asset))


def test_a_later_load_brings_drafts_and_leaves_the_public_alone(session, media, tmp_path):
    folder = write(tmp_path)
    load(session, media, folder, is_public=True)
    text = folder / "stations/station-1/plannings/segel/text.de.md"
    text.write_text(text.read_text().replace("Ein Platz.", "Ein anderer Platz."))
    line = folder / "stations/line.toml"
    line.write_text(line.read_text().replace('name = "Linie 302"', 'name = "Linie 303"'))

    loaded = load(session, media, folder, is_public=False)

    assert loaded.changed == 1
    item = planning(session)
    assert item.current.number == 1
    assert item.revisions[-1].state is State.DRAFT
    assert "anderer" in item.revisions[-1].record["texts"]["de"]["body"]
    assert session.scalars(select(Line)).one().record["name"] == "Linie 302"


def test_loading_a_changed_folder_twice_leaves_one_draft(session, media, tmp_path):
    folder = write(tmp_path)
    load(session, media, folder, is_public=True)
    text = folder / "stations/station-1/plannings/segel/text.de.md"
    for word in ("zweiter", "dritter"):
        text.write_text(text.read_text().replace("Platz.", f"{word} Platz."))
        load(session, media, folder, is_public=False)

    revisions = planning(session).revisions
    assert [revision.state for revision in revisions] == [State.APPROVED, State.DRAFT]
    assert "dritter" in revisions[-1].record["texts"]["de"]["body"]


def test_publishing_a_changed_folder_makes_a_new_edition(session, media, tmp_path):
    folder = write(tmp_path)
    load(session, media, folder, is_public=True)
    text = folder / "stations/station-1/plannings/segel/text.de.md"
    text.write_text(text.read_text().replace("Ein Platz.", "Ein anderer Platz."))

    load(session, media, folder, is_public=True)

    assert planning(session).current.number == 2
    assert "anderer" in planning(session).current.record["texts"]["de"]["body"]


def test_a_faulty_folder_is_refused_with_every_fault_and_changes_nothing(session, media, tmp_path):
    folder = write(tmp_path / "in")
    (folder / "stations/station-1/text.de.md").unlink()
    (folder / "stations/station-2/station.toml").write_text("slug = ")
    sign = folder / "stations/station-3/signs.toml"
    sign.write_text(sign.read_text().replace('"2222', '"2223'))
    before = count(session, Item), count(session, Line), count(session, Event)

    with pytest.raises(Invalid) as refusal:
        load(session, media, folder, is_public=True)

    files = {fault.file for fault in refusal.value.faults}
    assert files >= {"stations/station-1/text.de.md", "stations/station-2/station.toml"}
    assert before == (count(session, Item), count(session, Line), count(session, Event))
    assert list(media.listed()) == []


def test_a_folder_of_another_line_is_refused(session, media, tmp_path):
    folder = write(tmp_path)
    load(session, media, folder, is_public=True)
    line = folder / "stations/line.toml"
    line.write_text(line.read_text().replace('slug = "302"', 'slug = "303"'))

    with pytest.raises(Invalid, match="schon die Linie 302"):
        load(session, media, folder, is_public=True)


def test_a_dump_with_drafts_has_the_newest_words(session, media, tmp_path):
    load(session, media, write(tmp_path / "in"), is_public=True)
    item = planning(session)
    draft = edit.start(session, item, by=make_account(session, partner="nord"))
    record = {**draft.record, "rotation_deg": 45.0}
    edit.save(session, draft, record, version=draft.version, by=draft.author)
    name = "stations/station-1/plannings/segel/planning.toml"

    dump(session, media, tmp_path / "public")
    dump(session, media, tmp_path / "newest", with_drafts=True)

    assert "rotation_deg" not in (tmp_path / "public" / name).read_text()
    assert "rotation_deg = 45.0" in (tmp_path / "newest" / name).read_text()


def test_what_was_taken_down_is_not_dumped_and_the_folder_is_whole(session, media, tmp_path):
    load(session, media, write(tmp_path / "in"), is_public=True)
    planning(session).current = None
    session.flush()

    dump(session, media, tmp_path / "out")

    assert not (tmp_path / "out/stations/station-1/plannings").exists()
    shutil.rmtree(tmp_path / "in")
    again = open_store(str(tmp_path / "again"))
    assert load(session, again, tmp_path / "out", is_public=False).plannings == 2


def test_before_a_line_is_loaded_there_is_nothing_to_dump(session, media, tmp_path):
    with pytest.raises(Missing, match="keine Linie"):
        dump(session, media, tmp_path)
