"""The bake: light of the sky and the sun worked into the colours of a dressed scene.

baking    baked(...) does it, or takes what was kept of an earlier bake; keep(...) gives that
soup      which triangles get light, and where they stand
plan      which of them get a place on a sheet (charts, packing), and which one on a ramp of their colour
daylight  how much of sky and sun reaches a place
lighting  the light of everything that a plan has a place for
painting  colours times light as pictures (colours, texels, filling)
kept      what came of it, as a file beside the scene
"""
