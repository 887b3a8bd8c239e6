"""The palette of the scene editor as JSON for its page: every part of the kit, in the person's language."""

from collections.abc import Sequence

from flask import url_for

from app.actions.library import show_library
from app.meshes.drafting.palette import Family, Offer, Setting, palette
from app.models import Asset
from app.models.base import Json
from app.web.frame.languages import _

UPLOADS = "uploads"


def offered(uploads: Sequence[Asset] = ()) -> Json:
    """Return families, parts, uploads and materials, as ``ScenePalette`` of the page's modules has them."""
    found = palette()
    families = [{"name": each.name, "title": _(each.title)} for each in found.families]
    parts = [_part(part, family) for family in found.families for part in family.parts]
    return {
        "families": [*families, *([{"name": UPLOADS, "title": _("Hochgeladenes")}] if uploads else [])],
        "parts": [*parts, *map(_upload, uploads)],
        "materials": [{"name": e.name, "title": _(e.title), "colour": e.colour} for e in found.materials],
    }


def _part(part: Offer, family: Family) -> Json:
    return {
        "name": part.name,
        "title": _(part.title),
        "what": _(part.what),
        "search": f"{part.search} {part.title}",
        "picture": url_for("static", filename=f"kit/{part.picture}"),
        "family": family.name,
        "settings": [_setting(each) for each in part.settings],
        "handles": part.handles,
        "is_ground": part.is_ground,
        "points": part.points,
    }


def _upload(asset: Asset) -> Json:
    title = str(asset.record.get("title", asset.slug))
    return {
        "name": f"upload:{asset.slug}",
        "asset": asset.slug,
        "title": title,
        "what": title,
        "search": f"{asset.slug} Upload",
        "picture": show_library.thumbnail(asset),
        "family": UPLOADS,
        "settings": [],
        "handles": {},
        "is_ground": False,
        "points": "",
    }


def _setting(setting: Setting) -> Json:
    return {
        "name": setting.name,
        "label": _(setting.label),
        "what": _(setting.what),
        "unit": setting.unit,
        "default": setting.default,
        "low": setting.low,
        "high": setting.high,
        "choices": [(each.value, _(each.title)) for each in setting.choices],
    }
