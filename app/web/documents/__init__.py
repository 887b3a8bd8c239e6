"""Pages of documents: sent, described in each language, followed by a newer version, and where each is offered."""
