"""What was approved is what riders get: after an approval no single person changes a byte of it, whatever they do."""

import importlib
import inspect
import io
import pkgutil
import random
from datetime import timedelta

import pytest
import time_machine

from app import documents
from app.actions import content as content_room
from app.actions import designs as designs_room
from app.actions import documents as documents_room
from app.actions import items as items_room
from app.actions import library as library_room
from app.actions import packages as packages_room
from app.actions.content import describe as describing
from app.actions.content import edit, history, preview, publish, review, save_typed
from app.actions.content.origin import fresh
from app.actions.content.save_typed import HandIn, Typed
from app.actions.documents import add_document, permits
from app.actions.items import add_item, archive, bulk, bulk_review, newer_files, place, reorder, replace_everywhere
from app.actions.items.bulk_review import Then
from app.actions.library import add_asset, add_picture, crop_order, library_files, receive_pictures, tag_files
from app.actions.packages import decide, make_package
from app.actions.people import drafts
from app.actions.records import record_json
from app.actions.riders import stale_pages
from app.actions.riders.bundle import Frozen
from app.errors import Forbidden, Invalid, Refusal, WrongState
from app.exchange.reading import plain
from app.models import Account, Asset, BuildState, Document, Membership, Package, Picture, Role, State, Used, now
from app.pictures import Clean
from app.site import paths
from tests.actions.riders.test_stale import BUILD, FORMS
from tests.factories import (
    SCENE,
    SETTINGS,
    make_account,
    make_planning,
    make_station,
    planning_record,
)

ABOUT = {"author": "Stadt Nord", "licence": "CC-BY-4.0", "origin": "Eigenes"}
SAYS = {
    Asset: {"title": "Segel", **ABOUT, "texts": {"de": {"alt": {"planned": "Ein Platz mit Segel."}}}},
    Picture: {"title": "Platz", **ABOUT, "texts": {"de": {"alt": "Ein Platz.", "caption": "Im Juni."}}},
    Document: {"title": "Plan", **ABOUT, "texts": {"de": {"title": "Plan 123", "alt": "Ein Platz."}}},
}
OTHER = {
    Asset: {**SAYS[Asset], "texts": {"de": {"alt": {"planned": "Etwas ganz anderes."}}}},
    Picture: {**SAYS[Picture], "texts": {"de": {"alt": "Etwas anderes.", "caption": "Im Mai."}}, "left": 0.4},
    Document: {**SAYS[Document], "texts": {"de": {"title": "Plan 123", "alt": "Etwas anderes."}}},
}


class World:
    """A planning with a picture and a scene of one's own, and the people around it."""

    def __init__(self, session, media):
        self.session, self.media = session, media
        self.author, self.other, self.approver = (self.person() for _ in range(3))
        self.station = make_station(session, public=True)
        self.planning = make_planning(session, self.station)
        self.asset, self.first = self.scene(SCENE.decode()), self.picture(b"first")
        self.shown = add_picture.follow(session, self.first, owner=self.station.partner, by=self.author)
        add_picture.change(session, self.shown, SAYS[Picture], by=self.author)
        self.document = self.paper(b"plan")
        self.finish()
        files = {"pictures": (self.shown.slug,), "documents": (self.document.slug,)}
        record = planning_record(asset=self.asset.slug, **files)
        self.revision = edit.add_draft(session, self.planning, plain(record), by=self.author)

    def person(self):
        """Somebody who may do everything for the city but what only another may."""
        account = make_account(self.session)
        for role in (Role.APPROVER, Role.KEEPER):
            account.memberships.append(Membership(role=role, partner=account.memberships[0].partner))
        self.session.flush()
        return account

    def scene(self, text):
        owner = self.author.memberships[0].partner
        made = add_asset.add_asset(self.session, title="Segel", owner=owner, by=self.author)
        add_asset.write(self.session, self.media, made, text, by=self.author)
        add_asset.describe(self.session, made, SAYS[Asset], by=self.author)
        return made

    def picture(self, raw):
        owner = self.author.memberships[0].partner
        made = Clean(content=raw, width_px=1600, height_px=900)
        found = add_picture.add_picture(
            self.session, self.media, made, title="Platz", source_hash=raw.hex(), owner=owner, by=self.author
        )
        add_picture.change(self.session, found, SAYS[Picture], by=self.author)
        return found

    def paper(self, raw):
        owner = self.author.memberships[0].partner
        found, _ = add_document.add(
            self.session, self.media, received(raw), owner=owner, by=self.author, said={"title": "Plan"}
        )
        if found.record.get("texts") is None:
            add_document.change(self.session, found, SAYS[Document], by=self.author)
        return found

    def finish(self):
        """Do what the jobs do: build and cut, and what comes out tells what it was made from."""
        for asset in self.session.query(Asset).where(Asset.state == BuildState.PENDING):
            glb = self.media.put_media("made.glb", asset.source_hash.encode())
            files = {**BUILD["variants"]["planned"], "view": f"/media/{glb}"}
            asset.state, asset.build = BuildState.READY, {**BUILD, "variants": {"planned": files}}
        for picture in self.session.query(Picture):
            if picture.made_from != crop_order.wanted(picture):
                picture.made_from = crop_order.wanted(picture)
                picture.crops = {form: f"/media/{picture.made_from}/{form}" for form in FORMS}
        self.session.flush()

    def hand_in(self):
        review.submit(self.session, self.revision, by=self.author)

    def approve(self):
        review.approve(self.session, self.revision, by=self.approver)

    def drawn(self):
        """Return everything that riders get."""
        self.session.expire_all()
        frozen = Frozen(session=self.session, media=self.media)
        bundles = stale_pages.every(self.session, SETTINGS).values()
        return {key: raw for each in bundles for key, raw in each.draw(frozen).items()}

    def published(self):
        """Return what riders would get if it were published now."""
        with self.session.begin_nested() as point:
            publish.publish(self.session, self.revision, by=self.approver)
            found = self.drawn()
            point.rollback()
        self.session.expire_all()
        return found

    def files(self):
        return (self.asset, self.shown, self.first, self.document)


