"""Line parts: what the line says of itself, apart: its words and topics, partners' names, pages; and together again.

parts   the parts of a line's record and pages, each with its kind and slug
joined  the same record and pages with one part that says something else
show    let riders see one part
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Missing
from app.models import Item, Kind, Line, Partner
from app.models.base import Json

KINDS = (Kind.LINE, Kind.PARTNER, Kind.PAGE)
OF_LINE = ("texts", "funding")


def parts(record: Json, pages: Json) -> Iterator[tuple[Kind, str, Json]]:
    """Yield kind, slug and plain record of each part."""
    own = {name: record[name] for name in OF_LINE if record.get(name)}
    topics = {topic["slug"]: topic["names"] for topic in record["topics"]}
    yield Kind.LINE, record["slug"], {"slug": record["slug"], "topics": topics, **own}
    for partner in record["partners"]:
        yield Kind.PARTNER, partner["slug"], partner
    for slug, texts in sorted(pages.items()):
        yield Kind.PAGE, slug, {"slug": slug, "texts": texts}


def joined(record: Json, pages: Json, kind: Kind, part: Json) -> tuple[Json, Json]:
    """Return record and pages of the line with ``part`` in its place; what is no part of it changes nothing."""
    if kind is Kind.LINE:
        rest = {name: value for name, value in record.items() if name not in OF_LINE}
        called = part.get("topics", {})  # which topics there are comes with a folder
        topics = [{**topic, "names": called.get(topic["slug"], topic["names"])} for topic in record["topics"]]
        return {**rest, "topics": topics, **{name: part[name] for name in OF_LINE if part.get(name)}}, pages
    if kind is Kind.PARTNER:
        partners = [part if each["slug"] == part["slug"] else each for each in record["partners"]]
        return {**record, "partners": partners}, pages
    if kind is Kind.PAGE and part["slug"] in pages:
        return record, {**pages, part["slug"]: part["texts"]}
    return record, pages


def show(session: Session, item: Item, part: Json) -> None:
    """Bring what was published of ``item`` to where everything reads it.  Raises Missing before a line was loaded."""
    line = session.scalars(select(Line)).first()
    if line is None:
        raise Missing("Es ist noch keine Linie geladen.")
    line.record, line.pages = joined(line.record, line.pages, item.kind, part)
    if item.kind is Kind.PARTNER:
        partner = session.scalars(select(Partner).where(Partner.slug == item.slug)).one()
        partner.name = part["name"]
    session.flush()
