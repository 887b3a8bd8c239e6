"""The line as a whole: loaded from a folder, searched, and shown with its journal and its statistics."""
