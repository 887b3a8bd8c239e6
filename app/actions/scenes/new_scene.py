"""New scene: from a template, as a copy of another scene, or empty; and at the planning for which it is made.

begin     a new asset with a scene, and a draft of the planning that shows it
copied    the text of another scene, under another title
empty     the text of a square on which nothing stands, with the states of a planning
scene_of  the scene that a planning shows
to_copy   the scenes that one may begin from
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.library import add_asset, library_files
from app.actions.library.build_assets import SCENE
from app.actions.records import line_record
from app.actions.scenes import shown_in
from app.errors import Invalid
from app.i18n import N_
from app.meshes.scene_text.source_text import SourceText
from app.models import Account, Asset, Item, Planning, fold
from app.models.base import Json
from app.models.use import assets_in
from app.storage import Store

LONGEST_TITLE = 60
TODAY = "today"
LICENCE = "CC-BY-4.0"  # of what is built of the kit, until its partner says another
ORIGIN = N_("Aus Teilen des Bausatzes gebaut, schematisch.")
EMPTY = """\
# Maße in Metern. Der Ursprung liegt am Ort der Planung; x zeigt nach Osten, z nach Süden.
format = 2
title = "Neue Szene"
variants = ["today", "planned"]
schematic = "Alle Maße und Formen sind geschätzt."

[size]
from = [-9, 0, 12]
to = [9, 0, 12]

[cameras.poster]
eye = [22, 12, 30]
look = [0, 2.4, 0]
fov_deg = 34

[cameras.thumbnail]
eye = [17, 9.5, 23]
look = [0, 2, 0]
fov_deg = 34

[[parts]]
part = "ground"
at = [0, 0]
length_m = 24
width_m = 18
material = "slabs"
"""


def begin(
    session: Session,
    media: Store,
    text: str,
    *,
    title: str,
    item: Item | None,
    owner: str,
    by: Account,
    what: Mapping[str, str] | None = None,
) -> Asset:
    """Return a new asset with a scene, which a draft of ``item`` shows if there is one.

    ``owner`` is the slug of the partner that it belongs to, empty for that of ``item`` or the first that ``by`` plans
    for; without a title it is called as in the text.  ``what`` says what stands in it, by language: until somebody says
    it better, that is told to those who do not see what is planned.  Its partner counts as its author until somebody
    says otherwise.  Raises Invalid for a title that is too long, and as ``edit.start`` does.
    """
    title = " ".join(title.split()) or str(SourceText.read(text).head.get("title", ""))
    if len(title) > LONGEST_TITLE:
        raise Invalid("Der Titel ist zu lang. Erlaubt sind höchstens %(most)s Zeichen.", most=LONGEST_TITLE)
    partner = library_files.partner(session, owner or (item.owner.slug if item else ""), by=by)
    made = add_asset.add_asset(session, title=title, owner=partner, by=by)
    made.record = {**made.record, "author": partner.name, "licence": LICENCE, "origin": ORIGIN}
    if told := _told(session, text, what or {}):
        made.record = {**made.record, "texts": told}
    session.flush()  # writing looks at it anew
    add_asset.write(session, media, made, copied(text, title), by=by)
    if isinstance(item, Planning):
        shown_in.show(session, item, made, text, by=by)
    return made


def _told(session: Session, text: str, what: Mapping[str, str]) -> Json:
    """Return the alternative texts of all that is not there today."""
    named = SourceText.read(text).head.get("variants", ())
    states = [str(each) for each in named if each != TODAY] if isinstance(named, list) else []
    languages = [tag for tag in line_record.languages(session) if tag in what and states]
    return {tag: {"alt": dict.fromkeys(states, what[tag])} for tag in languages}


def copied(text: str, title: str) -> str:
    """Return the text of a scene under another title."""
    return SourceText.read(text).set("", {"title": title}).text


def empty(session: Session, item: Item | None, *, of: Account) -> str:
    """Return the text of a square on which nothing stands.

    It has the states that a planning names in the draft of ``of``, or in what is newest.
    """
    base = (edit.open_draft(session, item, of=of) or edit.newest(session, item)) if item is not None else None
    named = base.record.get("variants", ()) if base is not None else ()
    states = list(dict.fromkeys(each.get("scene") or each["id"] for each in named))
    return SourceText.read(EMPTY).set("", {"variants": states}).text if states else EMPTY


def scene_of(session: Session, item: Item, *, of: Account) -> Asset | None:
    """Return the first scene that the draft of ``of`` shows, or what is newest; None if it shows none."""
    base = edit.open_draft(session, item, of=of) or edit.newest(session, item)
    slugs = assets_in(base.record) if base is not None else []
    found = {each.slug: each for each in session.scalars(select(Asset).where(Asset.slug.in_(slugs)))} if slugs else {}
    return next((found[each] for each in slugs if each in found and SCENE in found[each].files), None)


def to_copy(session: Session) -> list[tuple[int, str]]:
    """Return the scenes that one may begin from, id and title, by title."""
    query = select(Asset.id, Asset.record["title"].as_string()).where(
        Asset.slug.is_not(None), Asset.deleted_at.is_(None), Asset.files[SCENE].as_string().is_not(None)
    )
    return sorted(((number, title) for number, title in session.execute(query)), key=lambda row: fold(row[1]))
