"""Print: the signs that hang or are to hang, from the published line, as one proof-read ZIP."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app.actions import dump
from app.errors import Invalid, Missing
from app.exchange.content import Content
from app.exchange.records import PlanningRecord, SignRecord, SignState, StationRecord
from app.signage import profile
from app.signage.faults import Refused
from app.signage.order import Item, Order
from app.signage.print import write_zip
from app.signage.typeset import Output, Press
from app.storage import Store

LANGUAGES = ("de", "en")  # the first is set largest

Step = Callable[[int, int], None]


def print_signs(
    session: Session,
    media: Store,
    out: Path,
    *,
    fonts: Path,
    public_url: str,
    codes: Sequence[str] = (),
    for_screen: bool = False,
    on: date,
    progress: Step = lambda done, of: None,
) -> list[str]:
    """Write the signs with ``codes``, or all that are not retired, into the ZIP ``out``; return the names in it.

    The address on them is that of ``public_url``.  Raises Missing for a code that no public station has, and Invalid
    with what is wrong with which sign; then nothing is written.
    """
    content = dump.content(session, media)
    items = _items(content, set(codes))
    order = Order(
        number=f"{on:%Y%m%d}",
        on=on,
        public_url=public_url,
        line=content.line,
        stops=content.stops,
        names={station.stop: station.texts["de"].title for station in content.stations.values()},
        items=items,
    )
    output = Output.DIGITAL if for_screen else Output.PRINT
    try:
        chosen = profile.load("standard")
        return write_zip(Press(fonts), order, out, output=output, profile=chosen, progress=progress)
    except Refused as error:
        raise Invalid("Diese Schilder lassen sich so nicht drucken:", faults=error.faults) from error


def _items(content: Content, wanted: set[str]) -> tuple[Item, ...]:
    items = [
        _item(sign, station, [content.plannings[slug][planning] for planning in station.plannings])
        for slug, station in content.stations.items()
        for sign in content.signs[slug]
        if (sign.code in wanted if wanted else sign.state is not SignState.RETIRED)
    ]
    unknown = wanted - {item.code for item in items}
    if unknown:
        raise Missing("Diese Schilder gibt es nicht: %(codes)s.", codes=", ".join(sorted(unknown)))
    if not items:
        raise Missing("Es gibt noch kein Schild zu drucken.")
    return tuple(items)


def _item(sign: SignRecord, station: StationRecord, plannings: Sequence[PlanningRecord]) -> Item:
    """Return a sign to print, in those of LANGUAGES in which everything on it is said."""
    said = [station.texts, *(planning.texts for planning in plannings)]
    languages = tuple(lang for lang in LANGUAGES if all(lang in texts for texts in said))
    return Item(sign=sign, station=station, plannings=tuple(plannings), languages=languages)
