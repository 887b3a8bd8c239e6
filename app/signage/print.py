"""A print run: many signs become files, each proof-read before anybody gets it.

    make        one file of an order, or the refusal that names what is wrong with which sign
    write_zip   all files and the order sheet; written whole or not at all

Memory depends on the length of a file, not of the order.  A batch always gives the same bytes, so a run that was
interrupted goes on with the batches it lacks.
"""

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.signage import qr
from app.signage.face import typed_host
from app.signage.faults import Fault, Refused
from app.signage.order import Batch, Item, Order, batches
from app.signage.order_sheet import order_sheet
from app.signage.pdf import finish
from app.signage.profile import Profile
from app.signage.proof import Expected, proof
from app.signage.sheet import SHEETS
from app.signage.typeset import Output, Press
from app.signage.words import SOURCE, words

ORDER_SHEET = "auftrag.pdf"
EPOCH = (1980, 1, 1, 0, 0, 0)  # of the files in a ZIP, so that the same run gives the same bytes


@dataclass(frozen=True)
class Printed:
    """One file that was proof-read.  ``code_mm`` is the width of its codes, which the on-site view measures against."""

    batch: Batch
    pdf: bytes
    sha256: str
    code_mm: float


def make(press: Press, order: Order, batch: Batch, *, output: Output, profile: Profile) -> Printed:
    """Set, finish and proof-read one file.  Raises Refused with every fault of its signs; then there is no file."""
    return _read(order, batch, press.pdf(order, batch.items, output, profile), output, profile)


def _read(order: Order, batch: Batch, pdf: bytes, output: Output, profile: Profile) -> Printed:
    """Finish and proof-read a file that is set.  Raises Refused with every fault."""
    sheet = SHEETS[batch.kind]
    if output is Output.PRINT:
        pdf = finish(pdf, profile, is_round=sheet.is_round)
    faults = proof(pdf, [expected(order, item) for item in batch.items])
    if faults:
        raise Refused(faults)
    return Printed(batch, pdf, hashlib.sha256(pdf).hexdigest(), sheet.code_mm)


def expected(order: Order, item: Item) -> Expected:
    """Return what the proof-reader has to find on an item's page."""
    sheet = SHEETS[item.kind]
    address = qr.address(order.public_url, item.code)
    return Expected(
        code=item.code,
        address=address,
        typed=typed_host(address) + item.code,
        opening=order.line.number + words(item.languages[0])["ar_station"] + item.station.texts[SOURCE].title,
        code_mm=sheet.code_mm,
        modules=len(qr.matrix(address)),
        codes=sheet.codes,
    )


def write_zip(
    press: Press,
    order: Order,
    out: Path,
    *,
    output: Output,
    profile: Profile,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[str]:
    """Write all files of an order and its order sheet into ``out``; return their names.

    ``progress`` is told the number of files made, of how many.
    Raises Refused with the faults of all files if there are any; ``out`` is then left as it was.
    """
    part = out.with_name(out.name + ".part")
    faults: list[Fault] = []
    entries: list[tuple[Batch, str]] = []
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for made in _made(press, order, output, profile, progress):
                if isinstance(made, Refused):
                    faults += made.faults
                    continue
                _add(archive, made.batch.name, made.pdf)
                entries.append((made.batch, made.sha256))
            if faults:
                raise Refused(faults)
            _add(archive, ORDER_SHEET, order_sheet(press, order, entries, profile))
        os.replace(part, out)
    finally:
        part.unlink(missing_ok=True)
    return [*(batch.name for batch, _ in entries), ORDER_SHEET]


def _made(
    press: Press, order: Order, output: Output, profile: Profile, progress: Callable[[int, int], None]
) -> Iterator[Printed | Refused]:
    """Yield each file or why there is none.  While one is read the next is set; no more than these two are held."""
    cut = batches(order)
    with ThreadPoolExecutor(max_workers=1) as setter:
        settings = (setter.submit(press.pdf, order, batch.items, output, profile) for batch in cut)
        following = next(settings, None)
        for done, batch in enumerate(cut, start=1):
            setting, following = following, next(settings, None)
            assert setting is not None
            yield _result(order, batch, setting, output, profile)
            progress(done, len(cut))


def _result(order: Order, batch: Batch, setting: Future[bytes], output: Output, profile: Profile) -> Printed | Refused:
    try:
        return _read(order, batch, setting.result(), output, profile)
    except Refused as refused:
        return refused


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
