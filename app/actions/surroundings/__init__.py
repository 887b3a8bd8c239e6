"""Surroundings: official tiles uploaded and read, and what stands about stations and 3D objects."""
