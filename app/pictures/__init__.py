"""The workshop for pictures: what people give becomes one clean source, and that the crops which pages use.

``clean.clean`` takes any JPEG, PNG, WebP, AVIF, HEIC or TIFF, turns it upright, brings its colours to sRGB, leaves out
everything that is no pixel (place, camera, comments) and makes it no larger than a page can use.  It is not among what
is listed here: only the sandbox carries it (``sandboxed``).  ``crops`` cuts a clean source.
"""

from app.pictures.crops import FORMS, VERSION, Cut, crops, height_share
from app.pictures.faults import PictureError
from app.pictures.source import MOST_BYTES, Clean, measured

__all__ = ["FORMS", "MOST_BYTES", "VERSION", "Clean", "Cut", "PictureError", "crops", "height_share", "measured"]
