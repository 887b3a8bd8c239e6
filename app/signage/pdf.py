"""What a printer needs beside the drawing: boxes, marks, a cutting line and the printing condition.

The file is built to PDF/X-4 (ISO 15930-7).  It says so only if the condition's ICC profile is embedded, which X-4 asks
for; without one it names the condition and leaves the claim out.  Lengths in the file are points, 1/72 inch.
"""

import io
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from app.signage.inks import in_inks
from app.signage.profile import Profile

POINTS_PER_MM = 72 / 25.4
MARK_MM = 5.0
MARK_WIDTH_PT = 0.25
REGISTRY = "http://www.color.org"
PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
CIRCLE = 0.5522847498  # handles of four Bézier curves that make a circle

Box = tuple[float, float, float, float]  # left, bottom, right, top


def finish(raw: bytes, profile: Profile, *, is_round: bool) -> bytes:
    """Return a typeset CMYK file as the printer of ``profile`` wants it.  The same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        if profile.has_marks:
            registration = _spot(pdf, "All", (1, 1, 1, 1))
        if profile.contour and is_round:
            contour = _spot(pdf, profile.contour, (0, 1, 0, 0))
        for page in pdf.pages:
            trim = _box(page.trimbox)
            bleed = _grown(trim, profile.bleed_mm)
            page.obj.TrimBox, page.obj.BleedBox = _array(trim), _array(bleed)
            page.obj.MediaBox = _array(bleed)
            if profile.contour and is_round:
                _stroke(pdf, page, "Contour", contour, _circle(trim))
            if profile.has_marks:
                gap_mm = max(profile.mark_gap_mm, profile.bleed_mm)
                page.obj.MediaBox = _array(_grown(trim, gap_mm + MARK_MM + 1))
                _stroke(pdf, page, "Registration", registration, _corners(trim, gap_mm))
            page.obj.CropBox = page.obj.MediaBox
        in_inks(pdf, profile.icc)
        _condition(pdf, profile)
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


def _spot(pdf: Pdf, name: str, cmyk: tuple[int, int, int, int]) -> Object:
    """Return a spot colour; ``cmyk`` (0 to 1) is how it looks where nobody knows it."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(cmyk), N=1)
    return pdf.make_indirect(Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, tint]))


def _stroke(pdf: Pdf, page: Page, name: str, colour: Object, path: str) -> None:
    """Draw a path over a page in a spot colour, marked as no part of what is read."""
    resources = page.obj.Resources
    if "/ColorSpace" not in resources:
        resources.ColorSpace = Dictionary()
    resources.ColorSpace[f"/{name}"] = colour
    page.contents_add(Stream(pdf, b"q"), prepend=True)
    drawing = f"Q /Artifact BMC q {MARK_WIDTH_PT} w /{name} CS 1 SCN {path} S Q EMC"
    page.contents_add(Stream(pdf, drawing.encode()))


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


def _condition(pdf: Pdf, profile: Profile) -> None:
    """Write the output intent; claim PDF/X-4 only with the profile inside."""
    pdf.docinfo["/Trapped"] = Name("/False")
    if not profile.condition:
        return
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        RegistryName=String(REGISTRY),
        Info=String(profile.condition),
    )
    if profile.icc:
        stream = Stream(pdf, profile.icc)
        stream.N = 4
        intent.DestOutputProfile = pdf.make_indirect(stream)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata[PDFX] = "PDF/X-4"
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
