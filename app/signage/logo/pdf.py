"""PDF: what is drawn on the one page of the file, as filled paths, followed as a printer does.

Only paths in plain colours are taken.  Text, pictures, gradients, effects, several pages, notes, hidden layers, scripts
and attached files are refused with a sentence.  What is set to overprint knocks out, as all colours of a sign do.
"""

import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pathops import FillType, LineCap, LineJoin, Path
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from app.i18n import N_
from app.signage.logo import pdf_colours
from app.signage.logo.composing import UNITS, Filled, composed, cut, is_drawable, stroked
from app.signage.logo.drawing import MOST_POINTS, Drawing
from app.signage.logo.faults import AS_PATHS, EXPORT, FLAT, NEVER, SIMPLER, LogoError
from app.signage.logo.matrix import NO_CHANGE, Matrix, times
from app.signage.logo.pdf_pen import Pen
from app.signage.logo.svg_outline import AS_VECTORS, PICTURE, TEXT
from app.signage.logo.svg_style import EFFECT, GRADIENT, TRANSPARENT

MOST_STEPS = 100_000
MOST_CONTENT_BYTES = 4_000_000
DEEPEST = 16
CAPS = (LineCap.BUTT_CAP, LineCap.ROUND_CAP, LineCap.SQUARE_CAP)
JOINS = (LineJoin.MITER_JOIN, LineJoin.ROUND_JOIN, LineJoin.BEVEL_JOIN)
TURNS: dict[int, Matrix] = {90: (0, -1, 1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, 1, -1, 0, 0, 0)}
SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
FILLS = dict.fromkeys(("f", "F", "B", "b"), FillType.WINDING)
FILLS |= dict.fromkeys(("f*", "B*", "b*"), FillType.EVEN_ODD)
STROKES, CLOSES, PAINTS = {"S", "s", "B", "B*", "b", "b*"}, {"s", "b", "b*"}, {*FILLS, "S", "s", "n"}
CLIPS = {"W": FillType.WINDING, "W*": FillType.EVEN_ODD}
SHORT = {"g": ("/DeviceGray", True), "rg": ("/DeviceRGB", True), "k": ("/DeviceCMYK", True)}
SHORT |= {"G": ("/DeviceGray", False), "RG": ("/DeviceRGB", False), "K": ("/DeviceCMYK", False)}
BROKEN = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    zlib.error,
)  # what odd files raise

NO_PDF = N_("Das PDF ließ sich nicht lesen.")
LOCKED = N_("Das PDF ist mit einem Kennwort geschützt oder verschlüsselt.")
UNLOCK = N_("Bitte ohne Schutz ausgeben.")
PAGES = N_("Das PDF hat %(count)s Seiten.")
ONE_PAGE = N_("Bitte nur die Seite mit dem Logo ausgeben.")
ACTS = N_("Das PDF enthält Skripte, Aktionen oder angehängte Dateien.")
NOTES = N_("Auf der Seite des PDFs sind Notizen, Formularfelder oder Links.")
HIDDEN = N_("Das PDF hat ausgeblendete Ebenen.")
WITHOUT = N_("Bitte ohne sie ausgeben.")
TOO_MUCH = N_("Das PDF zeichnet zu viele Teile.")
HAIRLINE = N_("Das Logo hat Linien ohne Breite.")


def pdf(raw: bytes) -> Drawing:
    """Return the drawing of a PDF.  Raises LogoError."""
    try:
        with pikepdf.open(io.BytesIO(raw), suppress_warnings=True) as opened:
            return _drawing(opened)
    except pikepdf.PasswordError as error:
        raise LogoError(LOCKED, UNLOCK) from error
    except BROKEN as error:
        if isinstance(error, LogoError):
            raise
        raise LogoError(NO_PDF, EXPORT) from error


def _drawing(opened: Pdf) -> Drawing:
    _check(opened)
    page = opened.pages[0]
    left, bottom, right, top = (float(each) for each in page.cropbox)
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    turn = TURNS.get(int(page.obj.get("/Rotate", _inherited(page, "/Rotate", 0))) % 360, NO_CHANGE)
    corners = [_moved(turn, x, y) for x in (left, right) for y in (bottom, top)]
    (low_x, high_x), (low_y, high_y) = ((min(each), max(each)) for each in zip(*corners, strict=True))
    scale = UNITS / (high_y - low_y)
    start = times((scale, 0, 0, -scale, -low_x * scale, high_y * scale), turn)
    follower = _Follower()
    follower.follow(page, page.resources, _State(start), 0)
    return composed(follower.found, (0.0, 0.0, (high_x - low_x) * scale, UNITS))


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _inherited(page: Page, name: str, default: int) -> int:
    """Return what a page takes over from the tree above it."""
    node, steps = page.obj.get("/Parent"), 0
    while isinstance(node, Dictionary) and steps < DEEPEST:
        if name in node:
            return int(node[name])
        node, steps = node.get("/Parent"), steps + 1
    return default


