"""Matrices: how what is drawn lies on the page; ``a b c d e f`` as SVG and PDF write them."""

import math

Matrix = tuple[float, float, float, float, float, float]
NO_CHANGE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the matrix that does ``inner`` first and then ``outer``."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def scale_of(matrix: Matrix) -> float:
    """Return how much larger a matrix makes things, both ways taken together."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
