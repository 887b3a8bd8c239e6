"""See a scene while one writes it.

python -m app.meshes.scene scene.toml                     check, and print what it weighs
python -m app.meshes.scene scene.toml --png out.png       a quick picture (--view, --samples, --width)
python -m app.meshes.scene scene.toml --glb out.glb       the file for the page
python -m app.meshes.scene scene.toml --watch             show it in a browser, again after each change
"""

import argparse
import sys
import time
from pathlib import Path

from app.meshes import glb, poster
from app.meshes.compose import compose
from app.meshes.faults import MeshError
from app.meshes.scene import CAMERAS, STATES, read
from app.meshes.scene.views import VIEWS, view
from app.meshes.scene.watch import watch


def main() -> int:
    """Do what the command line says; 1 if the scene has faults."""
    wanted = _arguments()
    if wanted.watch:
        watch(wanted.scene, port=wanted.port)
        return 0
    begun_s = time.perf_counter()
    try:
        scene = read(wanted.scene.read_text("utf-8"))
    except MeshError as error:
        print(error, file=sys.stderr)
        return 1
    dressed = compose(wanted.scene.resolve().parent.name, scene, wanted.state, detail=wanted.detail)
    content = glb.write(dressed)
    east_m, up_m, north_m = dressed.size_m
    print(
        f"{wanted.state}: {dressed.triangles} Dreiecke, {dressed.draw_calls} Zeichenaufrufe, "
        f"{len(content) / 1e6:.2f} MB, {east_m:.1f} × {north_m:.1f} m, {up_m:.1f} m hoch, "
        f"{time.perf_counter() - begun_s:.2f} s"
    )
    if wanted.glb:
        wanted.glb.write_bytes(content)
    if wanted.png:
        camera = scene.cameras[wanted.view] if wanted.view in CAMERAS else view(wanted.view, dressed, scene.cameras)
        size_px = (wanted.width, wanted.width * 5 // 8)
        poster.render(dressed, camera, size_px, samples=wanted.samples).save(wanted.png)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m app.meshes.scene", description="Eine Szene prüfen und ansehen.")
    parser.add_argument("scene", type=Path, help="scene.toml")
    parser.add_argument("--state", choices=STATES, default="after", help="Zustand (after)")
    parser.add_argument("--detail", type=float, default=1.0, help="Feinheit, 1.0 oder 0.3 wie in der Station")
    parser.add_argument("--png", type=Path, help="Bild hierhin schreiben")
    parser.add_argument("--view", choices=(*CAMERAS, *VIEWS), default="poster", help="Blick (poster)")
    parser.add_argument("--samples", type=int, default=8, help="Strahlen je Bildpunkt (8)")
    parser.add_argument("--width", type=int, default=800, help="Breite in Pixeln (800)")
    parser.add_argument("--glb", type=Path, help="GLB hierhin schreiben")
    parser.add_argument("--watch", action="store_true", help="im Browser zeigen und nach jeder Änderung neu laden")
    parser.add_argument("--port", type=int, default=3022, help="Port für --watch (3022)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
