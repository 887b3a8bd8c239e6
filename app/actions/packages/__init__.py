"""Versions of a station and its plannings that are handed in, decided on and published together."""