@pytest.fixture(autouse=True)
def noon():
    """Begin at noon: pages name the day of publication, which must not change while a test compares them."""
    with time_machine.travel(now().replace(hour=12, minute=0)):
        yield


@pytest.fixture
def world(session, media):
    return World(session, media)


def on_each(act):
    """Do something to each of the files, whether it is refused or not."""

    def do(world, by):
        for thing in world.files():
            attempt(world, lambda thing=thing: act(world, thing, by))

    return do


def attempt(world, act):
    try:
        with world.session.begin_nested():
            act()
    except Refusal:
        pass


def received(raw):
    made = documents.Clean(content=raw, pages=2, is_tagged=False, has_title=False, language="")
    return add_document.Received(name="Plan", source_hash=raw.hex(), made=made)


def describe(world, thing, by):
    change = {Asset: add_asset.describe, Picture: add_picture.change, Document: add_document.change}[type(thing)]
    change(world.session, thing, OTHER[type(thing)], by=by)


def follow(world, thing, by):
    if isinstance(thing, Document):
        return
    room = add_asset if isinstance(thing, Asset) else add_picture
    made = room.follow(world.session, thing, owner=world.station.partner, by=by)
    describe(world, made, by)


def follow_paper(world, by):
    owner = world.station.partner
    for file in (None, received(b"another plan")):
        made = add_document.follow(world.session, world.media, world.document, file, owner=owner, by=by)
        describe(world, made, by)


def permit(world, thing, by):
    permits.keep(world.session, world.media, thing, io.BytesIO(b"%PDF-1.7"), name="erlaubt.pdf", by=by)


def rewrite(world, by):
    text = SCENE.decode().replace("title", "# anders\ntitle", 1)
    add_asset.write(world.session, world.media, world.asset, text, by=by)


def store(world, by):
    made = Clean(content=b"sent", width_px=1600, height_px=900)
    files = [receive_pictures.Received(name="Platz.jpg", source_hash="5e", made=made)]
    receive_pictures.store(world.session, world.media, files, owner=world.station.partner, by=by)


def replace_files(world, by):
    for before, after in ((world.shown, world.first), (world.first, world.shown)):
        replace_everywhere.replace(world.session, before, after, [world.planning.id], by=by)


def draft(world, by):
    return edit.start(world.session, world.planning, by=by)


def say(world, by, title="Ganz anders"):
    made = draft(world, by)
    given = plain(planning_record(texts=plain(planning_record(title).texts)))
    edit.save(world.session, made, {**made.record, "texts": given["texts"]}, version=made.version, by=by)
    return made


def hand_in_again(world, by):
    review.submit(world.session, say(world, by), by=by)


