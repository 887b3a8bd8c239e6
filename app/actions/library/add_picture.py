"""Add picture: clean pictures into the library, and the crops of them that pages show.

put          a picture from an exchange folder
add          what somebody uploaded and was made clean (``receive_pictures``); the same file is not kept twice
follow       a new version of a picture, with the same source
change       its words, licence and crop, as long as nothing that was handed in shows it
pending      what has to be cut anew; ``cut`` and ``keep`` do it
"""

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import pictures
from app.actions.library import library_files, pins, tag_files
from app.actions.library.crop_order import SOURCES, cut_of, source_key, wanted
from app.errors import Invalid
from app.exchange.reading import Faults, plain, read
from app.exchange.records import PictureRecord
from app.i18n import N_
from app.models import Account, EventKind, Partner, Picture, now
from app.storage import Store

LEAST_SHARE = 0.05  # of width and height that a crop must keep


def load_picture(
    session: Session, media: Store, record: PictureRecord, files: Mapping[str, bytes], *, is_public: bool
) -> Picture:
    """Make the picture of ``record``, or bring the one there is up to it if ``is_public``; else leave that alone.

    Raises Invalid if its source is missing, no picture, or tells more than pixels.
    """
    picture = session.scalars(select(Picture).where(Picture.slug == record.slug)).first()
    if picture is not None and not is_public:
        return picture
    name = next((each for each in SOURCES if each in files), None)
    if name is None:
        sentence = N_("In assets/pictures/%(slug)s fehlt die Bilddatei, zum Beispiel source.webp.")
        raise Invalid(sentence, slug=record.slug)
    try:
        width_px, height_px = pictures.measured(files[name])
    except pictures.PictureError as error:
        sentence = "assets/pictures/%(slug)s/%(name)s: %(why)s"
        raise Invalid(sentence, slug=record.slug, name=name, why=error) from error
    picture = picture or Picture(slug=record.slug)
    picture.record = plain(record)
    picture.files = media.put_media_all(dict(sorted(files.items())))
    picture.source_hash = hashlib.sha256(files[name]).hexdigest()
    picture.width_px, picture.height_px = width_px, height_px
    picture.partner = session.scalars(select(Partner).where(Partner.slug == record.partner)).first()
    picture.follows = session.scalars(select(Picture).where(Picture.slug == record.follows)).first()
    session.add(picture)
    session.flush()
    return picture


def same(session: Session, source_hash: str) -> Picture | None:
    """Return the picture that was made of the same file, if the library has it."""
    query = select(Picture).where(Picture.source_hash == source_hash, Picture.deleted_at.is_(None))
    return session.scalars(query.order_by(Picture.id.desc())).first()


def add_picture(
    session: Session,
    media: Store,
    made: pictures.Clean,
    *,
    title: str,
    source_hash: str,
    owner: Partner,
    by: Account,
    said: Mapping[str, str] | None = None,
) -> Picture:
    """Put a clean picture into the library of ``owner``, with what is ``said`` of it: author, licence, origin.

    Raises Invalid for faults of that.
    """
    title = title.strip()[:60] or "Bild"
    slug = library_files.free_slug(session, Picture, title)
    faults = Faults(slug)
    record = read(PictureRecord, {**(said or {}), "slug": slug, "title": title, "partner": owner.slug}, faults)
    if record is None or faults.found:
        raise Invalid("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.", faults=faults.found)
    picture = Picture(
        slug=slug,
        record=plain(record),
        files={"source.webp": media.put_media("source.webp", made.content)},
        source_hash=source_hash,
        width_px=made.width_px,
        height_px=made.height_px,
        partner=owner,
        by=by,
        authors=[by.id],
    )
    session.add(picture)
    library_files.note(session, picture, EventKind.ADD_FILE, by=by)
    return picture


def follow(session: Session, picture: Picture, *, owner: Partner, by: Account) -> Picture:
    """Return a new version of ``picture`` that belongs to ``owner``: the same source and words, to be changed."""
    slug = library_files.free_slug(session, Picture, picture.slug)
    fresh = Picture(
        slug=slug,
        record={**picture.record, "slug": slug, "partner": owner.slug, "follows": picture.slug},
        files=picture.files,
        source_hash=picture.source_hash,
        width_px=picture.width_px,
        height_px=picture.height_px,
        crops=picture.crops,
        made_from=picture.made_from,
        partner=owner,
        by=by,
        follows=picture,
        authors=pins.open_authors(session, picture),
    )
    session.add(fresh)
    tag_files.carry(session, picture, fresh)
    library_files.note(session, fresh, EventKind.ADD_FILE, by=by)
    return fresh


def change(session: Session, picture: Picture, given: Mapping[str, object], *, by: Account) -> None:
    """Store words, licence and crop.  Raises as ``library_files.check`` does, and Invalid for faults of ``given``."""
    library_files.check(session, picture, by=by)
    faults = Faults(picture.slug)
    kept: dict[str, object] = {n: picture.record[n] for n in ("slug", "partner", "follows") if n in picture.record}
    record = read(PictureRecord, {**given, **kept}, faults)
    if record is not None:
        for low, high in (("left", "right"), ("top", "bottom")):
            if getattr(record, high) - getattr(record, low) < LEAST_SHARE:
                faults.add(
                    high, N_("Der Ausschnitt ist leer oder zu schmal."), N_("Er braucht mindestens 5 % des Bildes.")
                )
    if record is None or faults.found:
        raise Invalid("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.", faults=faults.found)
    picture.record = plain(record)
    picture.changed_at = now()
    library_files.note(session, picture, EventKind.CHANGE_FILE, by=by)


def pending(session: Session) -> Sequence[tuple[int, str]]:
    """Return id and purpose of the pictures whose crops are to be cut."""
    rows = session.scalars(select(Picture).order_by(Picture.id))
    return [(each.id, wanted(each)) for each in rows if each.made_from != wanted(each)]


def cut(session: Session, media: Store, picture_id: int) -> Mapping[str, str]:
    """Cut a picture and return form -> address of what pages show."""
    picture = session.get_one(Picture, picture_id)
    source = media.get(source_key(picture)) or b""
    made = pictures.crops(source, cut_of(picture))
    keys = media.put_media_all({f"{picture.slug}-{form}": raw for form, raw in made.items()})
    return {form: f"/media/{key}" for form, key in zip(made, keys.values(), strict=True)}


def store_crops(session: Session, picture_id: int, made_from: str, crops: Mapping[str, str]) -> None:
    """Note the crops of a picture, unless it is to be cut in another way meanwhile."""
    picture = session.get(Picture, picture_id, with_for_update=True)
    if picture is None or wanted(picture) != made_from:
        return
    picture.crops, picture.made_from = dict(crops), made_from
    session.flush()
