"""The open format: what a line, a station, a planning, a sign and an asset are made of, in files and in memory."""
