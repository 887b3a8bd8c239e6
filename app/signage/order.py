"""What is to be printed: the line once, and each sign with its station and plannings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.exchange.records import LineRecord, PlanningRecord, SignKind, SignRecord, StationRecord, StopRecord
from app.signage.look import PLAIN, Look
from app.signage.order_note import OrderNote
from app.signage.sheet import SHEETS

PAGES_PER_FILE = 50
MIRRORED = "gespiegelt"  # in the name of a file


@dataclass(frozen=True, kw_only=True)
class Item:
    """One sign to print.  A sign of a planning shows only that planning.

    ``languages`` start with the one that is set largest; ``copies`` is for the order sheet, the file holds one page.
    """

    sign: SignRecord
    station: StationRecord
    plannings: tuple[PlanningRecord, ...]  # the station's, in the order riders see
    languages: tuple[str, ...]
    copies: int = 1

    @property
    def kind(self) -> SignKind:
        return self.sign.kind

    @property
    def code(self) -> str:
        return self.sign.code

    @property
    def shown(self) -> tuple[PlanningRecord, ...]:
        """Return the plannings this sign speaks of."""
        return tuple(entry for entry in self.plannings if self.sign.planning in ("", entry.slug))


@dataclass(frozen=True, kw_only=True)
class Order:
    """A print run: the same order gives the same bytes, so its day is part of it.

    ``names`` are the AR stations by the number of their stop, as the line diagram prints them; ``words`` are the line's
    own catalogues of signs' words by language; ``looks`` are by the slug of a station's partner, an empty one for all
    others; ``pictures`` are the keys of posters by ``<station>/<planning>``.
    """

    number: str
    on: date
    public_url: str
    line: LineRecord
    stops: tuple[StopRecord, ...]
    names: Mapping[str, str]
    items: tuple[Item, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    note: OrderNote = field(default_factory=OrderNote)
    is_trial: bool = False  # each page says that it must not hang in public
    looks: Mapping[str, Look] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)

    def look_of(self, item: Item) -> Look:
        """Return how an item looks."""
        return self.looks.get(item.station.partner) or self.looks.get("", PLAIN)

    def pictured(self, item: Item) -> PlanningRecord | None:
        """Return the first planning that an item speaks of and of which there is a picture."""
        return next((each for each in item.shown if self.picture_key(item, each)), None)

    def picture_key(self, item: Item, planning: PlanningRecord) -> str:
        """Return the key of the picture of a planning at the station of ``item``, empty if there is none."""
        return self.pictures.get(f"{item.station.slug}/{planning.slug}", "")


@dataclass(frozen=True)
class Batch:
    """The signs of one file, all of one kind; ``is_mirrored`` for film that is stuck on from inside."""

    name: str
    kind: SignKind
    items: tuple[Item, ...]
    is_mirrored: bool = False


def batches(order: Order) -> list[Batch]:
    """Cut an order into files: one per kind, in the order of ``SignKind``, and again where one gets long."""
    found = []
    for kind in SignKind:
        items = tuple(item for item in order.items if item.kind is kind)
        cuts = [items[start : start + PAGES_PER_FILE] for start in range(0, len(items), PAGES_PER_FILE)]
        for number, cut in enumerate(cuts, start=1):
            name = f"{kind.value}.pdf" if len(cuts) == 1 else f"{kind.value}-{number}.pdf"
            found.append(Batch(name, kind, cut))
    return found


def with_mirrored(cut: Sequence[Batch]) -> list[Batch]:
    """Return files for a print shop: after each of film the same mirrored."""
    found = []
    for batch in cut:
        found.append(batch)
        if SHEETS[batch.kind].is_film:
            name = batch.name.removesuffix(".pdf")
            found.append(replace(batch, name=f"{name}-{MIRRORED}.pdf", is_mirrored=True))
    return found


def single(order: Order) -> list[Batch]:
    """Cut an order into one file for each sign, named by station, kind and code, in the order of the line."""
    return [Batch(f"{item.station.slug}-{item.kind.value}-{item.code}.pdf", item.kind, (item,)) for item in order.items]
