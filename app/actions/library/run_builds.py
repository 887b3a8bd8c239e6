"""Run builds: orders for 3D become GLB, USDZ and posters, each in a process of its own.

made        what comes out of the orders, as it comes: scenes in parallel, what is made of many of them first;
            then what others made, one after the other
make        one order
make_apart  one order within the limits of the sandbox, in which its file was read as well
main        what runs there

This carries USD: only jobs import it.
"""

import multiprocessing
import os
import pickle
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import connection
from pathlib import Path
from tempfile import TemporaryDirectory

from app import sandbox
from app.actions.library.build_orders import MEND, Made, OnPlate, Order, told
from app.exchange.stored import AssetFinding
from app.exchange.variants import opening
from app.i18n import N_
from app.meshes.bake.baking import EDGE_PX
from app.meshes.building import FRONT_DEG, SMALL_PAGE_PX, build, build_line, build_tray, build_upload
from app.meshes.built import Build, signed
from app.meshes.faults import MeshError
from app.meshes.glb import COPYRIGHT
from app.meshes.line_model import Shown, Way
from app.meshes.miniatures import Exhibit
from app.meshes.mixed import with_models
from app.meshes.scene import read
from app.meshes.upload.taking_in import dressed_of

USD_RESERVES_BYTES = 400_000_000  # of address space, when it writes; it hardly touches them
LIMITS = sandbox.Limits(  # memory as for reading; drawing posters takes longer
    memory_bytes=sandbox.Limits.memory_bytes + USD_RESERVES_BYTES, cpu_s=120, wall_s=300.0
)
DIED = {
    "time": N_("Aus der Datei ließ sich in %(seconds)s Sekunden nichts bauen."),
    "memory": N_("Beim Bauen braucht das Modell mehr Speicher, als eines für Telefone brauchen darf."),
    "fault": N_("Die Datei hat den Bau zum Absturz gebracht."),
}


def made(orders: Sequence[Order], *, fonts: Path, limits: sandbox.Limits = LIMITS) -> Iterator[Made]:
    """Yield what comes out of the orders, each built in a process of its own, as they are ready.

    ``fonts`` is the folder with the typeface of plates.  ``limits`` hold for those that have something in them that
    others made.
    """
    scenes = sorted((each for each in orders if not _is_foreign(each)), key=lambda each: -len(each.on_plate))
    if scenes:
        spawned = multiprocessing.get_context("spawn")
        at_once = min(len(scenes), os.cpu_count() or 1)
        with ProcessPoolExecutor(at_once, mp_context=spawned, initializer=_end_with_parent) as pool:
            for future in as_completed([pool.submit(make, order, fonts) for order in scenes]):
                yield future.result()
    for order in orders:
        if _is_foreign(order):
            yield make_apart(order, fonts=fonts, limits=limits)


def make_apart(order: Order, *, fonts: Path, limits: sandbox.Limits = LIMITS) -> Made:
    """Build one order with something in it that others made; what breaks the limits comes as a fault."""
    with TemporaryDirectory(prefix="linie302-") as folder:
        given, goal = Path(folder) / "order", Path(folder) / "made"
        given.write_bytes(pickle.dumps(order))
        try:
            arguments = [str(given), str(goal), str(fonts.absolute())]
            sandbox.run(__name__, arguments, limits=limits, told=lambda _line: None)
        except sandbox.DiedError as died:
            seconds = {"seconds": limits.cpu_s} if died.why == "time" else {}
            fault = AssetFinding(part="Datei", wrong=DIED[died.why], mend=MEND, values=seconds)
            return Made(order=order, faults=(fault,))
        made: Made = pickle.loads(goal.read_bytes())  # noqa: S301 -- our own program wrote it, as a pool's does
    return made


def main(arguments: Sequence[str]) -> None:
    """Build the order in the file ``arguments[0]`` and leave what came of it in ``arguments[1]``; then the fonts."""
    given, goal, fonts = map(Path, arguments)
    order: Order = pickle.loads(given.read_bytes())  # noqa: S301 -- as above
    goal.write_bytes(pickle.dumps(make(order, fonts)))


def _is_foreign(order: Order) -> bool:
    return bool(order.clean or order.uploads or any(each.is_model or each.uploads for each in order.on_plate))


def _end_with_parent() -> None:
    """Let this process end when the one that started it is gone, even killed: a pool alone would wait on."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "only a child of a pool comes here"

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def make(order: Order, fonts: Path, *, page_px: int = EDGE_PX) -> Made:
    """Build one order, its light on pages of ``page_px``.

    Faults come as values, not as an exception: they have to cross between processes.
    """
    try:
        return Made(order=order, build=_credited(order, _built(order, fonts, page_px)))
    except MeshError as error:
        return Made(order=order, faults=tuple(map(told, error.faults)))


def _built(order: Order, fonts: Path, page_px: int) -> Build:
    small_px = min(page_px, SMALL_PAGE_PX)
    if order.clean:
        return build_upload(
            order.clean, name=order.name, title=order.title, fonts=fonts, surroundings=order.surroundings
        )
    if order.line is not None:
        way = Way(title=order.line.title, colour=order.line.colour, branches=order.line.branches)
        stations = [Shown(at=each.at, exhibit=_exhibit(each)) for each in order.on_plate]
        return build_line(way, stations, name=order.name, fonts=fonts, page_px=small_px)
    if order.on_plate:
        return build_tray([_exhibit(each) for each in order.on_plate], name=order.name, fonts=fonts, page_px=small_px)
    return build(
        order.scene,
        name=order.name,
        fonts=fonts,
        bakes=order.bakes,
        page_px=page_px,
        with_posters=order.draws_posters,
        surroundings=order.surroundings,
        uploads=order.uploads,
    )


def _credited(order: Order, build: Build) -> Build:
    """Return what was built with those named in it whose it is; what others made is not ours to license."""
    if order.clean:
        return signed(build, "; ".join(order.credits))
    return signed(build, "; ".join((COPYRIGHT, *order.credits))) if order.uploads else build


def _exhibit(given: OnPlate) -> Exhibit:
    name, title = given.shown.asset, given.shown.title
    if given.is_model:
        model = dressed_of(given.source, name=name)
        return Exhibit(name=name, title=title, what=model, towards_deg=FRONT_DEG)
    scene = with_models(read(given.source.decode()), given.uploads)
    variant = given.shown.scene if given.shown.scene in scene.variants else opening(scene.variants)
    return Exhibit(name=name, title=title, what=scene, variant=variant, towards_deg=scene.open_deg)
