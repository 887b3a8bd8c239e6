"""Which posters there are of each variant, in which sizes and formats, and what their files are called."""

CAMERA_WIDTHS_PX = {"poster": 1200, "thumbnail": 320}
MOST_BYTES = {1200: 60_000, 600: 25_000, 320: 12_000}  # by width in pixels
FORMATS = ("avif", "webp")
POSTERS = tuple(f"{width_px}.{form}" for width_px in MOST_BYTES for form in FORMATS)


def poster_file(variant: str, form: str) -> str:
    """Return the name, beside the scene, of a poster in a form like "600.webp"."""
    return f"poster-{variant}-{form}"


def poster_of(file: str) -> tuple[str, str] | None:
    """Return variant and form of the poster that a file is by its name, None if it is no poster."""
    variant, _, form = file.removeprefix("poster-").rpartition("-")
    return (variant, form) if file.startswith("poster-") and variant and form in POSTERS else None
