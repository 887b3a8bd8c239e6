"""Names of files: known also where nothing is built."""

SURROUNDINGS = "surroundings.glb"  # beside the scene or the model about which it stands
