"""Pages on which several versions are handed in, decided on and published together."""
