"""Surroundings: what official data have within 250 m of a station, kept small, and shown in grey about a planning.

A tile, a square of a kilometre or two, is read once, in the sandbox (``sandboxed``); of it an ``Excerpt`` is kept for
each station near it.  ``composing`` makes of these what stands about any place nearby: a GLB for the station, or a file
beside the scene that shows it.  ``standing_about`` reads such a file for whoever builds.
"""