def _check(opened: Pdf) -> None:
    """Raise LogoError for what is more than one page that only shows."""
    if opened.is_encrypted:
        raise LogoError(LOCKED, UNLOCK)
    if len(opened.pages) != 1:
        raise LogoError(PAGES, ONE_PAGE, count=len(opened.pages))
    root, page = opened.Root, opened.pages[0]
    names = {*root.keys(), *root.get("/Names", Dictionary()).keys(), *page.obj.keys()}
    if names & {"/OpenAction", "/AA", "/JavaScript", "/EmbeddedFiles", "/AF", "/Collection"}:
        raise LogoError(ACTS, WITHOUT)
    if "/AcroForm" in root or len(page.obj.get("/Annots", [])):
        raise LogoError(NOTES, WITHOUT)
    layers = root.get("/OCProperties", Dictionary()).get("/D", Dictionary())
    if len(layers.get("/OFF", [])) or layers.get("/BaseState", Name.ON) != Name.ON:
        raise LogoError(HIDDEN, WITHOUT)


@dataclass(frozen=True)
class _State:
    """How things are painted at a moment; colours are a space and its numbers."""

    matrix: Matrix
    fill: pdf_colours.Found = (0.0, 0.0, 0.0, 100.0)
    stroke: pdf_colours.Found = (0.0, 0.0, 0.0, 100.0)
    fill_space: Object = field(default_factory=lambda: Name.DeviceGray)
    stroke_space: Object = field(default_factory=lambda: Name.DeviceGray)
    width: float = 1.0
    cap: int = 0
    join: int = 0
    limit: float = 10.0
    dashes: tuple[float, ...] = ()
    offset: float = 0.0
    clips: tuple[Path, ...] = ()


