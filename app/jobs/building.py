"""Building: 3D that is pending, with what came of uploaded files, and crops of pictures."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app import database
from app.actions.library import (
    add_asset,
    add_picture,
    build_assets,
    chunked_upload,
    ingest_mesh,
    refused,
    run_builds,
)
from app.actions.library.build_orders import Order
from app.actions.scenes import old_copies, underlay
from app.actions.surroundings import tiles
from app.errors import Missing
from app.exchange.stored import AssetFinding
from app.jobs.toolbox import Step, Tools, silent
from app.models import now

ASSETS = "assets"
AGAIN_AT_ONCE = 8  # so many of those that were built before, until it is looked who waits for something new
GONE = AssetFinding(
    part="Datei",
    wrong="Die hochgeladene Datei ist nicht mehr da.",
    mend="Bitte noch einmal hochladen.",
)


def assets(on: Tools, step: Step = silent) -> int:
    """Build what is next of what is pending, and return how many assets that were, none once nothing is.

    One worker at a time, who has all the parts.
    """
    with database.one_at_a_time(on.engine, ASSETS):
        return _assets(on, step)


def _assets(on: Tools, step: Step) -> int:
    with on.writing.begin() as session:
        build_assets.refresh(session)
        on_their_way = add_asset.waiting(session) | tiles.uploads(session)
        chunked_upload.sweep(on.uploads, waiting=on_their_way, at=now())
        old_copies.sweep(session, at=now())
        underlay.sweep(session, at=now())
        refused.sweep(session, at=now())
    with on.reading() as session:
        waiting = _next(build_assets.pending(session, on.media))
    if waiting:
        step("3D", 0, len(waiting))
    orders = [ready for order in waiting if (ready := _taken_in(on, order))]
    for done, made in enumerate(run_builds.made(orders, fonts=on.fonts), start=len(waiting) - len(orders) + 1):
        with on.writing.begin() as session:
            build_assets.store_build(session, on.media, made)
        step("3D", done, len(waiting))
    return len(waiting)


def _next(waiting: Sequence[Order]) -> Sequence[Order]:
    """Return what was never built, which somebody waits to see; else some of what is only built anew."""
    return [each for each in waiting if each.asks] or waiting[:AGAIN_AT_ONCE]


def _taken_in(on: Tools, order: Order) -> Order | None:
    """Return the order with what came of its uploaded file, if it has one; None if it was refused or asks back."""
    if not (order.upload or order.source):
        return order
    with TemporaryDirectory(prefix="linie302-") as folder:
        try:
            order, source = _gathered(on, order, Path(folder))
        except (Missing, FileNotFoundError):
            _refused(on, order, "receive", [GONE])
            return None
        _say(on, order, "read", "running")
        taken = ingest_mesh.take_in(source, order)
    if taken.faults:
        _refused(on, order, "read", taken.faults)
        return None
    if taken.question and order.asks:
        with on.writing.begin() as session:
            build_assets.ask(session, on.media, order, taken.question, taken.pictures)
        return None
    _say(on, order, "read", "done", taken.notes)
    _say(on, order, "build", "running")
    made = replace(order, clean=taken.clean, nodes=taken.nodes, place=taken.place)
    return replace(made, simplified=taken.simplified, looks=taken.looks)


def _gathered(on: Tools, order: Order, folder: Path) -> tuple[Order, Path]:
    """Bring the uploaded file into ``folder``; its parts are put together and kept whole the first time."""
    if not order.upload:
        source = folder / order.source.rpartition("/")[2]
        on.media.fetch(order.source, source)
        return order, source
    _say(on, order, "receive", "running")
    source = chunked_upload.join(on.uploads, order.upload, folder)
    key = on.media.put_media_file(source.name, source)
    with on.writing.begin() as session:
        whole = build_assets.joined(session, order, key)
        others = refused.other_of(session, order.asset_id, key)
    chunked_upload.forget(on.uploads, order.upload, at=now())
    _say(on, whole, "receive", "done", others)
    return whole, source


def _say(on: Tools, order: Order, name: str, state: str, notes: Sequence[AssetFinding] = ()) -> None:
    with on.writing.begin() as session:
        build_assets.step(session, order, name, state, notes)


def _refused(on: Tools, order: Order, name: str, faults: Sequence[AssetFinding]) -> None:
    with on.writing.begin() as session:
        build_assets.step(session, order, name, "failed")
        build_assets.refuse(session, order, faults)


def pictures(on: Tools, step: Step = silent) -> int:
    """Cut what is pending and return how many pictures that were."""
    with on.reading() as session:
        waiting = add_picture.pending(session)
    for done, (picture_id, wanted) in enumerate(waiting, start=1):
        with on.reading() as session:
            crops = add_picture.cut(session, on.media, picture_id)
        with on.writing.begin() as session:
            add_picture.store_crops(session, picture_id, wanted, crops)
        step("Bilder", done, len(waiting))
    return len(waiting)
