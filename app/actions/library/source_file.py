"""Source file: what somebody uploaded, kept as it came and called after its kind (``source.glb``, ``source.usdz`` …).

key   where it lies in the media store
name  what it is to be called
"""

from collections.abc import Mapping

from app.meshes.upload import kinds

STEM = "source."
OTHER = "bin"  # no browser shows what is called so
RUN = ("xml",)  # what browsers do with it depends on what is in it


def key(files: Mapping[str, str]) -> str:
    """Return the media key of an asset's uploaded file, empty if it has none."""
    return next((key for name, key in files.items() if name.startswith(STEM)), "")


def name(head: bytes, upload_name: str) -> str:
    """Return the name under which a file is kept that begins with ``head`` and was called ``upload_name``.

    Only endings of kinds that are read are kept: a page or a script never gets one that a browser would run.
    """
    known = kinds.recognized(head, upload_name)
    if known is None or not known.kind.reader:
        return STEM + OTHER
    own = upload_name.lower().rpartition(".")[2]
    return STEM + (own if own in known.kind.endings and own not in RUN else known.kind.endings[0])