def type_and_hand_in(world, by):
    origin = fresh(world.session, world.planning, of=by)
    record = record_json.record(world.planning.kind, {**world.revision.record, "confidence_note": "getippt"})
    save_typed.save(world.session, world.planning, Typed(record=record, origin=origin), by=by, hand_in=HandIn())


def approve_what_is_there(world, by):
    for each in world.planning.revisions:
        attempt(world, lambda each=each: review.approve(world.session, each, by=by))


def say_beside(world, by):
    """Say something else of the files in the editor; what was handed in stays, and its next version says it."""
    said = {
        (Used.PICTURE, world.shown.slug): describing.Said({"texts.de.alt": "Anders."}, {}),
        (Used.ASSET, world.asset.slug): describing.Said({"texts.de.alt.planned": "Anders."}, {}),
    }
    record = record_json.record(world.planning.kind, world.revision.record)
    describing.save(world.session, record, said, by=by)


def begin(world, by):
    edit.begin(world.session, world.planning, {**world.revision.record, "confidence_note": "neu"}, by=by)


def in_bulk(action):
    return lambda world, by: bulk.perform(
        world.session, action, [world.planning.id, world.station.id], to=world.station.id, by=by
    )


def packed(step, **more):
    """Return how to do something to a package in which everything is."""

    def act(world, by):
        revisions = list(world.planning.revisions)
        package = Package(title="Neu", owner=world.station.owner, by=by, revisions=revisions)
        world.session.add(package)
        world.session.flush()
        step(world.session, package, by=by, **more)

    return act


def elsewhere(world, by):
    there = {"place": {**world.revision.record["place"], "lat": 51.5059}}
    place.save_place(world.session, world.planning, there, was=place.seen(world.revision.record), by=by)


