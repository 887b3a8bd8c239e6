"""How large a code is: its version, the width of a module, and from how far a phone reads it.

The industry's rule is width >= distance / 10.  It speaks of codes with few modules; with more of them each is smaller,
so the distance is counted by the module: a module of 1 mm is read from 0.33 m, as in a code of version 4.
"""

from dataclasses import dataclass

from app import qr
from app.signage.sheet import SCAN_FACTOR

USUAL_VERSION = 4
USUAL_MODULES = 17 + 4 * USUAL_VERSION
LEAST_MODULE_MM = 0.5  # prints cleanly by offset, laser and large format alike; GS1 asks for 0.4 at hand


@dataclass(frozen=True, kw_only=True)
class CodeSize:
    """A code that is printed ``code_mm`` wide, without its quiet zone."""

    code_mm: float
    modules: int

    @property
    def version(self) -> int:
        return (self.modules - 17) // 4

    @property
    def module_mm(self) -> float:
        return self.code_mm / self.modules

    @property
    def distance_m(self) -> float:
        """Return from how far a phone can read it."""
        return self.code_mm / 1000 * SCAN_FACTOR * min(1.0, USUAL_MODULES / self.modules)

    @property
    def is_crowded(self) -> bool:
        """Tell whether the address makes the code finer than it should be."""
        return self.version > USUAL_VERSION


def of_address(address: str, code_mm: float) -> CodeSize:
    """Return how large the code of an address is."""
    return CodeSize(code_mm=code_mm, modules=len(qr.matrix(address)))
