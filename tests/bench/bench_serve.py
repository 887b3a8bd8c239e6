"""A station's page through the real server, beside a bare Flask view that returns as many bytes.

Both run under the same gunicorn with the same settings, on their own ports, and are asked in turns by the same client,
which keeps its connections open.  What counts is the ratio of requests per second.
"""

import http.client
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench.rows import Row
from tests.product import free_port, started

PATH = "/de/302/heinrich-koenig-platz/"
CONNECTIONS = 4
ROUND_S = 2.0
ROUNDS = 5
BARE = """
from flask import Flask, Response
app = Flask(__name__)
BODY = b"x" * {length}
@app.get("/")
def view():
    return Response(BODY, content_type="text/html; charset=utf-8")
"""


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as server:
        ours_at = server.url.removeprefix("http://")
        length = len(_get(ours_at, PATH))
        with _bare(Path(folder), length) as bare_at:
            rates = [(_rate(ours_at, PATH), _rate(bare_at, "/")) for _ in range(ROUNDS)]
    ratio = median(ours / bare for ours, bare in rates)
    ours, bare = (median(column) for column in zip(*rates, strict=True))
    return [
        Row(
            what=f"station page, {length} bytes (br), requests per second",
            ours=f"{ours:.0f}/s",
            other=f"bare Flask view {bare:.0f}/s",
            ratio=ratio,
            goal="≥ 0.9",
            met=ratio >= 0.9,
        )
    ]


@contextmanager
def _bare(folder: Path, length: int) -> Iterator[str]:
    (folder / "bare.py").write_text(BARE.format(length=length))
    address = f"127.0.0.1:{free_port()}"
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    settings = ["--worker-class=gthread", "--workers=2", "--threads=8", "--bind", address, "bare:app"]
    process = subprocess.Popen([gunicorn, *settings], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://{address}/", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _rate(address: str, path: str) -> float:
    """Return requests per second over ``CONNECTIONS`` open connections in ``ROUND_S`` seconds."""
    until = time.perf_counter() + ROUND_S
    counts = [0] * CONNECTIONS

    def ask(place: int) -> None:
        connection = http.client.HTTPConnection(address, timeout=10)
        while time.perf_counter() < until:
            connection.request("GET", path, headers={"Accept-Encoding": "br"})
            response = connection.getresponse()
            response.read()
            assert response.status == 200
            counts[place] += 1
        connection.close()

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / ROUND_S


def _get(address: str, path: str) -> bytes:
    connection = http.client.HTTPConnection(address, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": "br"})
    body = connection.getresponse().read()
    connection.close()
    return body
