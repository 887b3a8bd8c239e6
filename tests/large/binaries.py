"""What the large set-up is made of, from wheels of the dependency group ``large``; one that is missing is a failure."""

import importlib.util
import sys
from pathlib import Path

HOW = "tests/large needs {name}, of the package {package}: make test-large installs it (Linux, x86-64)."


def program(name: str, package: str) -> Path:
    """Return a program that a wheel has put beside Python.  Raises RuntimeError with what to do."""
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise RuntimeError(HOW.format(name=name, package=package))
    return path


def inside(module: str, pattern: str, package: str) -> Path:
    """Return a program that lies inside of a wheel's module.  Raises RuntimeError with what to do."""
    spec = importlib.util.find_spec(module)
    folders = (spec.submodule_search_locations or ()) if spec else ()
    found = [path for folder in folders for path in Path(folder).glob(pattern)]
    if not found:
        raise RuntimeError(HOW.format(name=Path(pattern).name, package=package))
    found[0].chmod(0o755)
    return found[0]
