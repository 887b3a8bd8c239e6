"""Pages for surroundings: official tiles, what is kept of them, and the guide to where they come from."""
