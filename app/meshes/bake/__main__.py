"""Bake scenes that changed, and keep what comes of it beside them: ``python -m app.meshes.bake assets/meshes``."""

import argparse
import sys
import time
from pathlib import Path

from app.meshes.bake.scenes import remake
from app.meshes.faults import MeshError


def main() -> int:
    """Do what the command line says; 1 if a scene has faults."""
    parser = argparse.ArgumentParser(prog="python -m app.meshes.bake", description="Licht der Szenen neu einbacken.")
    parser.add_argument("folder", type=Path, help="Ordner mit den Ordnern der Szenen: assets/meshes")
    faulty = 0
    for scene in sorted(parser.parse_args().folder.glob("*/scene.toml")):
        begun_s = time.perf_counter()
        try:
            made = remake(scene.parent)
        except MeshError as error:
            print(f"{scene}\n{error}", file=sys.stderr)
            faulty += 1
            continue
        if made:
            print(f"{scene.parent.name} {', '.join(made)}: {time.perf_counter() - begun_s:.0f} s", flush=True)
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
