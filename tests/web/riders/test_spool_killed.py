"""A web process that is killed in the middle of its work: what it answered was noted."""

import http.client
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

from app.exchange.reading import plain
from tests.product import free_port
from tests.web.riders.test_rider import CODES, LINE

START_S, END_S = 60, 20
ENOUGH = 50


def test_scans_that_were_answered_outlive_a_kill(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "codes.json").write_text(json.dumps(CODES))
    (site / "line.json").write_text(json.dumps(plain(LINE)))
    port = free_port()
    environment = {**os.environ, "INSTANCE": str(tmp_path), "HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "1"}
    process = subprocess.Popen(  # there is no database yet: scans need none
        [str(Path(sys.executable).parent / "linie302"), "serve"], env=environment, start_new_session=True
    )
    answered: list[int] = []
    enough = threading.Event()
    phones = threading.Thread(target=scan_until_it_dies, args=(port, answered, enough))
    try:
        wait_for(port)
        phones.start()
        enough.wait(START_S)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(END_S)
    phones.join(END_S)

    assert answered == [302] * len(answered)
    noted = [line for path in (tmp_path / "spool").iterdir() for line in path.read_text().splitlines()]
    assert len(answered) <= len(noted) <= len(answered) + 1  # one may have been noted and not yet answered
    assert {line.split(" ")[0] for line in noted} == {"222222"}


def scan_until_it_dies(port: int, answered: list[int], enough: threading.Event) -> None:
    """Scan with one phone after the other until nobody answers; tell once ``ENOUGH`` were."""
    with suppress(ConnectionError, http.client.HTTPException):
        for number in itertools.count():
            answered.append(scan(port, number))
            if len(answered) == ENOUGH:
                enough.set()


def scan(port: int, number: int) -> int:
    """Scan with a phone of its own and return the status."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=END_S)) as connection:
        connection.request("GET", "/s/222222", headers={"User-Agent": f"Phone/{number}", "Accept-Language": "de"})
        return connection.getresponse().status


def wait_for(port: int) -> None:
    """Return as soon as the process answers."""
    until = time.monotonic() + START_S
    while True:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=END_S)) as connection:
                connection.request("GET", "/healthz")
                connection.getresponse()
                return
        except ConnectionError:
            assert time.monotonic() < until, "the web process never answered"
            time.sleep(0.1)
