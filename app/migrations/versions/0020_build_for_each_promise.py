"""Give each variant a file for browsers, one at true size and one for the table, and the line a model of its own.

Until the worker has built all 3D anew, what there was stands in for the first and the last of these.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

ASSET = sa.table("asset", sa.column("id", sa.Integer), sa.column("build", sa.JSON))


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
    connection = op.get_bind()
    for asset_id, build in connection.execute(sa.select(ASSET.c.id, ASSET.c.build)).all():
        if build:
            later = build | {"variants": {name: _later(files) for name, files in build.get("variants", {}).items()}}
            connection.execute(sa.update(ASSET).where(ASSET.c.id == asset_id).values(build=later))


def _later(files: dict[str, Any]) -> dict[str, Any]:
    """Return the files of a variant as they are kept from now on."""
    if "view" in files:
        return files
    return {"view": files["glb"], "view_bytes": files["glb_bytes"], "table": files}
