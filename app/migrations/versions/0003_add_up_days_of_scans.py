"""Add up the scans of a day, and keep how often unknown codes were tried."""

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SCAN = sa.table(
    "scan",
    sa.column("sign_id", sa.Integer()),
    sa.column("hour_at", sa.DateTime(timezone=True)),
    sa.column("language", sa.String()),
    sa.column("count", sa.Integer()),
)


def upgrade() -> None:
    op.create_table(
        "miss",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_miss")),
    )
    days = op.create_table(
        "day_of_scans",
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("sign_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sign_id"], ["sign.id"], name=op.f("fk_day_of_scans_sign_id")),
        sa.PrimaryKeyConstraint("day_on", "sign_id", "language", name=op.f("pk_day_of_scans")),
    )
    with op.batch_alter_table("day_of_scans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_day_of_scans_sign_id"), ["sign_id"], unique=False)
    sums: Counter[tuple[object, int, str]] = Counter()
    for sign_id, hour_at, language, count in op.get_bind().execute(sa.select(SCAN)):
        sums[_day(hour_at), sign_id, language] += count
    rows = [
        {"day_on": day_on, "sign_id": sign_id, "language": language, "count": count}
        for (day_on, sign_id, language), count in sums.items()
    ]
    if rows:
        op.bulk_insert(days, rows)


def _day(hour_at: datetime) -> object:
    """Return the day in Berlin, where the line runs; SQLite keeps UTC without saying so."""
    known = hour_at if hour_at.tzinfo else hour_at.replace(tzinfo=UTC)
    return known.astimezone(ZoneInfo("Europe/Berlin")).date()
