"""Mirror: a finished file the other way round, for clear film that is stuck onto a pane from inside."""

import io

import pikepdf
from pikepdf import Pdf

from app.signage.identity import number


def mirrored(raw: bytes) -> bytes:
    """Return a finished file with each page mirrored from left to right; the same file gives the same bytes."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        for page in pdf.pages:
            left, _, right, _ = (float(edge) for edge in page.mediabox)
            page.contents_add(pdf.make_stream(f"q -1 0 0 1 {left + right:.4f} 0 cm".encode()), prepend=True)
            page.contents_add(pdf.make_stream(b"Q"))
        number(pdf, b"mirrored" + raw)
        return _saved(pdf)


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
