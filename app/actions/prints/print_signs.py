"""Print: what orders wait for becomes files, each proof-read, and then signs that are printed.

waiting   the orders that are not done
work      what one of them still lacks
keep      note a file that was made
end       release an order that has all its files, let one be looked at that is not ordered yet, or refuse it
refuse    end an order that cannot be made, whatever stands in the way

Found in state and safe to run twice: a file that is there already is not made again, and a batch always gives the same
bytes.  Killed at any moment, the order waits with the files it has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.prints import print_content, print_files
from app.exchange.reading import plain
from app.exchange.stored import OrderFile
from app.i18n import N_
from app.models import Event, EventKind, OrderOutput, OrderState, PrintOrder, PrintRun, Sign, SignStage, now
from app.signage import profile
from app.signage.address import scan_address
from app.signage.faults import Fault, Refused
from app.signage.order import Batch, Order, batches, single, with_mirrored
from app.signage.order_sheet import order_sheet
from app.signage.print import Printed, made
from app.signage.profile import Profile
from app.signage.request import Output
from app.signage.sheet import SHEETS
from app.signage.typeset import Press
from app.storage import Store

ORDER_SHEET = "auftrag.pdf"
NOT_PRINTED = N_(
    "Der Auftrag lässt sich so nicht drucken. Bitte die Schilder einzeln bestellen; so zeigt sich, welches es ist."
)


@dataclass(frozen=True, kw_only=True)
class Work:
    """An order with what it lacks."""

    order_id: int
    order: Order
    output: Output
    profile: Profile
    lacking: tuple[Batch, ...]
    done: int  # files

    def made(self, press: Press) -> Iterator[Printed | Refused]:
        """Yield the files it lacks, one after the other, or why there are none."""
        return made(press, self.order, self.lacking, output=self.output, profile=self.profile)


def waiting(session: Session) -> Sequence[int]:
    """Return the ids of orders that wait for their files, oldest first."""
    query = select(PrintOrder.id).where(PrintOrder.state == OrderState.WAITING)
    return session.scalars(query.order_by(PrintOrder.id)).all()


def work(session: Session, media: Store, order_id: int) -> Work | None:
    """Return what an order lacks, or None if it waits no more."""
    row = session.get_one(PrintOrder, order_id)
    if row.state is not OrderState.WAITING:
        return None
    order = print_content.thaw(row.content, row.number)
    there = {each.name for each in print_files.files(row)}
    cut = batches_of(order, row.output)
    return Work(
        order_id=order_id,
        order=order,
        output=Output(row.output.value),
        profile=profile.load(row.profile, icc=(media.get(row.icc_key) or b"") if row.icc_key else b""),
        lacking=tuple(batch for batch in cut if batch.name not in there),
        done=len(there & {batch.name for batch in cut}),
    )


def batches_of(order: Order, output: OrderOutput) -> list[Batch]:
    """Return the files of an order: for screens one for each sign, else one for each kind, film also mirrored."""
    if output is OrderOutput.DIGITAL:
        return single(order)
    return with_mirrored(batches(order)) if output is OrderOutput.PRINT else batches(order)


def store_printed(session: Session, media: Store, order_id: int, file: Printed) -> None:
    """Note a file and its bytes; one that is noted already is left alone."""
    _keep(session.get_one(PrintOrder, order_id, with_for_update=True), media, file.batch.name, file.pdf, file)
    session.flush()


def end(session: Session, media: Store, press: Press, work: Work, faults: Sequence[Fault]) -> None:
    """Release an order, or refuse it if there are ``faults``; nothing if somebody else has ended it."""
    row = session.get_one(PrintOrder, work.order_id, with_for_update=True)
    if row.state is not OrderState.WAITING:
        return
    if faults:
        _refuse(row, faults)
    elif not row.is_ordered:
        row.move(OrderState.CHECKED)
    else:
        try:
            _release(session, media, press, row, work)
        except Refused as refused:  # of the order sheet, before anything is let out
            _refuse(row, refused.faults)
    session.flush()


def refuse(session: Session, order_id: int) -> None:
    """Refuse an order that waits and cannot be made at all; nothing if it waits no more."""
    row = session.get_one(PrintOrder, order_id, with_for_update=True)
    if row.state is OrderState.WAITING:
        _refuse(row, [Fault("", "", NOT_PRINTED)])
    session.flush()


def _refuse(row: PrintOrder, faults: Sequence[Fault]) -> None:
    row.ended_at = now()
    row.faults = plain(faults)
    row.move(OrderState.REFUSED)


def _release(session: Session, media: Store, press: Press, row: PrintOrder, work: Work) -> None:
    """Let the files out: the journal gets their hashes, and signs on paper become printed ones."""
    cut = batches_of(work.order, row.output)
    row.files = [each for each in row.files if each["name"] in {batch.name for batch in cut}]
    hashes = {each.name: each.sha256 for each in print_files.files(row)}
    if row.output is OrderOutput.PRINT:
        entries = [(batch, hashes[batch.name]) for batch in cut]
        _keep(row, media, ORDER_SHEET, order_sheet(press, work.order, entries, work.profile))
        if not row.is_trial:
            _note_runs(session, row, work.order, entries)
    row.ended_at = now()
    row.move(OrderState.RELEASED)
    for each in print_files.files(row):
        comment = f"{row.number} {each.name} SHA-256 {each.sha256}"
        session.add(Event(what=EventKind.PRINT, by=row.by, comment=comment))


def _note_runs(session: Session, row: PrintOrder, order: Order, entries: Sequence[tuple[Batch, str]]) -> None:
    codes = [item.code for item in order.items]
    signs = {sign.code: sign for sign in session.scalars(select(Sign).where(Sign.code.in_(codes)))}
    for batch, sha256 in entries:
        if batch.is_mirrored:  # of the same signs
            continue
        sheet = SHEETS[batch.kind]
        for page, item in enumerate(batch.items, start=1):
            sign = signs[item.code]
            run = PrintRun(
                order=row,
                sign=sign,
                kind=batch.kind.value,
                address=scan_address(order.public_url, item.code),
                code_mm=sheet.code_mm,
                sha256=sha256,
                page=page,
                copies=item.copies,
            )
            sign.record = {**sign.record, "kind": batch.kind.value, "code_mm": sheet.code_mm}
            session.add(run)
            _move(session, row, sign)


def _move(session: Session, row: PrintOrder, sign: Sign) -> None:
    """A planned sign is a printed one now; others stay what they are until somebody puts the new print up."""
    if sign.state is SignStage.PLANNED:
        sign.move(SignStage.PRINTED)
        comment = f"{SignStage.PLANNED} → {SignStage.PRINTED} ({row.number})"
        session.add(Event(what=EventKind.MOVE_SIGN, item_id=sign.station_id, sign=sign, by=row.by, comment=comment))


def _keep(row: PrintOrder, media: Store, name: str, pdf: bytes, file: Printed | None = None) -> None:
    if name in {each.name for each in print_files.files(row)}:
        return
    key = media.put_media(name, pdf)
    made = OrderFile(name=name, key=key, sha256=key.partition("/")[0], bytes=len(pdf))
    if file is not None:
        signs = 0 if file.batch.is_mirrored else len(file.batch.items)
        made = replace(made, kind=file.batch.kind.value, signs=signs, is_mirrored=file.batch.is_mirrored)
    row.files = [*row.files, plain(made)]
