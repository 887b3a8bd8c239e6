"""Run builds: orders for 3D become GLB, USDZ and posters, in parallel, each in a process of its own.

made   what comes out of the orders, as it comes
make   one order

This carries USD: only jobs import it.
"""

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from multiprocessing import connection

from app.actions.library.build_assets import Made, Order, told
from app.actions.riders import relative_positions
from app.meshes.building import build, build_station, build_upload
from app.meshes.built import Build
from app.meshes.faults import MeshError
from app.meshes.scene import read
from app.meshes.station import Standing, StandingModel
from app.meshes.upload.taking_in import dressed_of


def made(orders: Sequence[Order]) -> Iterator[Made]:
    """Yield what comes out of the orders, each built in a process of its own, as they are ready."""
    if not orders:
        return
    spawned = multiprocessing.get_context("spawn")
    at_once = min(len(orders), os.cpu_count() or 1)
    with ProcessPoolExecutor(at_once, mp_context=spawned, initializer=_end_with_parent) as pool:
        for future in as_completed([pool.submit(make, order) for order in orders]):
            yield future.result()


def _end_with_parent() -> None:
    """Let this process end when the one that started it is gone, even killed: a pool alone would wait on."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "only a child of a pool comes here"

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def make(order: Order) -> Made:
    """Build one order.  Faults come as values, not as an exception: they have to cross between processes."""
    try:
        if order.clean:
            return Made(order=order, build=build_upload(order.clean, name=order.name))
        if not (order.standing or order.models):
            built = build(order.scene, name=order.name, with_posters=order.draws_posters)
            return Made(order=order, build=built)
        return Made(order=order, build=_station(order))
    except MeshError as error:
        return Made(order=order, faults=tuple(map(told, error.faults)))


def _station(order: Order) -> Build:
    standing = [Standing(name=each.asset, scene=read(scene.decode()), **_where(each)) for scene, each in order.standing]
    models = [
        StandingModel(name=each.asset, dressed=dressed_of(clean, name=each.asset), **_where(each))
        for clean, each in order.models
    ]
    return build_station(standing, models=models, name=order.name)


def _where(standing: relative_positions.Standing) -> dict[str, float]:
    return {name: value for name, value in asdict(standing).items() if name != "asset"}
