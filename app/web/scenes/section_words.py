"""Street sections in the person's language: kinds of strips, examples, and hints, as JSON for the editor."""

from flask_babel import format_decimal

from app.actions.scenes.show_scene import ShownHint
from app.meshes.materials import dimmed, material
from app.meshes.street_section.examples import EXAMPLES
from app.meshes.street_section.strips import KINDS
from app.models.base import Json
from app.web.frame.languages import _


def begin() -> Json:
    """Return what the page knows of all sections."""
    kinds = [
        {
            "name": kind.name,
            "title": _(kind.title),
            "width_m": kind.width_m,
            "top_m": kind.top_m,
            "colour": dimmed(material(kind.material).colour),
            "spacing_m": kind.spacing_m,
            "has_direction": kind.has_direction,
        }
        for kind in KINDS.values()
    ]
    return {"kinds": kinds, "models": [{"name": e.name, "title": _(e.title), "strips": e.rows} for e in EXAMPLES]}


def hint(found: ShownHint) -> Json:
    """Return what is to be looked at in a section, and the rule behind it."""
    values = {name: _spoken(value) for name, value in found.hint.values.items()}
    return {
        "id": found.id,
        "kind": found.hint.kind,
        "words": _(found.hint.words) % values,
        "rule": found.hint.rule,
        "strips": found.hint.strips,
    }


def _spoken(value: float | str) -> str:
    return str(_(value) if isinstance(value, str) else format_decimal(value))
