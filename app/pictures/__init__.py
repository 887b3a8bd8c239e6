"""The workshop for pictures: what people give becomes one clean source, and that the crops which pages use.

``clean`` takes any JPEG, PNG, WebP or AVIF, turns it upright, brings its colours to sRGB, leaves out everything that is
no pixel (place, camera, comments) and makes it no larger than a page can use.  ``crops`` cuts a clean source.
"""

from app.pictures.clean import MOST_BYTES, Clean, PictureError, clean, measured
from app.pictures.crops import FORMS, VERSION, Cut, crops, height_share

__all__ = [
    "FORMS",
    "MOST_BYTES",
    "VERSION",
    "Clean",
    "Cut",
    "PictureError",
    "clean",
    "crops",
    "height_share",
    "measured",
]
