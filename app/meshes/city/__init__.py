"""City: official building data (CityGML, CityJSON) as polygons with a meaning, where they are, and triangles.

``citygml`` and ``cityjson`` yield one ``CityObject`` after the other, so that a tile of 160 MB in CityGML needs no more
memory than its largest building; ``reference`` tells where their numbers are; ``facets`` makes triangles.  Two read
through this: the reader of uploaded files, and the surroundings of stations.
"""
