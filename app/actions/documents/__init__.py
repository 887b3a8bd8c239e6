"""Documents: PDFs that riders may download, read apart, kept in the library, described, and followed by newer ones."""
