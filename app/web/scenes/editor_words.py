"""What the scene editor says: sentences of others, in the person's language, as JSON for its page."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import format_decimal

from app.actions.scenes.show_scene import ShownFault
from app.actions.scenes.working_copy import Other
from app.meshes.faults import Fault
from app.meshes.scene_text.source_text import SourceText
from app.models.base import Json
from app.web.frame import labels
from app.web.frame.languages import _

STATES = {"variant", "other"}  # values of findings that are names of states


def fault(found: ShownFault) -> Json:
    """Return what is wrong, with the block that it is in."""
    return {"id": found.id, **plain_fault(found.fault)}


def built_fault(found: Json, source: SourceText) -> Json:
    """Return what was found to be wrong when a scene was built, with the block that it is in."""
    return fault(ShownFault(id=source.at_line(found["line"]), fault=Fault(**found)))


def plain_fault(found: Fault) -> Json:
    """Return what is wrong, and how to mend it."""
    wrong, mend = (str(_(each) % found.values) if each else "" for each in (found.wrong, found.allowed))
    return {"line": found.line, "field": found.field, "wrong": wrong, "mend": mend}


def plan(found: Mapping[str, Any]) -> Json:
    """Return what the drafting process says of a plan, with its findings in words."""
    return {**found, "checks": [{**each, "words": _finding(each)} for each in found["checks"]]}


def _finding(found: Json) -> str:
    values = {name: _value(name, value) for name, value in found["values"].items()}
    sentence = found["words"]
    return str(_(sentence) % values)


def _value(name: str, value: float | str) -> str:
    if name in STATES:
        return str(labels.variant_name(str(value)))
    return str(_(value)) if isinstance(value, str) else str(format_decimal(value))


def others(found: Sequence[Other]) -> list[Json]:
    """Return who else is at it."""
    return [{"name": each.name, "is_here": each.is_here} for each in found]
