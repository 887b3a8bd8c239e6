"""Know what was written: size and hash of every file in the site store, and when workers last looked at it.

Of pages rendered before, only the names are known.  They become leftovers, which the next rendering, of everything,
either writes again or removes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

FORMS = ("", ".br", ".gz")
PAGE = sa.table(
    "page",
    sa.column("bundle", sa.Text),
    sa.column("key", sa.Text),
    sa.column("files", sa.JSON),
    sa.column("leftover", sa.JSON),
)


def upgrade() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("beat", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("damaged", sa.Integer(), nullable=False),
        sa.Column("healed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("beat", name=op.f("pk_heartbeat")),
    )
    connection = op.get_bind()
    for bundle, files, leftover in connection.execute(sa.select(PAGE.c.bundle, PAGE.c.files, PAGE.c.leftover)).all():
        names = sorted({f"{name}{form}" for name in [*files, *leftover] for form in FORMS})
        changed = sa.update(PAGE).where(PAGE.c.bundle == bundle)
        connection.execute(changed.values(key="", files={}, leftover=names))
