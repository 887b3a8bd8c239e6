"""meshoptimizer's simplifier: edges are contracted, the cheapest first, by quadrics that know of texture coordinates.

It is the library that games and glTF tools use (Arseny Kapoulkine, MIT), as the WebAssembly of its npm package: no
compiler is needed, and sums are the same to the last bit on every processor.  It runs in wasmtime, where it reaches
nothing but its own memory.

Quadrics: Garland and Heckbert, Surface Simplification Using Quadric Error Metrics, SIGGRAPH 1997; with attributes as
Hoppe, New Quadric Metric for Simplifying Meshes with Appearance Attributes, IEEE Visualization 1999.
"""

import re
from pathlib import Path

import numpy as np
import wasmtime
from numpy.typing import NDArray

SCRIPT = Path(__file__).parent / "vendor" / "meshoptimizer-1.3.0" / "meshopt_simplifier.js"
ABSOLUTE, PRUNE, PERMISSIVE = 4, 8, 32  # errors in metres; small pieces may go; corners of many seams may move
ALIGNED = 16
WITHOUT_END = 3.0e38

Triangles = NDArray[np.uint32]


def contracted(
    positions: NDArray[np.float32],
    attributes: NDArray[np.float32],
    triangles: Triangles,
    *,
    most: int,
    weight: float,
    is_strict: bool,
) -> Triangles:
    """Return at most ``most`` triangles (m, 3) over the same points; more where the surface allows no fewer.

    positions (n, 3) metres.  attributes (n, k) are what the error knows of beside the place, ``weight`` times as much.
    Points at one place with other attributes are a seam, which stays one; ``is_strict``: where three and more meet,
    nothing moves.
    """
    memory = Memory(SCRIPT)
    count, width = attributes.shape
    found, error = memory.room(triangles.nbytes), memory.room(4)
    length = memory.called(
        "meshopt_simplifyWithAttributes",
        found,
        memory.put(triangles.astype(np.uint32)),
        triangles.size,
        memory.put(positions.astype(np.float32)),
        count,
        12,
        memory.put(attributes.astype(np.float32)),
        4 * width,
        memory.put(np.full(width, weight, dtype=np.float32)),
        width,
        0,
        3 * most,
        WITHOUT_END,
        ABSOLUTE | PRUNE | (0 if is_strict else PERMISSIVE),
        error,
    )
    return memory.taken(found, length).reshape(-1, 3)


class Memory:
    """An instance of one of meshoptimizer's programs, and the one memory that it works in."""

    def __init__(self, script: Path) -> None:
        config = wasmtime.Config()
        config.memory_reservation = config.memory_guard_size = 0  # address space is limited in the sandbox
        config.memory_reservation_for_growth = 0
        engine = wasmtime.Engine(config)
        self._store = wasmtime.Store(engine)
        instance = wasmtime.Instance(self._store, wasmtime.Module(engine, _unpacked(script.read_text("utf-8"))), [])
        self._exports = instance.exports(self._store)
        memory = self._exports["memory"]
        assert isinstance(memory, wasmtime.Memory)
        self._memory = memory
        self.called("__wasm_call_ctors")

    def called(self, name: str, *arguments: float) -> int:
        """Return what a function of the program returns.  Raises MemoryError where its memory does not suffice."""
        function = self._exports[name]
        assert isinstance(function, wasmtime.Func)
        try:
            return int(function(self._store, *arguments) or 0)
        except wasmtime.Trap as trap:
            raise MemoryError(str(trap)) from trap

    def room(self, size: int) -> int:
        """Return the address of room for ``size`` bytes."""
        place = self.called("sbrk", -(-size // ALIGNED) * ALIGNED)
        if place == -1:
            raise MemoryError("the program cannot have more")
        return place & 0xFFFFFFFF

    def free(self, place: int) -> None:
        """Give back all room from an address on."""
        self.called("sbrk", place - (self.called("sbrk", 0) & 0xFFFFFFFF))

    def put(self, values: NDArray[np.generic]) -> int:
        """Return the address of a copy of values."""
        place = self.room(values.nbytes)
        self._memory.write(self._store, values.tobytes(), place)
        return place

    def taken(self, place: int, length: int) -> Triangles:
        """Return ``length`` numbers from an address on."""
        return np.frombuffer(self.read(place, 4 * length), dtype="<u4").copy()

    def read(self, place: int, length: int) -> bytes:
        """Return ``length`` bytes from an address on."""
        return bytes(self._memory.read(self._store, place, place + length))


def _unpacked(script: str) -> bytes:
    """Return the WebAssembly that the script of the package carries as text, unpacked as its ``unpack`` does."""
    text = re.search(r"var wasm(?:_base)? =\s*'([^']+)'", script)
    table = re.search(r"wasmpack = new Uint8Array\(\[([\d,\s]+)\]\)", script)
    assert text and table, "the script is as it was published"
    often = [int(each) for each in table[1].split(",") if each.strip()]
    digits = iter(
        each - 97 if each > ord("`") else each - 39 if each > ord("@") else each + 4 for each in text[1].encode()
    )
    return bytes(often[each] if each < 60 else (each - 60) * 64 + next(digits) for each in digits)
