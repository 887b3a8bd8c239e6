"""Which posters there are of each state, in which sizes and formats, and what their files are called."""

from app.meshes.scene import State

CAMERA_WIDTHS_PX = {"poster": 1200, "thumbnail": 320}
MOST_BYTES = {1200: 60_000, 600: 25_000, 320: 12_000}  # by width in pixels
FORMATS = ("avif", "webp")
POSTERS = tuple(f"{width_px}.{form}" for width_px in MOST_BYTES for form in FORMATS)


def poster_file(state: State, form: str) -> str:
    """Return the name, beside the scene, of a poster in a form like "600.webp"."""
    return f"poster-{state}-{form}"
