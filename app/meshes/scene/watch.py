"""Show a scene in a browser while somebody writes it, and again after each change.

Serves this machine alone.  The page takes the viewer that the site also uses; a scene with faults shows
them in a list and keeps the last picture.
"""

import html
import json
from dataclasses import asdict
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from app.meshes import glb
from app.meshes.compose import compose
from app.meshes.faults import MeshError
from app.meshes.scene import read

_VIEWER = Path(__file__).parent.parent.parent / "site" / "static" / "viewer"
_PAGE = (Path(__file__).parent / "watch.html").read_text("utf-8")


def watch(source: Path, *, port: int) -> None:
    """Serve a scene on 127.0.0.1 until interrupted.  Raises OSError if the port is taken."""
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Page, source)) as server:
        print(f"http://127.0.0.1:{server.server_port}/ zeigt {source}; Ende mit Strg+C.")  # noqa: T201 - a command
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()  # noqa: T201


class _Page(BaseHTTPRequestHandler):
    """The page, its viewer, its variants as GLB, and the moment of the last change."""

    def __init__(self, source: Path, *of_server: object) -> None:
        self.source = source
        super().__init__(*of_server)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one of the few addresses."""
        address = self.path.split("?")[0].lstrip("/")
        if address == "":
            title = html.escape(self.source.resolve().parent.name)
            self._answer(_PAGE.replace("$title", title).encode(), "text/html; charset=utf-8")
        elif address == "changed":
            self._answer(json.dumps(self._changed()).encode(), "application/json")
        elif (script := _VIEWER / Path(address).name).is_file() and address == f"static/viewer/{script.name}":
            self._answer(script.read_bytes(), "text/javascript")
        elif address.endswith(".glb"):
            self._glb(address.removesuffix(".glb"))
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing: the page asks twice a second."""

    def _changed(self) -> dict[str, object]:
        try:
            scene = read(self.source.read_text("utf-8"))
        except MeshError as error:
            return {"at": 0, "faults": [str(fault) for fault in error.faults]}
        return {
            "at": self.source.stat().st_mtime_ns,
            "faults": [],
            "variants": scene.variants,
            "camera": asdict(scene.cameras["poster"]),
        }

    def _glb(self, variant: str) -> None:
        try:
            scene = read(self.source.read_text("utf-8"))
        except MeshError:
            self.send_error(409)
            return
        if variant not in scene.variants:
            self.send_error(404)
            return
        self._answer(glb.write(compose(self.source.resolve().parent.name, scene, variant)), "model/gltf-binary")

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)
