"""Baking light into every state of every scene: seconds on one core, peak memory, and bytes that are kept."""

import multiprocessing
import resource
import time
from pathlib import Path

from app.meshes.bake.scenes import kept_beside, kept_of
from app.meshes.scene import read
from tests.bench.rows import Row
from tests.product import ROOT

GOAL_S = 8.0
GOAL_MB = 1000
GOAL_KEPT_BYTES = 12_000_000


def measure() -> list[Row]:
    scenes = sorted((ROOT / "assets/meshes").glob("*/scene.toml"))
    spawned = multiprocessing.get_context("spawn")
    rows, kept_bytes, fresh, states = [], 0, 0, 0
    for path in scenes:
        with spawned.Pool(1) as pool:  # a process of its own, for a peak of its own
            took_s, peak_mb, found = pool.apply(_bake, (path,))
        size_bytes, known = sum(map(len, found.values())), kept_beside(path.parent)
        kept_bytes, states = kept_bytes + size_bytes, states + len(found)
        fresh += sum(known.get(variant) == file for variant, file in found.items())
        rows.append(
            Row(
                what=f"bake {path.parent.name}",
                ours=f"{took_s:.1f} s the slowest state, {peak_mb:.0f} MB at most, {size_bytes / 1000:.0f} kB kept",
                goal=f"≤ {GOAL_S:.0f} s, ≤ {GOAL_MB} MB",
                met=took_s <= GOAL_S and peak_mb <= GOAL_MB,
            )
        )
    ours = f"{kept_bytes / 1e6:.1f} MB; {fresh} of {states} lie beside their scenes as a bake makes them"
    met = kept_bytes <= GOAL_KEPT_BYTES and fresh == states
    return [*rows, Row(what="all bakes that are kept", ours=ours, goal="≤ 12 MB, all", met=met)]


def _bake(path: Path) -> tuple[float, float, dict[str, bytes]]:
    """Return CPU seconds of the slowest state, peak memory in MB, and variant -> the file to keep."""
    scene = read(path.read_text("utf-8"))
    took_s, found = 0.0, {}
    for variant in scene.variants:
        begun_s = time.process_time()
        found[variant] = kept_of(path.parent.name, scene, variant)
        took_s = max(took_s, time.process_time() - begun_s)
    return took_s, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, found
