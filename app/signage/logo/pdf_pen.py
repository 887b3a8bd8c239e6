"""Pen: draws a path as the instructions of a PDF say; ``count`` tells how many there were."""

from pathops import Path


class Pen:
    """One path, begun anew after it was painted."""

    def __init__(self) -> None:
        self.path = Path()
        self.count = 0
        self._here = (0.0, 0.0)

    def move(self, x: float, y: float) -> None:
        self.path.moveTo(x, y)
        self._at(x, y)

    def line(self, x: float, y: float) -> None:
        self.path.lineTo(x, y)
        self._at(x, y)

    def curve(self, *given: float) -> None:
        first_x, first_y, second_x, second_y, x, y = given
        self.path.cubicTo(first_x, first_y, second_x, second_y, x, y)
        self._at(x, y)

    def curve_from_here(self, *given: float) -> None:
        """Draw a curve that leaves in no direction of its own."""
        self.curve(*self._here, *given)

    def curve_to_end(self, *given: float) -> None:
        """Draw a curve that arrives in no direction of its own."""
        self.curve(*given, *given[2:])

    def rectangle(self, x: float, y: float, wide: float, high: float) -> None:
        self.move(x, y)
        for corner in ((x + wide, y), (x + wide, y + high), (x, y + high)):
            self.line(*corner)
        self.close()
        self._at(x, y)

    def close(self) -> None:
        self.path.close()

    def _at(self, x: float, y: float) -> None:
        self._here = (x, y)
        self.count += 1
