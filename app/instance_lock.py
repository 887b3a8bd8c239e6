"""The lock of an instance: of ``linie302 run`` there is one at a time, or each would rewrite all pages to its address.

Processes that ``run`` forks inherit the lock, so it is free only when the last of them has ended, also after a SIGKILL.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import Invalid

NAME = "run.lock"
ENDING_S = 15  # how long those may take to end whose ``run`` was killed
LOOK_S = 0.05


@contextmanager
def held(instance: Path, public_url: str) -> Iterator[None]:
    """Hold the lock of ``instance``.  Raises Invalid, naming who has it, if another ``run`` is at work there."""
    number = os.open(instance / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(number, instance)
        os.ftruncate(number, 0)
        os.pwrite(number, f"{os.getpid()} {public_url}\n".encode(), 0)
        yield
    finally:
        os.close(number)


def check_address(instance: Path, public_url: str) -> None:
    """Raise Invalid if a ``run`` is at work there under another address: each would undo what the other publishes."""
    try:
        number = os.open(instance / NAME, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        _, _, address = os.pread(number, 2000, 0).decode().strip().partition(" ")
        if address and address != public_url:
            raise Invalid(
                "Im Ordner %(instance)s läuft linie302 mit der Adresse %(running)s; hier ist %(asked)s eingestellt. "
                "Bitte dieselben Einstellungen nehmen: PUBLIC_URL=%(running)s",
                instance=instance,
                running=address,
                asked=public_url,
            ) from error
    finally:
        os.close(number)


def _take(number: int, instance: Path) -> None:
    until = time.monotonic() + ENDING_S
    while True:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            process, _, address = os.pread(number, 2000, 0).decode().strip().partition(" ")
            if _is_alive(process) or time.monotonic() > until:
                raise Invalid(
                    "Im Ordner %(instance)s läuft schon ein linie302 (Prozess %(process)s, %(address)s). "
                    "Bitte das beenden, oder mit INSTANCE=… einen anderen Ordner nennen.",
                    instance=instance,
                    process=process or "?",
                    address=address or "?",
                ) from error
            time.sleep(LOOK_S)
        else:
            return


def _is_alive(process: str) -> bool:
    """Tell whether a ``run`` of this number is there; one that has just taken the lock and written none counts."""
    if not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
