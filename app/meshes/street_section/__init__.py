"""Street section (Straßenquerschnitt): strips of a street side by side, and what they make along its axis."""
