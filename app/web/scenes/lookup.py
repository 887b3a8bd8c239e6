"""Scenes that an address names, or Missing."""

from flask import g

from app.actions.library import library_files
from app.actions.library.build_assets import SCENE
from app.errors import Missing
from app.models import Asset


def scene_of(asset_id: int) -> Asset:
    """Return the asset with a scene.  Raises Missing."""
    found: Asset = library_files.find(g.session, Asset, asset_id)
    if SCENE not in found.files:
        raise Missing("Dieses 3D-Objekt ist keine Szene aus dem Bausatz, sondern eine hochgeladene Datei.")
    return found
