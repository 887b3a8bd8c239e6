"""How the signs of the line and of its partners look."""
