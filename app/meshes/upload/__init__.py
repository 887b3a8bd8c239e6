"""Taking in: a GLB that somebody made elsewhere becomes one that phones can show, or every fault of it in a list.

What is safe is mended and said: units, which way is up, where the ground is, textures that are too large, and what
nothing uses.  What is not, is refused with how to mend it.  Hostile files are refused by sums on what they say of
themselves before anything is unpacked; this still runs apart (``python -m app.sandbox app.meshes.upload.sandboxed``).

One starts with ``taking_in``; ``wishes`` is what a person may say of a file.
"""
