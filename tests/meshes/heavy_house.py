"""A house as visualisations have it: plaster with grain, windows with reveals, round tiles, turned balusters, screws.

``house`` is one GLB of as many triangles as one asks for, from 10,000 to some millions, and the same bytes each time.
Its textures have seams: each tile is a piece of its own picture, each baluster is wrapped once about.
"""

import io
import json
import struct
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

WIDE_M, DEEP_M, HIGH_M, EAVES_M = 12.0, 9.0, 6.0, 0.5
WINDOW_M, REVEAL_M = (1.2, 1.5), 0.22
TILE_M = (0.30, 0.34)
LEAST = 10_000
NAMES = ("plaster", "tiles", "wood", "glass", "metal")


@dataclass
class Sheets:
    """Sheets of one material, as they are put together: positions, normals, uvs, and triangles over them."""

    rows: list[np.ndarray] = field(default_factory=list)
    triangles: list[np.ndarray] = field(default_factory=list)
    count: int = 0

    def add(self, positions: np.ndarray, uvs: np.ndarray) -> None:
        """Add a grid (n, m, 3) of points, seen from where its second side runs up and its first to the right."""
        n, m = positions.shape[:2]
        along, up = np.gradient(positions, axis=0), np.gradient(positions, axis=1)
        normals = np.cross(along, up)
        normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-12)
        self.rows.append(np.concatenate([positions, normals, uvs], axis=2).reshape(-1, 8))
        at = np.arange(n * m).reshape(n, m) + self.count
        a, b, c, d = at[:-1, :-1], at[1:, :-1], at[1:, 1:], at[:-1, 1:]
        self.triangles.append(np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], 2).reshape(-1, 3))
        self.count += n * m


def house(triangles: int) -> bytes:
    """Return a GLB of about so many triangles, metres, Y up."""
    detail = triangles / 80_000
    for _ in range(3):
        made = sheets(detail)
        detail *= triangles / sum(len(each) for name in NAMES for each in made[name].triangles)
    return glb(made)


def hill(triangles: int) -> bytes:
    """Return a GLB of a hill of 10 x 10 m, of about so many triangles: quick to make, and smooth."""
    side = round((triangles / 2) ** 0.5) + 1
    u, v = _grid(side, side)
    made = {name: Sheets() for name in NAMES}
    made["wood"].add(np.stack([10 * u, np.sin(7 * u) * np.cos(5 * v), -10 * v], -1), np.stack([u, v], -1))
    return glb(made)


def sheets(detail: float) -> dict[str, Sheets]:
    """Return material -> its sheets, ``detail`` times as finely divided as makes about 80,000 triangles."""
    made = {name: Sheets() for name in NAMES}
    for turn in range(4):
        _wall(made, turn, detail)
    _roof(made["tiles"], detail)
    _railing(made["wood"], detail)
    _screws(made["metal"], detail)
    return made


def _steps(many: float, detail: float) -> int:
    return max(2, round(many * detail**0.5) + 1)


def _grid(n: int, m: int) -> tuple[np.ndarray, np.ndarray]:
    u, v = np.meshgrid(np.linspace(0, 1, n), np.linspace(0, 1, m), indexing="ij")
    return u, v


def _turned(points: np.ndarray, turn: int) -> np.ndarray:
    """Return points of a wall that faces south (+Z), as they stand on the side ``turn`` of the house."""
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    for _ in range(turn):
        x, z = z, -x
    return np.stack([x, y, z], -1)


