"""Documents: PDFs that riders may download, from their upload to newer ones, and papers that permit to show a file."""
