"""The line that this installation is about, read once a request."""

from flask import Flask, g

from app.actions.line import show_line
from app.errors import Missing
from app.exchange.records import LineRecord


def record() -> LineRecord:
    """Return the line's record, read once a request.  Raises Missing as long as none is loaded."""
    if "line" not in g:
        g.line = show_line.line(g.session)
    if g.line is None:
        raise Missing("Noch ist keine Linie geladen. „linie302 load ORDNER“ bringt sie.")
    line: LineRecord = g.line
    return line


def install(app: Flask) -> None:
    """Let every page say which line it is about, also while none is loaded."""

    def name(field: str) -> str:
        try:
            return str(getattr(record(), field))
        except Missing:
            return ""

    app.jinja_env.globals.update(line_number=lambda: name("number"), line_name=lambda: name("name"))
