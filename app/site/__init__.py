"""Rider pages: published records in, HTML files out.

``pages`` and ``onsite`` make one page in one language, ``paths`` says where it lives.  What goes in is in ``values``;
nothing here reads a database, a clock or the network.  Nothing is imported here: the settings of the whole program are
among the values, and need no templates.
"""
