"""What a first start leaves behind: made once for this code and content, then copied by whoever goes on from there.

It lies in the virtual environment, under a name that is a hash of everything it depends on, so another state of the
code never meets it; it gets that name once it is whole.  Workers of one run wait for one another.

Every page of riders names the address of the product, so what goes on from a copy at another one renders them all
anew.  One at a time may go on at the address of the first start, and is spared that.
"""

import fcntl
import hashlib
import shutil
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from app.backup import parts, restore
from app.backup.back_up import back_up
from app.config import from_environment
from app.storage import open_store
from tests.product import ROOT, START_S, Server, is_free, started

KEPT = Path(sys.prefix) / "first-starts"
MADE_OF = ("app", "stations", "assets", "seeds", "uv.lock", "tests/product.py", "tests/first_start.py")


@contextmanager
def resumed(folder: Path) -> Iterator[Server]:
    """Start the product below ``folder`` with what its first start made, and every page at the address it has now."""
    first_port = copy(folder / "instance")
    with address(first_port) as port, started(folder, port=port) as running:
        _wait_for_pages(running)
        yield running


@contextmanager
def resumed_elsewhere(folder: Path, database_url: str) -> Iterator[Server]:
    """Start the product below ``folder`` with what its first start made, brought into the empty database given."""
    settings = {"INSTANCE": str(folder / "instance"), "DATABASE_URL": database_url}
    copy(folder / "first")
    store = open_store(str(folder / "backup"))
    with closing(parts.opened(from_environment({"INSTANCE": str(folder / "first")}))) as first:
        back_up(first, store)
    with closing(parts.opened(from_environment(settings))) as there:
        restore.restore(store, there)
    with started(folder, settings) as running:
        _wait_for_pages(running)
        yield running


def copy(to: Path) -> int:
    """Copy the instance that ``linie302 run`` leaves behind after its first start with the content of this folder.

    Returns the port that its pages name.
    """
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until it is closed, also by being killed
        wanted = KEPT / fingerprint(ROOT)
        if not wanted.exists():
            _make(wanted)
        shutil.copytree(wanted / "instance", to)
        return int((wanted / "port").read_text())


@contextmanager
def address(port: int) -> Iterator[int | None]:
    """Yield ``port`` to the one who holds it as long as the block lasts, None where somebody else does."""
    with (KEPT / "address").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield port if is_free(port) else None


def fingerprint(root: Path) -> str:
    """Return a hash of the names and bytes of all that a first start depends on."""
    found = hashlib.sha256(sys.version.encode())
    for part in MADE_OF:
        whole = root / part
        for path in sorted(whole.rglob("*")) if whole.is_dir() else [whole]:
            if path.is_file() and "__pycache__" not in path.parts:
                raw = path.read_bytes()
                found.update(f"{path.relative_to(root).as_posix()} {len(raw)}\0".encode() + raw)
    return found.hexdigest()[:32]


def _make(wanted: Path) -> None:
    """Start the product for the first time, end it, and keep its instance in place of older ones."""
    for older in KEPT.iterdir():
        if older.is_dir():
            shutil.rmtree(older)
    folder = Path(tempfile.mkdtemp(dir=KEPT))
    with started(folder) as running:
        (folder / "port").write_text(str(urlsplit(running.url).port))
    folder.rename(wanted)


def _wait_for_pages(running: Server) -> None:
    """Wait until what is rendered last names this address.  Raises RuntimeError with the product's own words."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if f"{running.url}/".encode() in _page(f"{running.url}/robots.txt"):
            return
        time.sleep(0.2)
    raise RuntimeError(f"the pages did not become fresh in {START_S} s:\n{running.log.read_text()}")


def _page(address: str) -> bytes:
    """Return a page, or nothing where none is yet."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError:
        return b""