def _wall(made: dict[str, Sheets], turn: int, detail: float) -> None:
    across, out = (WIDE_M, DEEP_M / 2) if turn % 2 == 0 else (DEEP_M, WIDE_M / 2)
    many = int(across // 2.4)
    bay = across / many
    for floor in range(2):
        for i in range(many):
            left, foot = -across / 2 + i * bay, floor * HIGH_M / 2
            _bay(made, turn, (left, foot, bay, HIGH_M / 2, out), detail)


def _bay(made: dict[str, Sheets], turn: int, at: tuple[float, ...], detail: float) -> None:
    left, foot, wide, high, out = at
    width, height = WINDOW_M
    x0, x1 = left + (wide - width) / 2, left + (wide + width) / 2
    y0, y1 = foot + 0.9, foot + 0.9 + height
    right, top = left + wide, foot + high
    for x, y, w, h in (
        (left, foot, wide, y0 - foot),
        (left, y1, wide, top - y1),
        (left, y0, x0 - left, height),
        (x1, y0, right - x1, height),
    ):
        u, v = _grid(_steps(w * 7, detail), _steps(h * 7, detail))
        px, py = x + u * w, y + v * h
        grain = 0.003 * np.sin(px * 31) * np.sin(py * 29) * (u * (1 - u) * v * (1 - v) > 0)
        made["plaster"].add(_turned(np.stack([px, py, out + grain], -1), turn), np.stack([px / 2, -py / 2], -1))
    for start, end in (((x0, y0), (x0, y1)), ((x1, y1), (x1, y0)), ((x1, y0), (x0, y0)), ((x0, y1), (x1, y1))):
        u, v = _grid(_steps(6, detail), _steps(2, detail))
        px, py = start[0] + u * (end[0] - start[0]), start[1] + u * (end[1] - start[1])
        points = np.stack([px, py, out - (1 - v) * REVEAL_M], -1)
        made["plaster"].add(_turned(points[::-1], turn), np.stack([u, v * REVEAL_M], -1)[::-1])
    _frame(made, turn, (x0, y0, x1, y1, out - REVEAL_M), detail)


def _frame(made: dict[str, Sheets], turn: int, at: tuple[float, ...], detail: float) -> None:
    x0, y0, x1, y1, back = at
    middle = (x0 + x1) / 2
    bars = [((x, y0), (x, y1)) for x in (x0, middle, x1)] + [((x0, y), (x1, y)) for y in (y0, (y0 + y1) / 2, y1)]
    for (ax, ay), (bx, by) in bars:
        u, v = _grid(_steps(5, detail), _steps(6, detail))
        angle = np.pi * v
        off, forth = 0.035 * np.cos(angle), 0.03 * np.sin(angle)
        is_upright = ax == bx
        px = ax + u * (bx - ax) + (off if is_upright else 0)
        py = ay + u * (by - ay) + (0 if is_upright else off)
        points = np.stack([px, py, back + forth], -1)
        uvs = np.stack([u, v], -1)
        made["wood"].add(_turned(points if not is_upright else points[::-1], turn), uvs)
    u, v = _grid(2, 2)
    pane = np.stack([x0 + u * (x1 - x0), y0 + v * (y1 - y0), np.full_like(u, back)], -1)
    made["glass"].add(_turned(pane, turn), np.stack([u, v], -1))


def _roof(tiles: Sheets, detail: float) -> None:
    slope = np.hypot(DEEP_M / 2 + EAVES_M, (DEEP_M / 2 + EAVES_M))
    across, up = int(WIDE_M / TILE_M[0]) + 2, int(slope / TILE_M[1])
    u, v = _grid(_steps(4, detail), _steps(2, detail))
    bulge = 0.035 * np.sin(np.pi * u) + 0.03 * (1 - v)
    for side in (1, -1):
        for i in range(across):
            for k in range(up):
                x = (i - across / 2 + u) * TILE_M[0]
                along = (k + v * 1.05) * TILE_M[1]
                run, rise = (slope - along) / 2**0.5, along / 2**0.5
                y = HIGH_M - EAVES_M + rise + bulge / 2**0.5
                z = run + bulge / 2**0.5
                points = np.stack([x, y, z], -1) if side == 1 else np.stack([-x, y, -z], -1)
                cell = (i * 7 + k * 3) % 16
                uvs = np.stack([(cell % 4 + 0.05 + 0.9 * u) / 4, (cell // 4 + 0.95 - 0.9 * v) / 4], -1)
                tiles.add(points, uvs)


def _railing(wood: Sheets, detail: float) -> None:
    u, v = _grid(_steps(8, detail), _steps(12, detail))
    radius = 0.035 + 0.018 * np.sin(v * 9.0) * np.sin(v * np.pi)
    for i in range(int(WIDE_M / 0.14)):
        x = -WIDE_M / 2 + 0.07 + i * 0.14
        angle = -2 * np.pi * u
        points = np.stack([x + radius * np.cos(angle), 0.05 + 0.85 * v, 7.0 + radius * np.sin(angle)], -1)
        wood.add(points, np.stack([u, v], -1))
    u, v = _grid(_steps(40, detail), _steps(8, detail))
    angle = 2 * np.pi * v
    rail = np.stack([(u - 0.5) * WIDE_M, 0.93 + 0.05 * np.cos(angle), 7.0 + 0.05 * np.sin(angle)], -1)
    wood.add(rail, np.stack([u * 20, v], -1))


def _screws(metal: Sheets, detail: float) -> None:
    u, v = _grid(_steps(5, detail), _steps(3, detail))
    turn, rise = -2 * np.pi * u, np.pi * (v - 0.5)
    ball = 0.008 * np.stack([np.cos(rise) * np.cos(turn), np.sin(rise), np.cos(rise) * np.sin(turn)], -1)
    for i in range(160):
        where = np.array([-5.5 + 11 * (i % 40) / 39, 0.3 + 1.4 * (i // 40), 4.0])
        metal.add(ball + where, np.stack([u, v], -1))


def _picture(seed: int, colour: tuple[int, int, int]) -> bytes:
    chance = np.random.default_rng(seed)
    noise = chance.integers(-18, 18, (256, 256, 1)) + np.array(colour)
    for i in range(4):
        noise[i * 64] = noise[:, i * 64] = 60
    stream = io.BytesIO()
    Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8)).save(stream, "JPEG", quality=85)
    return stream.getvalue()


def glb(made: dict[str, Sheets]) -> bytes:
    """Return a GLB of sheets, a mesh and a node for each material."""
    views: list[dict[str, int]] = []
    accessors: list[dict[str, object]] = []
    blocks: list[bytes] = []

    def view(content: bytes) -> int:
        views.append({"buffer": 0, "byteOffset": sum(map(len, blocks)), "byteLength": len(content)})
        blocks.append(content + b"\0" * (-len(content) % 4))
        return len(views) - 1

    def accessor(values: np.ndarray, kind: str, code: int) -> int:
        found: dict[str, object] = {"bufferView": view(values.tobytes()), "componentType": code, "type": kind}
        found["count"] = values.size if kind == "SCALAR" else len(values)
        if kind == "VEC3":
            found |= {"min": values.min(axis=0).tolist(), "max": values.max(axis=0).tolist()}
        accessors.append(found)
        return len(accessors) - 1

    meshes = []
    names = [name for name in NAMES if made[name].rows]
    for name in names:
        rows = np.concatenate(made[name].rows).astype("<f4")
        attributes = {
            "POSITION": accessor(np.ascontiguousarray(rows[:, :3]), "VEC3", 5126),
            "NORMAL": accessor(np.ascontiguousarray(rows[:, 3:6]), "VEC3", 5126),
            "TEXCOORD_0": accessor(np.ascontiguousarray(rows[:, 6:]), "VEC2", 5126),
        }
        triangles = accessor(np.concatenate(made[name].triangles).astype("<u4"), "SCALAR", 5125)
        meshes.append({"primitives": [{"attributes": attributes, "indices": triangles, "material": NAMES.index(name)}]})
    images = [view(_picture(seed, colour)) for seed, colour in ((1, (214, 200, 176)), (2, (150, 72, 52)))]
    document = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": list(range(len(meshes)))}],
        "nodes": [{"mesh": i, "name": name} for i, name in enumerate(names)],
        "meshes": meshes,
        "materials": [
            {"name": "plaster", "pbrMetallicRoughness": {"baseColorTexture": {"index": 0}, "metallicFactor": 0}},
            {"name": "tiles", "pbrMetallicRoughness": {"baseColorTexture": {"index": 1}, "metallicFactor": 0}},
            {"name": "wood", "pbrMetallicRoughness": {"baseColorFactor": [0.5, 0.3, 0.15, 1], "metallicFactor": 0}},
            {
                "name": "glass",
                "alphaMode": "BLEND",
                "pbrMetallicRoughness": {"baseColorFactor": [0.6, 0.75, 0.8, 0.4], "metallicFactor": 0},
            },
            {"name": "metal", "pbrMetallicRoughness": {"baseColorFactor": [0.6, 0.6, 0.62, 1], "roughnessFactor": 0.4}},
        ],
        "images": [{"bufferView": each, "mimeType": "image/jpeg"} for each in images],
        "textures": [{"source": 0}, {"source": 1}],
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{"byteLength": sum(map(len, blocks))}],
    }
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    binary = b"".join(blocks)
    size = 12 + 8 + len(text) + 8 + len(binary)
    head = struct.pack("<4sIIII", b"glTF", 2, size, len(text), 0x4E4F534A)
    return head + text + struct.pack("<II", len(binary), 0x004E4942) + binary
