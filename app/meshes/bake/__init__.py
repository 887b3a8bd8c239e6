"""The bake: light of the sky and the sun worked into the colours of a dressed scene.

scenes    scenes in the light of their poster, trays in that of a window, and the files that are kept beside scenes
names     what those are called
baking    baked(...) does it, or takes what was kept of an earlier bake; keep(...) gives that
soup      which triangles get light, and what throws shadows
plan      which of them get a place on a sheet (charts, packing), and which one on a ramp of their colour
skylight  how much of the sky a place sees
sunlight  where the sun stands, which places it reaches, and what both make together
lighting  the light of everything that a plan has a place for
painting  colours times light as pictures (colours, texels, filling)
kept      what came of it, as a file
"""
