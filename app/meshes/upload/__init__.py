"""Taking in: a GLB that somebody made elsewhere becomes one that phones can show, or every fault of it in a list.

What is safe is mended and said: units, which way is up, where the ground is, textures that are too large, and what
nothing uses.  What is not, is refused with how to mend it.  Hostile files are refused by sums on what they say of
themselves before anything is unpacked; this still runs apart (``python -m app.apart app.meshes.upload.sandboxed``).
"""

from app.meshes.upload.findings import Finding, RefusedError
from app.meshes.upload.taking_in import MOST_BYTES, TakenIn, dressed_of, take_in

__all__ = ["MOST_BYTES", "Finding", "RefusedError", "TakenIn", "dressed_of", "take_in"]
