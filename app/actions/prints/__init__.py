"""Printing signs: what is ordered, for which print shop, made, proof-read, kept and fetched."""
