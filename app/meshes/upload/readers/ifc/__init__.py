"""IFC: a building model of the trade, from any of its programs, with ifcopenshell.

Read as follows: ``opening`` (the text, also out of a ZIP) → ``structure`` (what stands on which storey) → ``kinds``
(what of it is shown) → ``shapes`` (triangles and colours) → ``palette`` (no more colours than phones take) →
``georeference`` (where on earth that is).  One starts with ``reading``.
"""
