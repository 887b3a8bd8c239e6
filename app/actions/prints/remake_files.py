"""Remake files: what was lost of an order is made again from what it keeps, and let in only if it is the same.

waiting   the orders of which somebody wants lost files made again
restore   make them; each has the bytes that were released, or stays lost

A file was proof-read and printed as its hash says.  Where the program sets type otherwise by now there is no such file
any more, and the page says that one has to order anew.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.prints import print_content, print_files
from app.actions.prints.print_signs import ORDER_SHEET, batches_of
from app.models import PrintOrder
from app.signage import profile
from app.signage.faults import Refused
from app.signage.order_sheet import order_sheet
from app.signage.print import made
from app.signage.request import Output
from app.signage.typeset import Press
from app.storage import Store


def waiting(session: Session) -> Sequence[int]:
    """Return the ids of orders of which lost files are wanted again, oldest first."""
    return session.scalars(select(PrintOrder.id).where(PrintOrder.is_remade).order_by(PrintOrder.id)).all()


def restore(session: Session, media: Store, press: Press, order_id: int) -> None:
    """Make the lost files of an order again, as far as that gives the same bytes."""
    row = session.get_one(PrintOrder, order_id, with_for_update=True)
    wanted = {each.name: each for each in print_files.files(row) if not print_files.is_whole(media, each)}
    for name, raw in _made(row, media, press, set(wanted)):
        if hashlib.sha256(raw).hexdigest() == wanted[name].sha256:
            media.put(wanted.pop(name).key, raw)
    row.lost, row.is_remade = sorted(wanted), False
    session.flush()


def _made(row: PrintOrder, media: Store, press: Press, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    order = print_content.thaw(row.content, row.number)
    wishes = profile.load(row.profile, icc=(media.get(row.icc_key) or b"") if row.icc_key else b"")
    output = Output(row.output.value)
    cut = batches_of(order, row.output)
    lacking = [batch for batch in cut if batch.name in names]
    for file in made(press, order, lacking, output=output, profile=wishes):
        if not isinstance(file, Refused):
            yield file.batch.name, file.pdf
    hashes = {each.name: each.sha256 for each in print_files.files(row)}
    if ORDER_SHEET in names:
        entries = [(batch, hashes[batch.name]) for batch in cut if batch.name in hashes]
        yield ORDER_SHEET, order_sheet(press, order, entries, wishes)
