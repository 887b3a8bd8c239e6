"""Anchor signs: the 3D files that AR Quick Look places by a sign's code, as they stand from there."""

from itertools import chain

from app import qr
from app.meshes.anchor import Stand, anchored
from app.site.anchors import Anchor, anchors
from app.site.onsite import away
from app.site.values import Line, Settings, Station
from app.storage import Store

MODULE_PX = 24


def draw(media: Store, line: Line, station: Station, settings: Settings) -> dict[str, bytes]:
    """Return the files of a station's anchors by their keys in the site store; none unless the operator wants them."""
    found = {}
    for anchor in chain.from_iterable(anchors(line, station, settings).values()):
        for key, in_metres in ((anchor.metres, True), (anchor.centimetres, False)):
            found[key] = _file(media, anchor, in_metres)
    return found


def _file(media: Store, anchor: Anchor, in_metres: bool) -> bytes:
    assert anchor.files.true is not None, "only what is planned is anchored"
    usdz = media.get(anchor.files.true.usdz.removeprefix("/media/"))
    assert usdz is not None, "a build names its own files"
    planning, sign, printed = anchor.planning.record, anchor.sign, anchor.printed
    east_m, north_m = away(sign, planning)
    modules = qr.matrix(printed.address)
    return anchored(
        usdz,
        qr.png(printed.address, module_px=MODULE_PX),
        picture_m=printed.code_mm / 1000 * qr.side(modules) / len(modules),
        in_metres=in_metres,
        stand=Stand(
            east_m=east_m,
            north_m=north_m,
            up_m=planning.ground_m - sign.code_height_m,
            rotation_deg=planning.rotation_deg,
            facing_deg=sign.facing_deg,
            moved=anchor.files.moved,
        ),
    )
