"""Building the 3D files of every scene: seconds a state, triangles, bytes."""

import time
from pathlib import Path

from app.meshes import building
from app.meshes.bake.scenes import kept_beside
from app.meshes.built import Model
from tests.bench.rows import Row
from tests.product import ROOT

GOAL_S = 0.5


def measure() -> list[Row]:
    return [_build(path) for path in sorted((ROOT / "assets/meshes").glob("*/scene.toml"))]


def _build(path: Path) -> Row:
    begun = time.perf_counter()
    bakes = kept_beside(path.parent)
    built = building.build(path, name=path.parent.name, fonts=ROOT / "assets/fonts", bakes=bakes)
    took_s = (time.perf_counter() - begun) / len(built.variants)
    sizes = [
        f"{name} {files.triangles:,} triangles, {files.draw_calls} draw calls,"
        f" view {len(files.view) / 1000:.0f} kB, {_said('true', files.true)}, {_said('table', files.table)}"
        for name, files in built.variants.items()
    ]
    return Row(
        what=f"build {path.parent.name}",
        ours=f"{took_s:.2f} s a state; {'; '.join(sizes)}",
        goal="≤ 0.5 s a state",
        met=took_s <= GOAL_S,
    )


def _said(name: str, model: Model | None) -> str:
    return f"{name} {len(model.glb) / 1000:.0f} and {len(model.usdz) / 1000:.0f} kB" if model else f"no {name}"