ACTIONS = {  # what one person may do alone: the function, and a way to do it
    "library.add_asset.describe": on_each(describe),
    "library.add_picture.change": on_each(describe),
    "library.add_asset.follow": on_each(follow),
    "library.add_picture.follow": on_each(follow),
    "documents.add_document.add": lambda w, by: w.paper(b"one more plan"),
    "documents.add_document.change": on_each(describe),
    "documents.add_document.follow": follow_paper,
    "documents.permits.keep": on_each(lambda w, thing, by: permit(w, thing, by)),
    "documents.permits.forget": on_each(lambda w, thing, by: permits.forget(w.session, thing, by=by)),
    "library.add_asset.write": rewrite,
    "library.add_asset.rebuild": lambda w, by: add_asset.rebuild(w.session, w.asset, {"unit": "mm", "up": "z"}, by=by),
    "library.add_asset.answer": lambda w, by: add_asset.answer(w.session, w.asset, "up", "z", by=by),
    "library.add_asset.refine": lambda w, by: add_asset.refine(w.session, w.asset, 20_000, by=by),
    "library.add_asset.surround": lambda w, by: add_asset.surround(w.session, w.media, w.asset, b"houses", by=by),
    "library.tag_files.tag": on_each(lambda w, thing, by: tag_files.tag(w.session, thing, "Platz", by=by)),
    "items.replace_everywhere.replace": replace_files,
    "library.receive_pictures.store": store,
    "library.add_asset.branch": lambda w, by: add_asset.branch(
        w.session, w.asset, title="Kopie", owner=w.asset.partner, by=by
    ),
    "library.add_asset.take": lambda w, by: add_asset.take(w.session, w.asset, "0" * 32, {}, by=by),
    "library.add_asset.add_asset": lambda w, by: w.scene(SCENE.decode()),
    "library.add_picture.add_picture": lambda w, by: w.picture(b"another"),
    "library.library_files.delete": on_each(lambda w, thing, by: library_files.delete(w.session, thing, by=by)),
    "library.library_files.restore": on_each(lambda w, thing, by: library_files.restore(w.session, thing, by=by)),
    "content.describe.save": say_beside,
    "content.edit.start": draft,
    "content.edit.begin": begin,
    "content.edit.save": say,
    "content.edit.name": lambda w, by: edit.name(w.session, w.revision, "Anders", by=by),
    "content.history.restore": lambda w, by: history.restore(w.session, w.revision, by=by),
    "content.history.discard": lambda w, by: history.discard(w.session, w.planning, by=by),
    "content.history.take_back": lambda w, by: history.take_back(w.session, w.planning, w.revision, by=by),
    "content.review.submit": hand_in_again,
    "content.review.submit_saved": lambda w, by: review.submit_saved(w.session, say(w, by), by=by),
    "content.review.withdraw": lambda w, by: review.withdraw(w.session, w.revision, by=by),
    "content.review.give_back": lambda w, by: review.give_back(w.session, w.revision, by=by, reason="Nein"),
    "content.review.approve": approve_what_is_there,
    "content.save_typed.save": type_and_hand_in,
    "packages.make_package.make": lambda w, by: make_package.make(
        w.session, w.station, [each.revision for each in make_package.offered(w.session, w.station)], by=by, title="Neu"
    ),
    "packages.decide.approve": packed(decide.approve),
    "packages.decide.give_back": packed(decide.give_back, reason="Nein"),
    "packages.decide.withdraw": packed(decide.withdraw),
    "items.add_item.copy": lambda w, by: add_item.copy(w.session, w.planning, by=by),
    "items.archive.archive": lambda w, by: archive.archive(w.session, w.planning, by=by),
    "items.archive.restore": lambda w, by: archive.restore(w.session, w.planning, by=by),
    "items.bulk.perform": in_bulk("archive"),
    "items.bulk.preview": lambda w, by: bulk.preview(w.session, "hand_in", [w.planning.id], by=by),
    "items.newer_files.use": lambda w, by: newer_files.use(w.session, w.planning, Used.ASSET, w.asset.slug, "x", by=by),
    "items.newer_files.use_newest": lambda w, by: newer_files.use_newest(w.session, w.planning, by=by),
    "items.place.save_place": elsewhere,
    "items.reorder.save_order": lambda w, by: reorder.save_order(w.session, w.station, [w.planning.slug], by=by),
}
DECISIONS = {  # riders/live.py: an approver shows, withdraws and gives addresses
    *(f"content.publish.{each}" for each in ("publish", "schedule", "schedule_take_down")),
    *(f"content.publish.{each}" for each in ("roll_back", "reissue", "take_down")),
    *(f"packages.decide.{each}" for each in ("publish_all", "schedule", "move")),
    "items.bulk_review.decide",
    "items.rename.rename",
    "items.relocate.relocate",
}
BESIDE = {  # presence, touch nothing that is published: remarks, links, what is typed, uploads on their way, new things
    *(f"content.autosave.{each}" for each in ("keep", "check_saved", "forget", "drop")),
    *(f"content.remark.{each}" for each in ("add_remark", "answer", "resolve", "overrule", "reopen")),
    *(f"content.announce.{each}" for each in ("moved", "settled", "together")),
    *(f"content.share.{each}" for each in ("make", "move", "revoke")),
    *(f"content.presence.{each}" for each in ("seen", "others")),
    "documents.permits.read",
    *(f"content.save_typed.{each}" for each in ("catch_up", "keep_aside")),
    *(f"library.chunked_upload.{each}" for each in ("begin", "find", "store_whole")),
    "designs.begin_design.begin",
    *(f"items.bulk_review.{each}" for each in ("waiting", "found")),
    *(f"items.add_item.{each}" for each in ("add_station", "add_both", "add_planning")),
}
PARTS = {  # of the actions above
    *(f"library.library_files.{each}" for each in ("check", "credit", "note", "partner")),
    *(f"content.edit.{each}" for each in ("add_draft", "rebase", "check_open")),
    "content.remark.put_down",
}


def taking_somebody():
    """Yield the public functions that somebody does something with, by their names."""
    for room in (content_room, designs_room, documents_room, items_room, library_room, packages_room):
        for found in pkgutil.iter_modules(room.__path__):
            module = importlib.import_module(f"{room.__name__}.{found.name}")
            for name, function in inspect.getmembers(module, inspect.isfunction):
                is_own = function.__module__ == module.__name__ and not name.startswith("_")
                by = inspect.signature(function).parameters.get("by")
                if is_own and by is not None and by.annotation is Account:
                    yield f"{module.__name__.removeprefix('app.actions.')}.{name}"


def test_every_action_is_tried_or_said_to_be_a_decision():
    assert set(taking_somebody()) == {*ACTIONS, *DECISIONS, *BESIDE, *PARTS}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("is_public", [False, True], ids=["approved", "published"])
