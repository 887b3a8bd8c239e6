"""A print run: many signs become files, each proof-read before anybody gets it.

    make     one file of an order, or the refusal that names what is wrong with which sign
    made     file after file, the next one set while one is read

Memory depends on the length of a file, not of the order.  A batch always gives the same bytes, so a run that was
interrupted goes on with the batches it lacks.
"""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import structlog

from app import qr
from app.signage.address import scan_address
from app.signage.faults import Fault, Refused
from app.signage.mirror import mirrored
from app.signage.order import Batch, Item, Order
from app.signage.pdf import finish
from app.signage.preflight import preflight
from app.signage.profile import Profile
from app.signage.proof import Expected, proof, proof_trial
from app.signage.request import Output
from app.signage.sheet import PER_TRIAL_SHEET, SHEETS
from app.signage.sign_content import typed_host
from app.signage.trial_mark import marked
from app.signage.trial_sheet import trial_sheet
from app.signage.typeset import NOT_SET, Press
from app.signage.words import words

log = structlog.get_logger()


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


def made(
    press: Press, order: Order, wanted: Sequence[Batch], *, output: Output, profile: Profile
) -> Iterator[Printed | Refused]:
    """Yield each wanted file or why there is none.  No more than two are held at a time."""
    with ThreadPoolExecutor(max_workers=1) as setter:
        settings = (setter.submit(press.pdf, order, batch.items, output, profile) for batch in wanted)
        following = next(settings, None)
        for batch in wanted:
            setting, following = following, next(settings, None)
            assert setting is not None
            yield _result(order, batch, setting, output, profile)


def _read(order: Order, batch: Batch, pdf: bytes, output: Output, profile: Profile) -> Printed:
    """Finish and proof-read a file that is set.  Raises Refused with every fault."""
    sheet = SHEETS[batch.kind]
    if output is Output.PRINT:
        pdf = finish(pdf, profile, sheet)
    wanted = [expected(order, item) for item in batch.items]
    faults = proof(pdf, wanted)
    if not faults and output is Output.TRIAL:
        pdf = trial_sheet(pdf)
        faults = proof_trial(pdf, wanted, per_page=PER_TRIAL_SHEET)
    if faults:
        raise Refused(faults)
    if output is Output.PRINT:
        pdf = marked(pdf) if order.is_trial else pdf
        pdf = mirrored(pdf) if batch.is_mirrored else pdf
        faults = preflight(pdf, profile, sheet)
        if faults:
            raise Refused(faults)
    return Printed(batch, pdf, hashlib.sha256(pdf).hexdigest(), sheet.code_mm)


def expected(order: Order, item: Item) -> Expected:
    """Return what the proof-reader has to find on an item's page."""
    sheet = SHEETS[item.kind]
    address = scan_address(order.public_url, item.code)
    lang, first = item.languages[0], order.line.first_language
    return Expected(
        code=item.code,
        address=address,
        typed=typed_host(address) + item.code,
        opening=order.line.number + words(lang, brought=order.words)["ar_station"] + item.station.texts[first].title,
        least_mm=sheet.sizes_mm["small"],
        code_mm=sheet.code_mm,
        modules=len(qr.matrix(address)),
        codes=sheet.codes,
    )


def _result(order: Order, batch: Batch, setting: Future[bytes], output: Output, profile: Profile) -> Printed | Refused:
    try:
        return _read(order, batch, setting.result(), output, profile)
    except Refused as refused:
        return refused
    except (OSError, MemoryError):  # which pass
        raise
    except Exception:  # nothing that a sign says may keep its order waiting for ever
        log.exception("a file could not be made", file=batch.name)
        return Refused(Fault(item.code, "", NOT_SET) for item in batch.items)
