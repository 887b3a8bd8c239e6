"""What a printer needs beside the drawing: boxes, marks, a cutting line and what the file says of itself.

Lengths in the file are points, 1/72 inch.
"""

import io
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from app.signage.identity import identify
from app.signage.inks import in_inks
from app.signage.overprint import STATE, overprint
from app.signage.profile import CUT, Profile
from app.signage.sheet import Sheet

POINTS_PER_MM = 72 / 25.4
MARK_MM = 5.0
MARK_WIDTH_PT = 0.25
CIRCLE = 0.5522847498  # handles of four Bézier curves that make a circle

Box = tuple[float, float, float, float]  # left, bottom, right, top
Inks = tuple[int, int, int, int]


def finish(raw: bytes, profile: Profile, sheet: Sheet) -> bytes:
    """Return a typeset CMYK file as the printer of ``profile`` wants it.  The same input gives the same bytes."""
    bleed_mm = profile.bleed_of(sheet)
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        lines = _Lines(pdf)
        for page in pdf.pages:
            trim = _box(page.trimbox)
            bleed = _grown(trim, bleed_mm)
            page.obj.TrimBox, page.obj.BleedBox = _array(trim), _array(bleed)
            page.obj.MediaBox = _array(bleed)
            overprint(pdf, page)
            if sheet.is_round:
                lines.draw(page, profile.contour or CUT, (0, 1, 0, 0), _circle(trim))
            if profile.has_marks:
                gap_mm = max(profile.mark_gap_mm, bleed_mm)
                page.obj.MediaBox = _array(_grown(trim, gap_mm + MARK_MM + 1))
                lines.draw(page, "All", (1, 1, 1, 1), _corners(trim, gap_mm))
            page.obj.CropBox = page.obj.MediaBox
        in_inks(pdf, profile.icc)
        identify(pdf, profile, raw)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, min_version="1.6")
    return out.getvalue()


def _box(box: Array) -> Box:
    left, bottom, right, top = (float(edge) for edge in box)
    return left, bottom, right, top


def _grown(box: Box, by_mm: float) -> Box:
    by = by_mm * POINTS_PER_MM
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _array(box: Box) -> Array:
    return Array([round(edge, 4) for edge in box])


class _Lines:
    """Draws lines in spot colours over the pages of a file, which overprint and are no part of what is read."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._spots: dict[str, Object] = {}

    def draw(self, page: Page, spot: str, inks: Inks, path: str) -> None:
        """Stroke a path over a page; ``inks`` (0 to 1) are how the spot colour looks where nobody knows it."""
        resources = page.obj.Resources
        if "/ColorSpace" not in resources:
            resources.ColorSpace = Dictionary()
        resources.ColorSpace[f"/{spot}"] = self._spot(spot, inks)
        page.contents_add(Stream(self._pdf, b"q"), prepend=True)
        drawing = f"Q /Artifact BMC q {STATE} gs {MARK_WIDTH_PT} w /{spot} CS 1 SCN {path} S Q EMC"
        page.contents_add(Stream(self._pdf, drawing.encode()))

    def _spot(self, name: str, inks: Inks) -> Object:
        if name not in self._spots:
            tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(inks), N=1)
            space = Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, tint])
            self._spots[name] = self._pdf.make_indirect(space)
        return self._spots[name]


def _corners(trim: Box, gap_mm: float) -> str:
    """Return two strokes at each corner of the trimmed page, beginning ``gap_mm`` away from it."""
    gap, end = gap_mm * POINTS_PER_MM, (gap_mm + MARK_MM) * POINTS_PER_MM
    left, bottom, right, top = trim
    lines = [(x + way * gap, y, x + way * end, y) for x, way in ((left, -1), (right, 1)) for y in (bottom, top)]
    lines += [(x, y + way * gap, x, y + way * end) for y, way in ((bottom, -1), (top, 1)) for x in (left, right)]
    return " ".join(f"{a:.4f} {b:.4f} m {c:.4f} {d:.4f} l" for a, b, c, d in lines)


def _circle(trim: Box) -> str:
    """Return the circle that touches the trimmed page's edges."""
    x, y, radius = (trim[0] + trim[2]) / 2, (trim[1] + trim[3]) / 2, (trim[2] - trim[0]) / 2
    handle = radius * CIRCLE
    turns = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    path = [f"{x + radius:.4f} {y:.4f} m"]
    for (ax, ay), (bx, by) in pairwise(turns):
        first = (x + ax * radius + bx * handle, y + ay * radius + by * handle)
        second = (x + bx * radius + ax * handle, y + by * radius + ay * handle)
        end = (x + bx * radius, y + by * radius)
        path.append(" ".join(f"{part:.4f}" for part in (*first, *second, *end)) + " c")
    return " ".join([*path, "h"])
