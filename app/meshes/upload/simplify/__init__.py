"""Simplifying: a model that is too heavy for phones becomes light, and what that changes is measured and said.

``lightening`` is the whole way: ``welding`` makes one sheet of loose triangles, ``pieces`` leaves out what is too small
to be seen, ``meshoptimizer`` contracts edges, ``directions`` gives the corners their normals back, and ``deviation``
measures how far the result is from what was given.

meshoptimizer runs as WebAssembly: only the sandbox imports ``lightening``.
"""
