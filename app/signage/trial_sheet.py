"""Trial sheet: several signs on a page of A4, to be scanned at a desk before anything is ordered.

The signs are smaller than they will be, so the sheet shows that codes lead where they should, not how far they read.
"""

import io

import pikepdf
from pikepdf import Name, Object, Page, Pdf, Rectangle, Stream

from app.signage.pdf import POINTS_PER_MM
from app.signage.sheet import PER_TRIAL_SHEET, TRIAL_COLUMNS, TRIAL_ROWS
from app.signage.trial_tags import Tags

WIDTH_PT, HEIGHT_PT = 210 * POINTS_PER_MM, 297 * POINTS_PER_MM
GAP_PT = 8 * POINTS_PER_MM  # around each sign; an office printer does not reach the edge


def trial_sheet(pdf: bytes) -> bytes:
    """Return all pages of a finished file, trimmed, four to a page of A4, each as large as its place allows."""
    with pikepdf.new() as sheet, pikepdf.open(io.BytesIO(pdf)) as source:
        places = {}
        for count, page in enumerate(source.pages):
            if count % PER_TRIAL_SHEET == 0:
                sheet.add_blank_page(page_size=(WIDTH_PT, HEIGHT_PT))
            places[page.obj.objgen] = (sheet.pages[-1].obj, _lay(sheet, page, count % PER_TRIAL_SHEET))
        Tags(sheet, source, places).copy()
        out = io.BytesIO()
        sheet.save(out, deterministic_id=True)
    return out.getvalue()


def _lay(sheet: Pdf, sign: Page, index: int) -> Object:
    """Draw a page's trimmed face on the last page of the sheet, and return the form that it is now."""
    face = sheet.copy_foreign(sign.as_form_xobject())
    name = Name(f"/Sign{index}")
    target = sheet.pages[-1]
    target.add_resource(face, Name.XObject, name)
    target.contents_add(Stream(sheet, target.calc_form_xobject_placement(face, name, _place(index))))
    return face


def _place(index: int) -> Rectangle:
    """Return a place on the sheet, counted from its upper left."""
    row, column = divmod(index, TRIAL_COLUMNS)
    width, height = WIDTH_PT / TRIAL_COLUMNS, HEIGHT_PT / TRIAL_ROWS
    left, top = column * width, HEIGHT_PT - row * height
    return Rectangle(left + GAP_PT, top - height + GAP_PT, left + width - GAP_PT, top - GAP_PT)
