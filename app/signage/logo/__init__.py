"""Logos on signs: an SVG or PDF that people give becomes closed paths with colours, and nothing else of it is kept.

``drawing`` is what is kept, and what any process may read; ``reading`` makes one of a file.  That is not among what is
listed here: only the sandbox carries it (``sandboxed``).
"""

from app.signage.logo.drawing import HEIGHT, Drawing, Shape, as_svg, read, written

MOST_BYTES = 1_000_000

__all__ = ["HEIGHT", "MOST_BYTES", "Drawing", "Shape", "as_svg", "read", "written"]