@dataclass
class _Follower:
    found: list[Filled] = field(default_factory=list)
    steps: int = 0

    def follow(self, content: Page | Stream, resources: Dictionary, now: _State, depth: int) -> None:
        """Draw what a page or a form says, beginning with the state ``now``."""
        if depth > DEEPEST:
            raise LogoError(TOO_MUCH, SIMPLER)
        _check_size(content)
        kept: list[_State] = []
        pen, clip = Pen(), None
        for each in pikepdf.parse_content_stream(content):
            name, given = str(each.operator), list(each.operands)
            self.steps += 1
            if self.steps > MOST_STEPS or pen.count > MOST_POINTS * 2:
                raise LogoError(TOO_MUCH, SIMPLER)
            if name == "q":
                kept.append(now)
            elif name == "Q":
                now = kept.pop() if kept else now
            elif name in DRAWS:
                DRAWS[name](pen, *(float(part) for part in given))
            elif name in CLIPS:
                clip = CLIPS[name]
            elif name in PAINTS:
                self._paint(name, pen, now)
                now = now if clip is None else replace(now, clips=(*now.clips, _clip(pen.path, clip, now)))
                pen, clip = Pen(), None
            elif name == "Do":
                self._form(resources.XObject[str(given[0])], resources, now, depth)
            else:
                now = _set(name, given, resources, now)

    def _paint(self, name: str, pen: Pen, now: _State) -> None:
        if name in CLOSES:
            pen.close()
        if name in FILLS and now.fill is not None:
            path = pen.path.transform(*now.matrix)
            path.fillType = FILLS[name]
            self._add(path, now.fill, now)
        if name in STROKES and now.stroke is not None:
            if now.width <= 0:
                raise LogoError(HAIRLINE, AS_PATHS)
            line = stroked(
                pen.path,
                now.matrix,
                width=now.width,
                cap=CAPS[now.cap],
                join=JOINS[now.join],
                limit=now.limit,
                dashes=now.dashes,
                offset=now.offset,
            )
            self._add(line, now.stroke, now)

    def _add(self, path: Path, colour: pdf_colours.Found, now: _State) -> None:
        assert colour is not None, "somebody asked before"
        for each in now.clips:
            if not list(path) or not is_drawable(path):
                return
            path = cut(path, each)
        if list(path):
            self.found.append(Filled(path, colour))

    def _form(self, given: Object, resources: Dictionary, now: _State, depth: int) -> None:
        if not isinstance(given, Stream):
            raise LogoError(NO_PDF, EXPORT)
        if given.get("/Subtype") != Name.Form:
            raise LogoError(PICTURE, AS_VECTORS)
        a, b, c, d, e, f = (float(each) for each in given.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
        inner = replace(now, matrix=times(now.matrix, (a, b, c, d, e, f)))
        box = Pen()
        left, bottom, right, top = (float(each) for each in given.BBox)
        box.rectangle(left, bottom, right - left, top - bottom)
        inner = replace(inner, clips=(*now.clips, box.path.transform(*inner.matrix)))
        own = given.get("/Resources", resources)
        self.follow(given, own if isinstance(own, Dictionary) else resources, inner, depth + 1)


def _check_size(content: Page | Stream) -> None:
    """Raise LogoError for what is packed so small that it would not go into memory."""
    streams = content.Contents if isinstance(content, Page) else content
    for each in streams if isinstance(streams, Array) else [streams]:
        if not isinstance(each, Stream):
            raise LogoError(NO_PDF, EXPORT)
        raw = each.read_raw_bytes()
        is_packed = each.get("/Filter") in (Name.FlateDecode, Array([Name.FlateDecode]))
        large = len(zlib.decompressobj().decompress(raw, MOST_CONTENT_BYTES + 1)) if is_packed else len(raw)
        if large > MOST_CONTENT_BYTES:
            raise LogoError(TOO_MUCH, SIMPLER)


DRAWS: Mapping[str, Callable[..., None]] = {
    "m": Pen.move,
    "l": Pen.line,
    "c": Pen.curve,
    "v": Pen.curve_from_here,
    "y": Pen.curve_to_end,
    "h": Pen.close,
    "re": Pen.rectangle,
}


def _clip(path: Path, rule: FillType, now: _State) -> Path:
    found = path.transform(*now.matrix)
    found.fillType = rule
    return found


def _set(name: str, given: list[Object], resources: Dictionary, now: _State) -> _State:
    """Return the state after an instruction that paints nothing.  Raises LogoError for what is no plain shape."""
    if name in SHOWS_TEXT:
        raise LogoError(TEXT, AS_PATHS)
    if name in ("BI", "INLINE IMAGE"):
        raise LogoError(PICTURE, AS_VECTORS)
    if name == "sh":
        raise LogoError(GRADIENT, FLAT)
    if name in SHORT:
        device, is_fill = SHORT[name]
        return _coloured(now, Name(device), [float(each) for each in given], is_fill=is_fill)
    if name in ("cs", "CS"):
        return _coloured(now, _space(str(given[0]), resources), None, is_fill=name == "cs")
    if name in ("sc", "scn", "SC", "SCN"):
        is_fill = name.islower()
        space = now.fill_space if is_fill else now.stroke_space
        numbers = [float(each) for each in given if not isinstance(each, Name)]
        return _coloured(now, Name.Pattern if len(numbers) < len(given) else space, numbers, is_fill=is_fill)
    if name == "gs":
        return _extended(resources.ExtGState[str(given[0])], now)
    return replace(now, **dict(_lines(name, given, now)))


def _lines(name: str, given: list[Object], now: _State) -> Iterator[tuple[str, Any]]:
    """Yield what an instruction changes in the matrix or in how lines look."""
    if name == "cm":
        a, b, c, d, e, f = (float(each) for each in given)
        yield "matrix", times(now.matrix, (a, b, c, d, e, f))
    elif name in ("w", "M"):
        yield {"w": "width", "M": "limit"}[name], float(given[0])
    elif name in ("J", "j"):
        yield {"J": "cap", "j": "join"}[name], int(given[0])
    elif name == "d":
        yield "dashes", tuple(float(each) for each in given[0])
        yield "offset", float(given[1])


def _space(name: str, resources: Dictionary) -> Object:
    """Return the colour space of that name."""
    found: Object = resources.get("/ColorSpace", Dictionary()).get(name, Name(name))
    return found


def _coloured(now: _State, space: Object, given: list[float] | None, *, is_fill: bool) -> _State:
    if given is None and space == Name.Pattern:  # it says which when it is used
        return replace(now, fill_space=space) if is_fill else replace(now, stroke_space=space)
    found = pdf_colours.colour(space, pdf_colours.initial(space) if given is None else given)
    if is_fill:
        return replace(now, fill=found, fill_space=space)
    return replace(now, stroke=found, stroke_space=space)


def _extended(given: Object, now: _State) -> _State:
    """Return the state with what a dictionary sets.  Raises LogoError for what shines through or mixes."""
    if any(float(given.get(name, 1)) < 1 for name in ("/CA", "/ca")):
        raise LogoError(TRANSPARENT, FLAT)
    blend = given.get("/BM", Name.Normal)
    if blend not in (Name.Normal, Name.Compatible) or given.get("/SMask", Name("/None")) != Name("/None"):
        raise LogoError(EFFECT, NEVER, name=str(blend).lstrip("/"))
    for name, letter in (("/LW", "w"), ("/LC", "J"), ("/LJ", "j"), ("/ML", "M")):
        if name in given:
            now = replace(now, **dict(_lines(letter, [given[name]], now)))
    return replace(now, **dict(_lines("d", list(given.D), now))) if "/D" in given else now
