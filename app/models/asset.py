"""3D assets: their source files, and what was built from them.

An asset of the library has a slug, a record and files.  A station's tray and the line's model have none of these: they
are composed of the scenes of plannings.  ``source_hash`` says what an asset has to be built from; while it is not ready
the files of its last build, if any, stay in use.

What was handed in is never changed: a new version is an asset of its own that ``follows`` the old one, and riders
see it once a planning that names it is published.
"""

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account, Partner
from app.models.base import Base, Json, JsonList, now
from app.models.line import Line
from app.models.station import Station


class BuildState(enum.StrEnum):
    PENDING = "pending"
    ASKING = "asking"  # its file can be read in several ways; nothing is built of it until somebody says which is right
    READY = "ready"
    FAILED = "failed"


class Asset(Base):
    """A 3D thing.

    ``files`` maps the name of each source file (scene, posters) to its key in the media store.
    ``upload`` names the upload whose parts are still to be put together into its source.
    ``wishes`` is what the person says of an uploaded file: its unit, and which way is up.
    ``placed`` are the slugs of the uploads that its scene places among parts of the kit.
    ``build`` is what pages need: per variant the addresses and bytes of its files; points, size and words of the scene.
    ``posters`` are the addresses of its pictures.
    ``steps`` are the steps of its building as far as they went; ``faults`` say what is wrong and how to mend it, in
    German, with places for their values.  ``exchange.stored`` has the shapes of these four.
    """

    __tablename__ = "asset"
    __table_args__ = (
        CheckConstraint("(slug IS NULL) != (station_id IS NULL AND line_id IS NULL)", name="slug_or_owner"),
        CheckConstraint("station_id IS NULL OR line_id IS NULL", name="one_owner"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str | None] = mapped_column(unique=True)
    station_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), unique=True)
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"), unique=True)
    record: Mapped[Json] = mapped_column(default=dict)
    files: Mapped[Json] = mapped_column(default=dict)
    source_hash: Mapped[str]
    state: Mapped[BuildState] = mapped_column(default=BuildState.PENDING, index=True)
    build: Mapped[Json | None]
    posters: Mapped[Json] = mapped_column(default=dict)
    faults: Mapped[JsonList] = mapped_column(default=list)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    upload: Mapped[str] = mapped_column(default="")
    wishes: Mapped[Json] = mapped_column(default=dict)
    steps: Mapped[JsonList] = mapped_column(default=list)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))  # None: it was loaded
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    deleted_at: Mapped[datetime | None]
    placed: Mapped[JsonList] = mapped_column(default=list)
    authors: Mapped[JsonList] = mapped_column(default=list)  # ids of everybody with a change of their own in it

    station: Mapped[Station | None] = relationship()
    line: Mapped[Line | None] = relationship()
    partner: Mapped[Partner | None] = relationship()
    by: Mapped[Account | None] = relationship()
    follows: Mapped["Asset | None"] = relationship(remote_side="Asset.id")
