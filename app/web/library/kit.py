"""The kit as a table: what a scene can be built of, with a picture of every part and what one may set."""

from flask import Blueprint, Flask, render_template
from flask_babel import format_decimal

from app.meshes.kit import FAMILIES, TITLES
from app.meshes.kit.part import Parameter, Part, Value, picture_file
from app.web.frame.languages import _, _l

bp = Blueprint("kit", __name__)
UNITS = {
    "m": _l("Meter"),
    "deg": _l("Grad"),
    "count": _l("Anzahl"),
    "choice": _l("Auswahl"),
    "colour": _l("Farbe oder Material"),
    "share": _l("Anteil"),
    "seed": _l("Zufallszahl"),
    "switch": _l("ja oder nein"),
    "points": _l("Punkte [x, z]"),
    "outline": _l("Ecken [x, z]"),
    "text": _l("Text"),
}


@bp.get("/bausatz/")
def index() -> str:
    return render_template("library/kit/index.html", families=FAMILIES, titles=TITLES, units=UNITS)


def limits(parameter: Parameter) -> str:
    """Return what a parameter may be: *1,2–40*, or its choices."""
    if parameter.choices:
        return ", ".join(parameter.choices)
    if parameter.low is None or parameter.high is None:
        return "–"
    return f"{format_decimal(parameter.low)}–{format_decimal(parameter.high)}"


def spoken(value: Value) -> str:
    """Return a default as one reads it."""
    if isinstance(value, bool):
        return str(_("ja") if value else _("nein"))
    return value if isinstance(value, str) else str(format_decimal(value))


def sample(part: Part) -> str:
    """Return the lines of a scene that place the part, with all that one may set, as it is by itself."""
    lines = ["[[parts]]", f'part = "{part.name}"', "at = [0, 0]"]
    return "\n".join(lines + [f"{parameter.name} = {_toml(parameter)}" for parameter in part.parameters])


def _toml(parameter: Parameter) -> str:
    value = parameter.default
    if parameter.unit in ("points", "outline"):
        return "[" + ", ".join(f"[{', '.join(point.split())}]" for point in str(value).split(",")) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"


def install(app: Flask) -> None:
    """Let templates write what the kit says."""
    app.jinja_env.filters |= {"limits": limits, "spoken": spoken, "sample": sample, "part_picture": picture_file}
