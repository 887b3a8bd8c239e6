"""``python -m app.meshes.scene.picture scene.toml out.png``: a quick rendered picture of a scene.

It needs Mitsuba, which ``make assets`` installs; nothing else of a scene does.
"""

import argparse
import sys
from pathlib import Path

from app.meshes import poster
from app.meshes.compose import compose
from app.meshes.faults import MeshError
from app.meshes.scene import CAMERAS, read
from app.meshes.scene.views import VIEWS, view


def main() -> int:
    """Do what the command line says; 1 if the scene has faults."""
    wanted = _arguments()
    try:
        scene = read(wanted.scene.read_text("utf-8"))
        variant = scene.variant(wanted.variant)
    except MeshError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    dressed = compose(wanted.scene.resolve().parent.name, scene, variant)
    camera = scene.cameras[wanted.view] if wanted.view in CAMERAS else view(wanted.view, dressed, scene.cameras)
    poster.render(dressed, camera, (wanted.width, wanted.width * 5 // 8), samples=wanted.samples).save(wanted.out)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m app.meshes.scene.picture", description="Eine Szene als Bild.")
    parser.add_argument("scene", type=Path, help="scene.toml")
    parser.add_argument("out", type=Path, help="das Bild, etwa a.png")
    parser.add_argument("--variant", default="", help="Zustand (der letzte)")
    parser.add_argument("--view", choices=(*CAMERAS, *VIEWS), default="poster", help="Blick (poster)")
    parser.add_argument("--samples", type=int, default=8, help="Strahlen je Bildpunkt (8)")
    parser.add_argument("--width", type=int, default=800, help="Breite in Pixeln (800)")
    wanted = parser.parse_args()
    if not wanted.scene.is_file():
        parser.error(f"{wanted.scene} gibt es nicht.")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
