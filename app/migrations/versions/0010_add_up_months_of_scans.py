"""Add up the scans of a sign's month and of the line's day, for statistics of a year."""

from collections import Counter
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

DAY = sa.table(
    "day_of_scans",
    sa.column("day_on", sa.Date()),
    sa.column("sign_id", sa.Integer()),
    sa.column("language", sa.String()),
    sa.column("count", sa.Integer()),
)


def upgrade() -> None:
    months = op.create_table(
        "month_of_scans",
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("sign_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sign_id"], ["sign.id"], name=op.f("fk_month_of_scans_sign_id")),
        sa.PrimaryKeyConstraint("month_on", "sign_id", "language", name=op.f("pk_month_of_scans")),
    )
    with op.batch_alter_table("month_of_scans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_month_of_scans_sign_id"), ["sign_id"], unique=False)
    days = op.create_table(
        "day_of_line",
        sa.Column("day_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day_on", "language", name=op.f("pk_day_of_line")),
    )
    of_month: Counter[tuple[date, int, str]] = Counter()
    of_line: Counter[tuple[date, str]] = Counter()
    for day_on, sign_id, language, count in op.get_bind().execute(sa.select(DAY)):
        of_month[day_on.replace(day=1), sign_id, language] += count
        of_line[day_on, language] += count
    if of_line:
        op.bulk_insert(months, [_row(months, *key, count) for key, count in of_month.items()])
        op.bulk_insert(days, [_row(days, *key, count) for key, count in of_line.items()])


def _row(table: sa.Table, *values: object) -> dict[str, object]:
    return dict(zip(table.c.keys(), values, strict=True))
