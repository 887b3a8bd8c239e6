"""A small site for the on-site view: its page, its modules, a planning that is a red box, and films of signs."""

import base64
import functools
import http.server
import io
import json
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import brotli
import numpy as np
from PIL import Image
from playwright.sync_api import Page

import app.site.onsite as onsite
from app import qr
from app.exchange.records import Place, Survey
from app.meshes.surroundings.composing import around
from app.meshes.surroundings.excerpt import BUILDINGS, Excerpt
from app.site.values import Asset, Files, Station, Surroundings
from tests.node import executable
from tests.site import samples

ROOT = Path(__file__).parent.parent.parent
FILM = ROOT / "tests/bench/onsite/film.js"
SIGN = {"lat": 51.5, "lon": 7.1}
NORTH_M = 1 / 111_269  # degrees of latitude at 51.5° north
EAST_M = 1 / 69_430
FACING_DEG = 180.0
BOX_M = (8.0, 6.0, 8.0)  # across, high, deep
RED = (1.0, 0.0, 0.0)
BLUE = (0.0, 0.0, 1.0)
GREEN = (0.0, 1.0, 0.0)


@dataclass(frozen=True)
class Film:
    """A film for the fake camera, and what the motion sensors say meanwhile."""

    path: Path
    sensors: dict[str, float]


def station(*, status: Survey = Survey.MEASURED, east_m: float = 30.0, north_m: float = 40.0) -> Station:
    """Return a station whose sign faces south, with one planning so far east and north of it."""
    place = Place(lat=SIGN["lat"], lon=SIGN["lon"], uncertainty_m=0.1, status=status)
    sign = samples.make_sign(
        place=place,
        facing_deg=FACING_DEG,
        facing_status=status,
        code_height_status=status,
        code_height_m=1.5,
        code_mm=160.0,
        planning="",
    )
    planning = samples.make_planning()
    at = Place(lat=SIGN["lat"] + north_m * NORTH_M, lon=SIGN["lon"] + east_m * EAST_M, uncertainty_m=1)
    files = {
        when: Files(view=f"/media/{when}.glb", view_bytes=1, table=samples.make_model(), posters={})
        for when in ("today", "planned")
    }
    record = replace(planning.record, place=at, rotation_deg=0.0, ground_m=0.0)
    shown = replace(planning, record=record, asset=Asset(record=None, variants=files))
    return samples.make_station(plannings=(shown,), signs=(sign,))


def page(seen: Station, *, preview: str = "") -> str:
    """Return the page of a station, German."""
    return onsite.onsite_page(samples.make_line(), seen, "de", samples.SETTINGS, preview=preview)


def surrounded(seen: Station) -> Station:
    """Return a station where a house stands halfway between the sign and the planning, another beside the planning."""
    about = Surroundings(glb="/media/surroundings.glb", sources=("Amt, 2025-03-01, dl-de/zero-2-0",), grounds_m={})
    stop = replace(seen.stop, lat=SIGN["lat"], lon=SIGN["lon"])
    return replace(seen, surroundings=about, stop=stop)


def write(folder: Path, pages: dict[str, str]) -> None:
    """Write pages into folders of their names, and the meshes: today is blue, planned is red."""
    for name, html in pages.items():
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "index.html").write_text(html)
    (folder / "media").mkdir()
    (folder / "media/today.glb").write_bytes(box(BLUE))
    (folder / "media/planned.glb").write_bytes(box(RED))
    (folder / "media/surroundings.glb").write_bytes(houses((15, -20), (38, -40)))
    (folder / "static").symlink_to(ROOT / "app/site/static")


def bitmap(address: str) -> list[str]:
    """Return the code of an address as the workshop for signs prints it, "1" is dark."""
    return qr.bits(qr.matrix(address))


def compressed(path: Path) -> bytes:
    """Return a file as a server sends it."""
    return brotli.compress(path.read_bytes(), quality=5)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; give the address without a slash at its end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".wasm": "application/wasm"}  # noqa: RUF012

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def film(folder: Path, rows: list[str], **look: Any) -> Film:
    """Render a look at the sign: by default from 1 m, 20° to its left, by a phone whose north is off by 77°."""
    given = {
        "width": 720,
        "height": 1280,
        "fovDeg": 68,
        "facingDeg": FACING_DEG,
        "codeMm": 160,
        "headingDeg": 18,
        "pitchDeg": -3,
        "rollDeg": 2,
        "yawDeg": 77,
        "offsetM": [-0.34, -0.05, 0.94],
    }
    (folder / "codes.json").write_text(json.dumps([{"rows": rows}]))
    (folder / "look.json").write_text(json.dumps(given | look))
    path = folder / "camera.y4m"
    command = [executable(), str(FILM), str(folder / "codes.json"), str(path), str(folder / "look.json")]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return Film(path, json.loads(told.stdout)["sensors"])


