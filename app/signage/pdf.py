"""What a printer needs beside the drawing: boxes, marks, lines to cut and fold, and what the file says of itself.

Lengths in the file are points, 1/72 inch.
"""

import io
from collections.abc import Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Array

from app.signage.identity import identify
from app.signage.inks import in_inks
from app.signage.overprint import overprint
from app.signage.profile import CUT, Profile
from app.signage.sheet import Sheet
from app.signage.spots import CREASE, Spots

POINTS_PER_MM = 72 / 25.4
MARK_MM = 5.0
CIRCLE = 0.5522847498  # handles of four Bézier curves that make a circle

Box = tuple[float, float, float, float]  # left, bottom, right, top


def finish(raw: bytes, profile: Profile, sheet: Sheet) -> bytes:
    """Return a typeset CMYK file as the printer of ``profile`` wants it.  The same input gives the same bytes."""
    bleed_mm = profile.bleed_of(sheet)
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        spots = Spots(pdf)
        for page in pdf.pages:
            trim = _box(page.trimbox)
            bleed = _grown(trim, bleed_mm)
            page.obj.TrimBox, page.obj.BleedBox = _array(trim), _array(bleed)
            page.obj.MediaBox = _array(bleed)
            overprint(pdf, page)
            if sheet.is_film:
                spots.underlay(page, bleed)
            if sheet.is_round:
                spots.stroke(page, profile.contour or CUT, (0, 1, 0, 0), _circle(trim))
            if sheet.scores_mm:
                spots.stroke(page, CREASE, (1, 0, 1, 0), _scores(trim, sheet.scores_mm))
            if profile.has_marks:
                gap_mm = max(profile.mark_gap_mm, bleed_mm)
                page.obj.MediaBox = _array(_grown(trim, gap_mm + MARK_MM + 1))
                spots.stroke(page, "All", (1, 1, 1, 1), _corners(trim, gap_mm))
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


def _corners(trim: Box, gap_mm: float) -> str:
    """Return two strokes at each corner of the trimmed page, beginning ``gap_mm`` away from it."""
    gap, end = gap_mm * POINTS_PER_MM, (gap_mm + MARK_MM) * POINTS_PER_MM
    left, bottom, right, top = trim
    lines = [(x + way * gap, y, x + way * end, y) for x, way in ((left, -1), (right, 1)) for y in (bottom, top)]
    lines += [(x, y + way * gap, x, y + way * end) for y, way in ((bottom, -1), (top, 1)) for x in (left, right)]
    return " ".join(f"{a:.4f} {b:.4f} m {c:.4f} {d:.4f} l" for a, b, c, d in lines)


def _scores(trim: Box, scores_mm: Sequence[float]) -> str:
    """Return the lines along which a sheet is folded, from edge to edge."""
    left, _, right, top = trim
    heights = [top - from_top * POINTS_PER_MM for from_top in scores_mm]
    return " ".join(f"{left:.4f} {y:.4f} m {right:.4f} {y:.4f} l" for y in heights)


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
