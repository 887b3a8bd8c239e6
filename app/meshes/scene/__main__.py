"""Check a scene, and see it in a browser while one writes it.

python -m app.meshes.scene scene.toml                     check, and print what it weighs
python -m app.meshes.scene scene.toml --glb out.glb       the file for the page
python -m app.meshes.scene scene.toml --watch             show it in a browser, again after each change

A rendered picture: python -m app.meshes.scene.picture
"""

import argparse
import sys
import time
from pathlib import Path

from app.meshes import glb
from app.meshes.compose import compose
from app.meshes.faults import MeshError
from app.meshes.scene import read
from app.meshes.scene.watch import watch


def main() -> int:
    """Do what the command line says; 1 if the scene has faults or cannot be shown."""
    wanted = _arguments()
    if wanted.watch:
        return _watch(wanted)
    try:
        _weigh(wanted)
    except MeshError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _watch(wanted: argparse.Namespace) -> int:
    try:
        watch(wanted.scene, port=wanted.port)
    except OSError:
        print(f"Port {wanted.port} ist belegt. Mit --port einen anderen nennen, etwa --port 0.", file=sys.stderr)
        return 1
    return 0


def _weigh(wanted: argparse.Namespace) -> None:
    begun_s = time.perf_counter()
    scene = read(wanted.scene.read_text("utf-8"))
    variant = scene.variant(wanted.variant)
    dressed = compose(wanted.scene.resolve().parent.name, scene, variant, detail=wanted.detail)
    content = glb.write(dressed)
    east_m, up_m, north_m = dressed.size_m
    print(
        f"{variant}: {dressed.triangles} Dreiecke, {dressed.draw_calls} Zeichenaufrufe, "
        f"{len(content) / 1e6:.2f} MB, {east_m:.1f} × {north_m:.1f} m, {up_m:.1f} m hoch, "
        f"{time.perf_counter() - begun_s:.2f} s"
    )
    if wanted.glb:
        wanted.glb.write_bytes(content)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m app.meshes.scene", description="Eine Szene prüfen und ansehen.")
    parser.add_argument("scene", type=Path, help="scene.toml")
    parser.add_argument("--variant", default="", help="Zustand (der letzte)")
    parser.add_argument("--detail", type=float, default=1.0, help="Feinheit, 1.0 oder 0.3 wie in der Station")
    parser.add_argument("--glb", type=Path, help="GLB hierhin schreiben")
    parser.add_argument("--watch", action="store_true", help="im Browser zeigen und nach jeder Änderung neu laden")
    parser.add_argument("--port", type=int, default=3022, help="Port für --watch (3022; 0: ein freier)")
    wanted = parser.parse_args()
    if not wanted.scene.is_file():
        parser.error(f"{wanted.scene} gibt es nicht.")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
