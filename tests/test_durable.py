"""Files are replaced whole and reach the disk: told by the system's own calls, each of which fails or kills in turn."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app import durable
from app.storage import open_store

ROOT = Path(__file__).parent.parent
CALLS = ("mkdir", "open", "fsync", "replace")  # every step of a write on its way to the disk
STEPS = 11  # so many there are at most: two folders, each opened and synced above; the file; its place
OLD, NEW = b"old", b"new and longer"


def at_step(monkeypatch: pytest.MonkeyPatch, at: int, then: Callable[[], None]) -> list[str]:
    """Let ``then`` happen instead of the ``at``-th call; return what is called, as it comes."""
    called: list[str] = []

    def counted(name: str, call: Callable) -> Callable:
        def step(*given, **named):
            called.append(name)
            if len(called) == at:
                then()
            return call(*given, **named)

        return step

    for name in CALLS:
        monkeypatch.setattr(os, name, counted(name, getattr(os, name)))
    return called


def full() -> None:
    raise OSError(28, "No space left on device")


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def whole(path: Path, *before: bytes | None) -> bool:
    return (path.read_bytes() if path.exists() else None) in {*before, NEW}


@pytest.mark.parametrize("at", range(1, STEPS + 1))
@pytest.mark.parametrize("is_there", [True, False], ids=["over an old one", "in a new folder"])
def test_a_step_that_fails_leaves_the_old_file_or_the_new_one_and_nothing_else(tmp_path, monkeypatch, at, is_there):
    path = tmp_path / ("page" if is_there else "de/302/page")
    if is_there:
        path.write_bytes(OLD)

    with monkeypatch.context() as patched:
        called = at_step(patched, at, full)
        try:
            durable.write(path, [NEW])
        except OSError as error:
            assert error.errno == 28
            assert len(called) >= at
        else:
            assert len(called) < at, "what fails is told"

    assert whole(path, OLD if is_there else None)
    assert {each for each in tmp_path.rglob("*") if each.is_file()} <= {path}
    durable.write(path, [NEW])
    assert path.read_bytes() == NEW


def test_a_disk_that_is_full_half_way_leaves_the_old_file(tmp_path):
    def pieces():
        yield NEW
        full()

    (tmp_path / "page").write_bytes(OLD)

    with pytest.raises(OSError, match="No space left"):
        durable.write(tmp_path / "page", pieces())
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("page", OLD)]


@pytest.mark.parametrize("at", range(1, STEPS + 1))
def test_killed_at_a_step_it_leaves_what_the_next_one_removes(tmp_path, monkeypatch, at):
    path = tmp_path / "page"
    path.write_bytes(OLD)

    child = os.fork()
    if child == 0:
        at_step(monkeypatch, at, killed)
        durable.write(path, [NEW])
        os._exit(0)
    os.waitpid(child, 0)

    store = open_store(str(tmp_path))
    assert whole(path, OLD)
    assert list(store.listed()) == ["page"], "half a file is never listed"
    store.tidy()
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_being_written_is_not_removed_and_what_other_hosts_began_only_after_a_day(tmp_path, monkeypatch):
    here = tmp_path / f"page#{durable._host():010}{os.getpid():010}7"
    here.write_bytes(b"half")
    with monkeypatch.context() as patched:
        patched.setattr(socket, "gethostname", lambda: "another")
        there = tmp_path / f"page#{durable._host():010}{os.getpid():010}7"
    there.write_bytes(b"half")

    assert durable.tidy(tmp_path) == []
    os.utime(there, (time.time() - 2 * durable.OLD_S,) * 2)

    assert durable.tidy(tmp_path) == [there]
    assert here.exists()


def test_no_key_leads_out_of_a_store(tmp_path):
    store = open_store(str(tmp_path / "store"))

    for key in ("", "../out", "/out", "a/../../out", "a//b", "."):
        with pytest.raises(ValueError, match="no key"):
            store.put(key, b"")
    assert [each.name for each in tmp_path.rglob("*")] == ["store"]


def test_a_media_file_that_was_cut_short_is_written_anew(tmp_path):
    store = open_store(str(tmp_path))
    key = store.put_media("scene.glb", b"glTF" * 100)
    (tmp_path / key).write_bytes(b"glTF")

    store.put_media("scene.glb", b"glTF" * 100)

    assert store.get(key) == b"glTF" * 100


@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace on this machine")
def test_bytes_reach_the_disk_before_the_name_and_the_name_before_we_go_on(tmp_path):
    path, said = tmp_path / "de/page", tmp_path / "said"
    program = f"from app.durable import write; from pathlib import Path; write(Path({str(path)!r}), [b'page'])"
    traced = ["strace", "-f", "-y", "-o", str(said), "-e", "trace=fsync,rename,renameat,renameat2,mkdir,mkdirat"]

    subprocess.run([*traced, sys.executable, "-c", program], cwd=ROOT, check=True)

    ours = [line for line in said.read_text().splitlines() if str(tmp_path) in line]
    calls = [(line.split()[1].partition("(")[0].rstrip("at2"), re.findall(r'[<"](/[^>"]+)[>"]', line)) for line in ours]
    beside = calls[2][1][0]
    assert beside.startswith(f"{path}#")
    assert calls == [
        ("mkdir", [str(path.parent)]),
        ("fsync", [str(tmp_path)]),
        ("fsync", [beside]),
        ("rename", [beside, str(path)]),
        ("fsync", [str(path.parent)]),
    ]
