"""Drafting: what an editor must know of a scene while somebody makes it."""
