"""Give each variant a file for browsers, one at true size and one for the table, and the line a model of its own.

Until the worker has built all 3D anew, what there was stands in for the first and the last of these.  What was pinned
stays pinned: it gets the hashes that the same has now.
"""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

Json = dict[str, Any]
KEEPS = sa.JSON(none_as_null=True)
ASSET = sa.table("asset", sa.column("id"), sa.column("build", KEEPS), sa.column("posters", KEEPS))
PINNED = [sa.table(name, sa.column("id"), sa.column("pins", KEEPS)) for name in ("revision", "edition")]


def upgrade() -> None:
    with op.batch_alter_table("asset", schema=None) as batch_op:
        batch_op.add_column(sa.Column("line_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_asset_line_id"), "line", ["line_id"], ["id"])
        batch_op.create_unique_constraint(op.f("uq_asset_line_id"), ["line_id"])
        batch_op.drop_constraint(op.f("ck_asset_slug_or_station"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_asset_slug_or_owner"), "(slug IS NULL) != (station_id IS NULL AND line_id IS NULL)"
        )
        batch_op.create_check_constraint(op.f("ck_asset_one_owner"), "station_id IS NULL OR line_id IS NULL")
    hashes: dict[str, str] = {}
    for row in op.get_bind().execute(sa.select(ASSET)).all():
        if row.build and "variants" in row.build:
            variants = {name: _later(files) for name, files in row.build["variants"].items()}
            build = row.build | {"variants": variants}
            hashes[_made(row.build, row.posters)] = _made(build, row.posters)
            op.execute(sa.update(ASSET).where(ASSET.c.id == row.id).values(build=build))
    for table in PINNED:
        for row in op.get_bind().execute(sa.select(table)).all():
            if row.pins:
                pins = [{name: hashes.get(str(value), value) for name, value in pin.items()} for pin in row.pins]
                op.execute(sa.update(table).where(table.c.id == row.id).values(pins=pins))


def _later(files: Json) -> Json:
    """Return the files of a variant as they are kept from now on."""
    return {"view": files["glb"], "view_bytes": files["glb_bytes"], "table": files}


def _made(build: Json, posters: Json) -> str:
    return hashlib.sha256(json.dumps({"build": build, "posters": posters}, sort_keys=True).encode()).hexdigest()[:32]
