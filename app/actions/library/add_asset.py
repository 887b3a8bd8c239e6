"""Add asset: 3D things into the library, made elsewhere or written as a scene, and what is said of them.

add        an uploaded GLB, or the text of a scene; its job builds it
follow     the next version of an asset, with the same files and words
branch     another asset of which the same is said, and no version of it
write      another text of a scene
surround   the surroundings that stand about it, or none
refine     the same file with more or fewer triangles
rebuild    the same file with another unit, another way up, or other parts that count as planned
answer     the same file read in the way that somebody chose
describe   title, author, licence, origin and alternative texts
waiting    the uploads that a job still has to take
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.library import library_files, pins, placed_uploads, stored_asset, tag_files
from app.actions.library.build_assets import SCENE, name_source, update_posters
from app.errors import Invalid
from app.exchange.reading import Faults, plain, read
from app.exchange.records import AssetRecord
from app.meshes import scene
from app.meshes.faults import MeshError
from app.meshes.surroundings.names import SURROUNDINGS
from app.meshes.upload.wishes import CHOICES, FARS, FEWEST, MOST, MOST_NODES_SAID, UNITS, UPS
from app.models import Account, Asset, BuildState, EventKind, Partner, now
from app.storage import Store

LONGEST_SCENE = 200_000
KEPT = ("slug", "partner", "follows")
ROLE = "role."  # before the name of a part of an uploaded file, of which a wish says what it is


def add_asset(session: Session, *, title: str, owner: Partner, by: Account, follows: Asset | None = None) -> Asset:
    """Return a new asset without any file yet; with ``follows`` as its next version, which keeps what is said of it."""
    title = title.strip()[:60] or (follows.record["title"] if follows else "3D-Objekt")
    slug = library_files.free_slug(session, Asset, follows.slug if follows and follows.slug else title)
    record = plain(AssetRecord(slug=slug, title=title, partner=owner.slug))
    if follows is not None:
        record = {**follows.record, **record, "follows": follows.slug}
    authors = pins.open_authors(session, follows) if follows else []
    asset = Asset(slug=slug, record=record, source_hash="", partner=owner, by=by, follows=follows, authors=authors)
    session.add(asset)
    if follows is not None:
        tag_files.carry(session, follows, asset)
    library_files.note(session, asset, EventKind.ADD_FILE, by=by)
    return asset


def follow(session: Session, asset: Asset, *, owner: Partner, by: Account) -> Asset:
    """Return the next version of ``asset``, which ``owner`` has: the same files, build and words."""
    made = add_asset(session, title="", owner=owner, by=by, follows=asset)
    made.files, made.placed, made.wishes, made.source_hash = asset.files, asset.placed, asset.wishes, asset.source_hash
    made.state, made.build, made.posters = asset.state, asset.build, asset.posters
    made.steps, made.faults = asset.steps, asset.faults
    session.flush()
    return made


def branch(session: Session, asset: Asset, *, title: str, owner: Partner, by: Account) -> Asset:
    """Return a new asset without a scene yet: the same is said of it as of ``asset``, and the same stands about it."""
    made = add_asset(session, title=title, owner=owner, by=by)
    said = {name: value for name, value in asset.record.items() if name != "follows"}
    made.record, made.files = {**said, **made.record}, _around(asset)
    made.authors = list(dict.fromkeys([*pins.open_authors(session, asset), *made.authors]))
    session.flush()
    return made


def take(session: Session, asset: Asset, upload_id: str, wishes: Mapping[str, str], *, by: Account) -> None:
    """Let an upload become the file of ``asset``.  Raises as ``library_files.check`` does."""
    library_files.check(session, asset, by=by)
    asset.upload = upload_id
    asset.files, asset.placed = _around(asset), []
    _rebuild(asset, wishes, by)
    session.flush()


def rebuild(session: Session, asset: Asset, wishes: Mapping[str, str], *, by: Account) -> None:
    """Build the file of ``asset`` anew, read in another way.  Raises as ``library_files.check`` does."""
    library_files.check(session, asset, by=by)
    _rebuild(asset, wishes, by)
    session.flush()


def answer(session: Session, asset: Asset, kind: str, chosen: str, *, by: Account) -> None:
    """Say how the file of ``asset`` is to be read, where that was asked; what was answered before stays.

    Raises as ``library_files.check`` does, and Invalid for what is no choice.
    """
    library_files.check(session, asset, by=by)
    question = stored_asset.question(asset)
    if question is None or question.kind != kind:
        return  # somebody was quicker
    if chosen not in [each.answer for each in question.choices]:
        raise Invalid("Bitte eine der Antworten wählen.")
    library_files.credit(asset, by=by)
    asset.wishes = {**asset.wishes, kind: chosen}
    _begin(asset)
    session.flush()


def refine(session: Session, asset: Asset, triangles: int, *, by: Account) -> None:
    """Build the file of ``asset`` anew, with at most so many triangles; what was said before stays.

    Raises as ``library_files.check`` does, and Invalid for a number that cannot be had.
    """
    library_files.check(session, asset, by=by)
    if not FEWEST <= triangles <= MOST:
        raise Invalid("Bitte eine Zahl von 1.000 bis 60.000 eingeben.")
    library_files.credit(asset, by=by)
    asset.wishes = {**asset.wishes, "triangles": triangles}
    _begin(asset)
    session.flush()


def write(session: Session, media: Store, asset: Asset, text: str, *, by: Account) -> None:
    """Let ``text`` be the scene of ``asset``.  Raises as ``library_files.check`` does, and Invalid with its faults."""
    library_files.check(session, asset, by=by)
    check_scene(session, text)
    asset.upload, asset.placed = "", placed_uploads.named(text.replace("\r\n", "\n"))
    asset.files = {SCENE: media.put_media(SCENE, text.replace("\r\n", "\n").encode()), **_around(asset)}
    _rebuild(asset, {}, by)
    session.flush()


def check_scene(session: Session, text: str) -> None:
    """Raise Invalid with every fault of the text of a scene, each with its line."""
    if len(text) > LONGEST_SCENE:
        raise Invalid("Die Szene ist länger als 200.000 Zeichen. Bitte wiederholte Teile mit repeat zusammenfassen.")
    try:
        found = list(placed_uploads.faults(session, scene.read(text.replace("\r\n", "\n"))))
    except MeshError as error:
        raise Invalid("Die Szene hat Fehler. Gespeichert ist noch nichts.", faults=error.faults) from error
    if found:
        raise Invalid("Die Szene hat Fehler. Gespeichert ist noch nichts.", faults=found)


def describe(session: Session, asset: Asset, given: Mapping[str, object], *, by: Account) -> None:
    """Store what is said of an asset.  Raises as ``library_files.check`` does, and Invalid for faults of ``given``."""
    library_files.check(session, asset, by=by)
    faults = Faults(str(asset.slug))
    kept: dict[str, object] = {name: asset.record[name] for name in KEPT if name in asset.record}
    record = read(AssetRecord, {**given, **kept}, faults)
    if record is None:
        raise Invalid("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.", faults=faults.found)
    asset.record = plain(record)
    asset.changed_at = now()
    update_posters(asset)
    library_files.note(session, asset, EventKind.CHANGE_FILE, by=by)


def waiting(session: Session) -> set[str]:
    """Return the uploads that a job still has to take."""
    return set(session.scalars(select(Asset.upload).where(Asset.upload != "")))


def surround(session: Session, media: Store, asset: Asset, content: bytes, *, by: Account) -> None:
    """Let the file ``content`` stand about ``asset``, nothing if it is empty.  Raises as ``check`` does."""
    library_files.check(session, asset, by=by)
    others = {name: key for name, key in asset.files.items() if name != SURROUNDINGS}
    around = {SURROUNDINGS: media.put_media(SURROUNDINGS, content)} if content else {}
    asset.files = {**others, **around}
    library_files.credit(asset, by=by)
    _begin(asset)
    session.flush()


def _around(asset: Asset) -> dict[str, str]:
    """Return the file of what stands about an asset, which stays when its own file is another."""
    return {SURROUNDINGS: asset.files[SURROUNDINGS]} if SURROUNDINGS in asset.files else {}


def _rebuild(asset: Asset, wishes: Mapping[str, str], by: Account) -> None:
    library_files.credit(asset, by=by)
    unit, up = wishes.get("unit", "auto"), wishes.get("up", "auto")
    far = wishes.get("far", asset.wishes.get("far", "auto"))  # nobody is asked again what they answered
    kept = {name: value for name, value in asset.wishes.items() if name == "triangles"}
    asset.wishes = {"unit": unit if unit in UNITS else "auto", "up": up if up in UPS else "auto", **kept}
    asset.wishes |= {"far": far} if far in FARS and far != "auto" else {}
    said = {name.removeprefix(ROLE): role for name, role in wishes.items() if name.startswith(ROLE) and role in CHOICES}
    if said:
        asset.wishes |= {"roles": dict(sorted(said.items())[:MOST_NODES_SAID])}
    _begin(asset)


def _begin(asset: Asset) -> None:
    asset.source_hash = name_source(asset, {})  # ``refresh`` adds what was built of the uploads of a scene
    asset.state = BuildState.PENDING
    asset.steps, asset.faults = [], []
    asset.changed_at = now()
