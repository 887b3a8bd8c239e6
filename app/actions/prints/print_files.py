"""Print files: what an order made, to be fetched as often as one likes.

file     one file of an order
packed   all of them as a ZIP, piece by piece, always of the same bytes
faults   what is wrong with the signs of a refused one
"""

from collections.abc import Iterator

from app.actions.records import record_json
from app.errors import Invalid, Missing
from app.exchange.stored import OrderFile
from app.models import OrderState, PrintOrder
from app.signage.archive import zipped
from app.signage.faults import Fault
from app.storage import Store


def files(order: PrintOrder) -> tuple[OrderFile, ...]:
    """Return what is made and read of an order so far."""
    return tuple(record_json.stored(OrderFile, each) for each in order.files)


def file(media: Store, order: PrintOrder, name: str) -> bytes:
    """Return one file of a released order.

    Raises Invalid with what is wrong with which sign if the order was refused, Missing if there is no such file (yet).
    """
    _check(order)
    key = next((each.key for each in files(order) if each.name == name), None)
    if key is None:
        raise Missing("Eine Datei „%(name)s“ hat dieser Auftrag nicht.", name=name)
    raw = media.get(key)
    if raw is None:
        raise Missing("Die Datei „%(name)s“ fehlt im Medienspeicher. Bitte noch einmal bestellen.", name=name)
    return raw


def packed(media: Store, order: PrintOrder) -> Iterator[bytes]:
    """Return all files of a released order as a ZIP.  Raises as ``file`` does."""
    _check(order)
    return zipped((each.name, file(media, order, each.name)) for each in files(order))


def faults(order: PrintOrder) -> list[Fault]:
    """Return what is wrong with the signs of a refused order."""
    return [record_json.stored(Fault, each) for each in order.faults]


def _check(order: PrintOrder) -> None:
    if order.state is OrderState.REFUSED:
        raise Invalid("Diese Schilder lassen sich so nicht drucken:", faults=faults(order))
    if order.state is OrderState.WAITING:
        raise Missing("Die Dateien dieses Auftrags sind noch nicht fertig. Bitte einen Moment warten.")
