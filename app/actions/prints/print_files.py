"""Print files: what an order made, to be fetched as often as one likes.

file     one file of a released order
read     one file of an order, also of one that may only be looked at
packed   all of them as a ZIP, piece by piece, always of the same bytes; nothing is sent unless all of them are there
lost     which of them are not there any more, or not whole
remake   let the jobs make those again
faults   what is wrong with the signs of a refused one
"""

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from app.actions.people.rights import check
from app.actions.prints import cancel_order
from app.actions.records import record_json
from app.errors import Invalid, Missing
from app.exchange.stored import OrderFile
from app.i18n import N_
from app.models import Account, OrderState, PrintOrder, Role
from app.signage.archive import zipped
from app.signage.faults import Fault
from app.storage import Store

LOST = N_(
    "Im Medienspeicher fehlt oder ist beschädigt: %(names)s. Auf der Seite des Auftrags lässt sich das neu herstellen."
)


def files(order: PrintOrder) -> tuple[OrderFile, ...]:
    """Return what is made and read of an order so far."""
    return tuple(record_json.stored(OrderFile, each) for each in order.files)


def file(media: Store, order: PrintOrder, name: str) -> bytes:
    """Return one file of a released order.

    Raises Invalid with what is wrong with which sign if the order was refused, Missing if there is no such file (yet).
    """
    _check(order)
    return read(media, order, name)


def read(media: Store, order: PrintOrder, name: str) -> bytes:
    """Return the bytes of a file as they were proof-read.  Raises Missing if there is none, or other bytes."""
    found = next((each for each in files(order) if each.name == name), None)
    if found is None:
        raise Missing("Eine Datei „%(name)s“ hat dieser Auftrag nicht.", name=name)
    raw = media.get(found.key)
    if raw is None or hashlib.sha256(raw).hexdigest() != found.sha256:
        raise Missing(LOST, names=name)
    return raw


def is_whole(media: Store, found: OrderFile) -> bool:
    """Tell whether a file is there with the bytes that were proof-read."""
    raw = media.get(found.key)
    return raw is not None and hashlib.sha256(raw).hexdigest() == found.sha256


def packed(media: Store, order: PrintOrder) -> Iterator[bytes]:
    """Return all files of a released order as a ZIP.  Raises as ``file`` does, before there is a first piece."""
    _check(order)
    missing = [each.name for each in files(order) if not is_whole(media, each)]
    if missing:
        raise Missing(LOST, names=", ".join(missing))
    return zipped((f"{order.number}-{each.name}", read(media, order, each.name)) for each in files(order))


def lost(media: Store, order: PrintOrder) -> list[str]:
    """Return the names of files that are not there any more, or were cut short."""
    return [each.name for each in files(order) if media.size(each.key) != each.bytes]


def remake(session: Session, order: PrintOrder, *, by: Account) -> None:
    """Let the jobs make lost files again.  Raises Forbidden unless ``by`` keeps all the signs."""
    for sign in cancel_order.signs_of(session, order):
        check(by, Role.KEEPER, sign.station.owner)
    order.is_remade, order.lost = True, []
    session.flush()


def faults(order: PrintOrder) -> list[Fault]:
    """Return what is wrong with the signs of a refused order."""
    return [record_json.stored(Fault, each) for each in order.faults]


def lost_for_good(order: PrintOrder) -> Sequence[str]:
    """Return the files that could not be made again with the same bytes."""
    return [str(name) for name in order.lost]


def _check(order: PrintOrder) -> None:
    if order.state is OrderState.REFUSED:
        raise Invalid("Diese Schilder lassen sich so nicht drucken:", faults=faults(order))
    if order.state is OrderState.CANCELLED:
        raise Invalid("Dieser Auftrag ist storniert. Bitte neu bestellen, was gebraucht wird.")
    if order.state is OrderState.CHECKED:
        raise Invalid("Das ist noch nicht bestellt. Auf der Seite des Auftrags lässt es sich ansehen und bestellen.")
    if order.state is OrderState.WAITING:
        raise Missing("Die Dateien dieses Auftrags sind noch nicht fertig. Bitte einen Moment warten.")