def picture(film: Film) -> str:
    """Return the first picture of a film, grey, as a data URL."""
    head, _, rest = film.path.read_bytes().partition(b"\n")
    width, height = (int(word[1:]) for word in head.split()[1:3])
    kept = io.BytesIO()
    Image.frombytes("L", (width, height), rest[len(b"FRAME\n") :][: width * height]).save(kept, "PNG")
    return f"data:image/png;base64,{base64.b64encode(kept.getvalue()).decode()}"


def told(page: Page) -> dict[str, str]:
    """Return what the view's root tells in its attributes."""
    return dict(page.evaluate("() => ({...document.querySelector('[data-module=onsite]').dataset})"))


def label(page: Page) -> dict[str, str]:
    """Return what the label of its only planning tells."""
    return dict(page.evaluate("() => ({...document.querySelector('[data-part=label]').dataset})"))


def wait_for(page: Page, state: str) -> None:
    """Wait until the view is in a state."""
    page.wait_for_selector(f'[data-module="onsite"][data-state="{state}"]')


def houses(*places: tuple[float, float]) -> bytes:
    """Return what stands about the sign: houses of 8 x 12 x 8 m, so far to the east and to the south of it."""
    corners, faces = _box(8, 12, 8)
    points = np.concatenate([np.add(corners, (east, 0, south)) for east, south in places])
    triangles = np.concatenate([np.array(faces).reshape(-1, 3) + 8 * number for number in range(len(places))])
    building = np.repeat(np.arange(len(places)), 12)
    excerpt = Excerpt(BUILDINGS, (SIGN["lat"], SIGN["lon"]), points, triangles, building, np.zeros(len(building), bool))
    composed = around([excerpt], (SIGN["lat"], SIGN["lon"]), name="about", said="made up")
    assert composed
    return composed.glb


def box(colour: tuple[float, float, float]) -> bytes:
    """Return a GLB: a box that stands on the ground around the origin, the same colour from all sides.

    Around it is a larger one, green, of what stands there anyway.
    """
    corners, indices = _box(*BOX_M)
    x, y, z = corners[-1]
    raw = struct.pack(f"<{len(corners) * 3}f", *(value for corner in corners for value in corner))
    raw += struct.pack(f"<{len(indices)}H", *indices)
    tree = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [
            {"name": "scene", "children": [1, 2]},
            {"name": "planned", "children": [3]},
            {"name": "context", "children": [4]},
            {"mesh": 0},
            {"mesh": 1, "scale": [1.5, 1.5, 1.5]},
        ],
        "meshes": [
            {"primitives": [{"attributes": {"POSITION": 0}, "indices": 1, "material": number}]} for number in (0, 1)
        ],
        "materials": [
            {
                "pbrMetallicRoughness": {"baseColorFactor": [*shown, 1]},
                "doubleSided": True,
                "extensions": {"KHR_materials_unlit": {}},
            }
            for shown in (colour, GREEN)
        ],
        "extensionsUsed": ["KHR_materials_unlit"],
        "buffers": [{"byteLength": len(raw)}],
        "bufferViews": [{"buffer": 0, "byteLength": 96}, {"buffer": 0, "byteOffset": 96, "byteLength": 72}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 8, "type": "VEC3", "min": [-x, 0, -z], "max": [x, y, z]},
            {"bufferView": 1, "componentType": 5123, "count": 36, "type": "SCALAR"},
        ],
    }
    text = json.dumps(tree).encode()
    text += b" " * (-len(text) % 4)
    body = struct.pack("<II", len(text), 0x4E4F534A) + text + struct.pack("<II", len(raw), 0x004E4942) + raw
    return struct.pack("<4sII", b"glTF", 2, 12 + len(body)) + body


def _box(across_m: float, high_m: float, deep_m: float) -> tuple[list[tuple[float, float, float]], list[int]]:
    """Return the corners of a box on the ground, the highest last, and those of its triangles, seen from outside."""
    x, z = across_m / 2, deep_m / 2
    corners = [(sx * x, up * high_m, sz * z) for sx in (-1, 1) for up in (0, 1) for sz in (-1, 1)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    return corners, [at for a, b, c, d in faces for at in (a, b, c, a, c, d)]
