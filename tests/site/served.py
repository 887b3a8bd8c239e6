"""A small server for a page in a real browser: files that a test gives, and what rider pages ask for under /static/."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from app.site import pages

STATIC = Path(pages.__file__).parent / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".glb": "model/gltf-binary", ".webp": "image/webp"}


@contextmanager
def served(files: Mapping[str, bytes]) -> Iterator[str]:
    """Serve ``files``, path -> content, on any port of this machine; yield the address, with a slash at its end."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            raw = files.get(path) or (STATIC / path.removeprefix("/static/")).read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(Path(path).suffix, "text/html; charset=utf-8"))
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
