"""Pages of the design of signs."""
