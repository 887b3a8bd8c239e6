"""The start page, the journal, the statistics and the search."""
