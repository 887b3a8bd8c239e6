"""Workshop: what stands around the product in real operation, written for the settings at hand."""
