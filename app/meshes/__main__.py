"""Remake the posters of scenes that changed, and the contact sheet: ``python -m app.meshes assets/meshes``.

The posters lie beside their scenes and are committed with them; the contact sheet lies beside the folder
of scenes.  ``--kit`` and ``--templates`` name the folders of parts and of templates, whose pictures are remade
too where one changed.
This needs Mitsuba, which `make assets` installs.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app.meshes import kit_pictures, template_pictures
from app.meshes.contact_sheet import contact_sheet
from app.meshes.faults import MeshError
from app.meshes.poster import render
from app.meshes.posters import remake, stale
from app.meshes.scene import read

SAMPLES = 16
QUICK_SAMPLES = 6


def main() -> int:
    """Do what the command line says; 1 if a scene has faults."""
    wanted = _arguments()
    if wanted.kit:
        _remake_kit(wanted.kit, wanted.samples)
    if wanted.templates:
        _remake_templates(wanted.templates, wanted.samples)
    folders = sorted(path.parent for path in wanted.folder.glob("*/scene.toml"))
    faulty = made = 0
    for folder in folders:
        try:
            variants = _variants(folder) if wanted.all else stale(folder)
        except MeshError as error:
            print(f"{folder}/scene.toml\n{error}", file=sys.stderr)
            faulty += 1
            continue
        for variant in variants:
            begun_s = time.perf_counter()
            remake(folder, variant, partial(render, samples=wanted.samples))
            print(f"{folder.name} {variant}: {time.perf_counter() - begun_s:.0f} s", flush=True)
            made += 1
    if made and not faulty:
        sheet = contact_sheet(folders, partial(render, samples=QUICK_SAMPLES))
        sheet.save(wanted.folder.parent / "contact-sheet.webp", quality=80, method=6)
    print(f"{made} Bilder neu, {len(folders) - faulty} von {len(folders)} Szenen ohne Fehler.")
    return 1 if faulty else 0


def _variants(folder: Path) -> Sequence[str]:
    return read((folder / "scene.toml").read_text("utf-8")).variants


def _remake_kit(folder: Path, samples: int) -> None:
    parts = kit_pictures.stale(folder)
    for part in parts:
        kit_pictures.remake(folder, part, partial(render, samples=samples))
    print(f"{len(parts)} Bilder von Teilen neu.")


def _remake_templates(folder: Path, samples: int) -> None:
    slugs = template_pictures.stale(folder)
    for slug in slugs:
        template_pictures.remake(folder, slug, partial(render, samples=samples))
    print(f"{len(slugs)} Bilder von Vorlagen neu.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m app.meshes", description="Bilder der Szenen neu machen.")
    parser.add_argument("folder", type=Path, help="Ordner mit den Ordnern der Szenen: assets/meshes")
    parser.add_argument("--kit", type=Path, help="Ordner der Bilder von Teilen: app/web/static/kit")
    parser.add_argument("--templates", type=Path, help="Ordner der Vorlagen: assets/templates")
    parser.add_argument("--all", action="store_true", help="alle, nicht nur die geänderten")
    parser.add_argument("--samples", type=int, default=SAMPLES, help=f"Strahlen je Bildpunkt ({SAMPLES})")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
