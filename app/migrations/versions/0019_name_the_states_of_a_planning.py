"""Know each state of a planning by a name of its own; until now there were two, before and after.

What was pinned stays pinned: it says the same as before, so it gets the hashes that the same has now.
"""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

Json = dict[str, Any]
KEEPS = sa.JSON(none_as_null=True)
PAIRS: dict[str, list[Json]] = {
    "planned": [{"id": "today", "today": True, "scene": "before"}, {"id": "planned", "scene": "after"}],
    "changed": [{"id": "then", "scene": "before"}, {"id": "today", "today": True, "scene": "after"}],
}
OF_SCENE = {"before": "before", "after": "after"}  # as scenes of format 1 say
OF_UPLOAD, OF_STATION = {"after": "planned"}, {"after": "together"}
WHEN = {"before": ["before"], "after": ["after"], "both": ["before", "after"]}
COLUMNS = ("id", "slug", "record", "files", "deleted_at", "wishes", "upload", "build", "posters")


def _table(name: str, *columns: str) -> sa.TableClause:
    as_json = {"record", "files", "wishes", "build", "posters", "pins", "card"}
    return sa.table(name, *(sa.column(each, KEEPS if each in as_json else None) for each in columns))


def upgrade() -> None:
    hashes: dict[str, str] = {}
    uploads: set[str] = set()
    asset = _table("asset", *COLUMNS)
    for row in op.get_bind().execute(sa.select(asset)).all():
        is_upload = row.slug is not None and "scene.toml" not in row.files
        if is_upload:
            uploads.add(row.slug)
        names = OF_STATION if row.slug is None else OF_UPLOAD if is_upload else OF_SCENE
        record, build = _asset_record(row.record, names), _build(row.build, names)
        posters = _posters(row.posters, names)
        hashes |= {_given(row, row.record): _given(row, record)}
        hashes |= {_made(row.build, row.posters): _made(build, posters)}
        op.execute(sa.update(asset).where(asset.c.id == row.id).values(record=record, build=build, posters=posters))
    for table in (_table("revision", "id", "record", "pins"), _table("edition", "id", "record", "pins", "card")):
        for row in op.get_bind().execute(sa.select(table)).all():
            _bring_up(table, row, hashes, uploads)


def _bring_up(table: sa.TableClause, row: sa.Row[Any], hashes: dict[str, str], uploads: set[str]) -> None:
    """Give a revision or an edition the variants of its planning, and what it pins the hashes of now."""
    values: Json = {}
    if "topic" in row.record:  # a planning
        values["record"] = _planning(row.record, uploads)
        if "card" in table.c:
            values["card"] = row.card | _card(values["record"])
    if row.pins:
        values["pins"] = [{name: hashes.get(str(value), value) for name, value in pin.items()} for pin in row.pins]
    if values:
        op.execute(sa.update(table).where(table.c.id == row.id).values(values))


def _planning(record: Json, uploads: set[str]) -> Json:
    found = {name: value for name, value in record.items() if name != "labels"}
    if record.get("asset") and record["asset"] not in uploads:
        found["variants"] = PAIRS[record.get("labels", "planned")]
    return found


def _card(record: Json) -> Json:
    """Return what a card says of the variant that is shown first."""
    shown = [each for each in record.get("variants", ()) if not each.get("today")]
    assets = [record["asset"]] if record.get("asset") else []
    return {"scene": shown[-1]["scene"] if shown else "", "assets": assets}


def _asset_record(record: Json, names: dict[str, str]) -> Json:
    texts = {}
    for tag, text in record.get("texts", {}).items():
        alt = {new: text[f"alt_{old}"] for old, new in names.items() if text.get(f"alt_{old}")}
        rest = {name: value for name, value in text.items() if name not in ("alt_before", "alt_after")}
        texts[tag] = ({"alt": alt} if alt else {}) | rest
    return {**record, "texts": texts} if texts else record


def _build(build: Json | None, names: dict[str, str]) -> Json | None:
    if build is None or "states" not in build:
        return build
    found = {name: value for name, value in build.items() if name not in ("states", "posters")}
    found["variants"] = _named(build["states"], names)
    if "shown" in build:
        found["shown"] = _named(build["shown"], names)
    if "posters" in build:
        found["posters"] = _posters(build["posters"], names)
    if "annotations" in build:
        found["annotations"] = [{**each, "when": WHEN[each["when"]]} for each in build["annotations"]]
    return found


def _posters(posters: Json, names: dict[str, str]) -> Json:
    if not posters.keys() & OF_SCENE:
        return posters
    variants = {variant: forms for variant, forms in _named(posters, names).items() if forms}
    return {"variants": variants} if variants else {}


def _named(values: Json, names: dict[str, str]) -> Json:
    return {new: values[old] for old, new in names.items() if old in values}


def _given(row: sa.Row[Any], record: Json) -> str:
    about = {"record": record, "files": row.files, "deleted": row.deleted_at is not None}
    return _digest({**about, "wishes": row.wishes, "upload": row.upload})


def _made(build: Json | None, posters: Json) -> str:
    return _digest({"build": build, "posters": posters})


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]
