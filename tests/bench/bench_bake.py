"""Baking light into every state of every scene: seconds on one core, peak memory, and bytes that are kept."""

import multiprocessing
import resource
import time
from pathlib import Path

from app.meshes.bake.scenes import kept_of
from app.meshes.scene import read
from tests.bench.rows import Row
from tests.product import ROOT

GOAL_S = 8.0
GOAL_MB = 1000


def measure() -> list[Row]:
    scenes = sorted((ROOT / "assets/meshes").glob("*/scene.toml"))
    spawned = multiprocessing.get_context("spawn")
    rows, kept_bytes = [], 0
    for path in scenes:
        with spawned.Pool(1) as pool:  # a process of its own, for a peak of its own
            took_s, peak_mb, size_bytes = pool.apply(_bake, (path,))
        kept_bytes += size_bytes
        rows.append(
            Row(
                what=f"bake {path.parent.name}",
                ours=f"{took_s:.1f} s the slowest state, {peak_mb:.0f} MB at most, {size_bytes / 1000:.0f} kB kept",
                goal=f"≤ {GOAL_S:.0f} s, ≤ {GOAL_MB} MB",
                met=took_s <= GOAL_S and peak_mb <= GOAL_MB,
            )
        )
    return [*rows, Row(what="all bakes that are kept", ours=f"{kept_bytes / 1e6:.1f} MB", goal="≤ 12 MB")]


def _bake(path: Path) -> tuple[float, float, int]:
    """Return CPU seconds of the slowest state, peak memory in MB, and bytes to keep of all."""
    scene = read(path.read_text("utf-8"))
    took_s, size_bytes = 0.0, 0
    for variant in scene.variants:
        begun_s = time.process_time()
        size_bytes += len(kept_of(path.parent.name, scene, variant))
        took_s = max(took_s, time.process_time() - begun_s)
    return took_s, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, size_bytes