@pytest.mark.parametrize("who", ["author", "other", "approver"])
def test_nobody_alone_changes_what_was_approved(world, who, is_public):
    world.hand_in()
    world.approve()
    if is_public:
        publish.publish(world.session, world.revision, by=world.approver)
    approved = world.drawn() if is_public else world.published()
    wrong = {}

    for name, act in ACTIONS.items():
        with world.session.begin_nested() as point:
            attempt(world, lambda act=act: act(world, getattr(world, who)))
            world.finish()
            if (now := world.drawn() if is_public else world.published()) != approved:
                wrong[name] = sorted(key for key in {*now, *approved} if now.get(key) != approved.get(key))
            point.rollback()
        world.session.expire_all()

    assert wrong == {}


@pytest.mark.large_on("postgresql")
@pytest.mark.parametrize("seed", range(2))
def test_nobody_alone_changes_it_by_many_steps(world, seed):
    world.hand_in()
    world.approve()
    approved, by = world.published(), random.Random(seed).choice([world.author, world.other, world.approver])
    steps = random.Random(seed).sample(sorted(ACTIONS), len(ACTIONS))

    for name in steps:
        attempt(world, lambda name=name: ACTIONS[name](world, by))
        world.finish()

    assert world.published() == approved, steps


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_the_approver_was_shown_is_what_riders_get(world, language):
    world.hand_in()
    shown = preview.draw(world.session, world.revision, preview.Page(preview.View.OWN, language), SETTINGS)
    world.approve()
    publish.publish(world.session, world.revision, by=world.approver)
    address = paths.planning_path(language, "302", world.station.slug, world.planning.slug)

    assert world.drawn()[paths.store_key(address)].decode() == shown


BENEATH = {  # what a row may say after it was handed in, though no action lets it: a race, a repair by hand
    "asset.record": lambda w: setattr(w.asset, "record", {**w.asset.record, **OTHER[Asset]}),
    "asset.files": lambda w: setattr(w.asset, "files", {"scene.toml": w.media.put_media("scene.toml", b"another")}),
    "asset.wishes": lambda w: setattr(w.asset, "wishes", {"unit": "mm", "up": "z"}),
    "asset.build": lambda w: setattr(w.asset, "build", {**w.asset.build, "schematic": "Anders"}),
    "asset.posters": lambda w: setattr(
        w.asset, "posters", {"variants": {"planned": {"600.webp": "/media/1/600.webp"}}}
    ),
    "asset.deleted_at": lambda w: setattr(w.asset, "deleted_at", now()),
    "picture.record": lambda w: setattr(w.shown, "record", {**w.shown.record, **OTHER[Picture]}),
    "picture.files": lambda w: setattr(w.shown, "files", {"source.webp": w.media.put_media("source.webp", b"another")}),
    "picture.width_px": lambda w: setattr(w.shown, "width_px", 900),
    "picture.height_px": lambda w: setattr(w.shown, "height_px", 1600),
    "picture.crops": lambda w: setattr(w.shown, "crops", {form: f"/media/9/{form}" for form in FORMS}),
    "picture.deleted_at": lambda w: setattr(w.shown, "deleted_at", now()),
    "document.record": lambda w: setattr(w.document, "record", {**w.document.record, **OTHER[Document]}),
    "document.files": lambda w: setattr(w.document, "files", {"source.pdf": w.media.put_media("plan.pdf", b"other")}),
    "document.facts": lambda w: setattr(w.document, "facts", {**w.document.facts, "pages": 3}),
    "document.deleted_at": lambda w: setattr(w.document, "deleted_at", now()),
    "what it follows": lambda w: setattr(w.first, "record", {**w.first.record, **OTHER[Picture]}),
}


def approve(world):
    world.approve()


def publish_at_last(world):
    publish.publish(world.session, world.revision, by=world.approver)


def publish_in_bulk(world):
    marks = [bulk_review.mark(world.revision)]
    (outcome,) = bulk_review.decide(world.session, marks, then=Then.PUBLISH, by=world.approver)
    if outcome.refusal:
        raise outcome.refusal


def roll_back(world):
    publish.publish(world.session, world.revision, by=world.approver)
    edition = world.planning.current
    publish.take_down(world.session, world.planning, by=world.approver, reason="Darum.")
    world.change()
    publish.roll_back(world.session, edition, by=world.approver, reason="Darum.")


@pytest.mark.large_on("postgresql")
@pytest.mark.parametrize("column", BENEATH)
@pytest.mark.parametrize("step", [approve, publish_at_last, publish_in_bulk, roll_back])
def test_nothing_that_changed_since_it_was_handed_in_goes_on(world, step, column):
    world.hand_in()
    if step is not approve:
        world.approve()
    world.change = lambda: (BENEATH[column](world), world.session.flush())
    if step is not roll_back:
        world.change()

    with pytest.raises(WrongState, match=r"Inzwischen hat sich geändert.*(Segel|Platz|Plan)"):
        step(world)


def test_a_plan_is_dropped_when_a_file_changed_meanwhile(world):
    world.hand_in()
    world.approve()
    publish.schedule(world.session, world.revision, at=now() + timedelta(hours=1), by=world.approver)
    BENEATH["picture.crops"](world)

    count = publish.due(world.session, at=now() + timedelta(hours=2))

    assert (count, world.planning.current, world.revision.publish_at) == (0, None, None)


def test_another_version_of_the_program_is_no_change_of_a_person(world):
    world.hand_in()
    world.approve()
    world.asset.source_hash, world.asset.build = "another version", {**world.asset.build, "schematic": "Neu gebaut"}
    world.shown.made_from, world.shown.crops = "another version", {form: f"/media/9/{form}" for form in FORMS}

    publish_at_last(world)

    assert world.planning.current.revision is world.revision


@pytest.mark.parametrize("state", [BuildState.PENDING, BuildState.FAILED])
def test_what_is_not_built_cannot_be_handed_in_or_approved(world, state):
    world.asset.state = state
    with pytest.raises(Invalid) as refusal:
        world.hand_in()
    assert [fault.field for fault in refusal.value.faults] == ["asset"]

    world.asset.state = BuildState.READY
    world.hand_in()
    world.asset.state = state
    with pytest.raises(Invalid):
        world.approve()
    assert world.revision.state is State.SUBMITTED


def test_what_is_not_cut_cannot_be_handed_in(world):
    add_picture.change(world.session, world.shown, {**SAYS[Picture], "left": 0.5}, by=world.author)

    with pytest.raises(Invalid) as refusal:
        world.hand_in()

    assert [fault.field for fault in refusal.value.faults] == ["pictures[1]"]


@pytest.mark.parametrize("thing", ["asset", "shown"])
def test_whoever_changed_a_file_does_not_approve_what_shows_it(world, thing):
    describe(world, getattr(world, thing), world.approver)
    world.finish()
    world.hand_in()

    with pytest.raises(Forbidden, match="selbst geschrieben"):
        world.approve()
    review.approve(world.session, world.revision, by=world.other)

    assert world.revision.state is State.APPROVED


def test_what_was_given_back_may_be_changed_and_handed_in_again(world):
    world.hand_in()
    assert isinstance(library_files.why_not(world.session, world.shown, world.author), WrongState)
    review.give_back(world.session, world.revision, by=world.approver, reason="Bitte anders")

    describe(world, world.shown, world.author)
    world.finish()
    world.hand_in()
    world.approve()

    publish_at_last(world)
    assert "Etwas anderes." in "".join(raw.decode() for key, raw in world.drawn().items() if key.endswith(".html"))


@pytest.mark.parametrize("kind", [Asset, Picture])
def test_a_newer_version_comes_into_a_draft_by_one_step(world, kind):
    world.hand_in()
    world.approve()
    publish_at_last(world)
    thing = world.asset if kind is Asset else world.shown
    room = add_asset if kind is Asset else add_picture
    made = room.follow(world.session, thing, owner=world.station.partner, by=world.other)

    found = newer_files.newer(world.session, world.planning, of=world.other)
    draft = newer_files.use_newest(world.session, world.planning, by=world.other)

    assert [(each.slug, each.newest) for each in found] == [(thing.slug, made.slug)]
    shown = [draft.record["asset"], *draft.record["pictures"]]
    assert (made.slug in shown, thing.slug in shown, draft.state) == (True, False, State.DRAFT)
    assert newer_files.newer(world.session, world.planning, of=world.other) == []


def test_a_version_that_is_kept_from_somebody_freezes_their_file_all_the_same(session, world):
    theirs = make_planning(session, make_station(session, partner="sued", public=True))
    author = make_account(session, partner="sued")
    revision = edit.add_draft(session, theirs, plain(planning_record(pictures=(world.shown.slug,))), by=author)
    review.submit(session, revision, by=author)
    theirs.owner.shows_drafts = False
    session.flush()
    drafts.hide(session, world.author)

    with pytest.raises(WrongState, match="liegt zur Freigabe oder ist freigegeben"):
        describe(world, world.shown, world.author)
