"""A proxy that listens: it hands everything on and puts a script into each page that tells what goes wrong there.

For an engine that keeps its console to itself.  What pages may load stays as it is: the script comes from their own
address, and a page that may load none has nothing that could go wrong.
"""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

TELL = "/tell-what-goes-wrong"
SCRIPT = f"""{{
    const tell = (words) => {{
        const request = new XMLHttpRequest();
        request.open("POST", "{TELL}", false);  // it has arrived before anything else happens
        request.send(`${{location.pathname}}: ${{words}}`);
    }};
    const log = console.error;
    console.error = (...words) => {{ tell(words.join(" ")); log.apply(console, words); }};
    addEventListener("unhandledrejection", ({{ reason }}) => tell(reason));
    addEventListener("securitypolicyviolation", ({{ violatedDirective, blockedURI }}) =>
        tell(`${{violatedDirective}} forbids ${{blockedURI}}`));
    addEventListener("error", ({{ message, target }}) => tell(message ?? `${{target.outerHTML}} did not load`), true);
}}"""
HEAD = b"<head>"
OF_THE_WAY = (
    "connection",
    "keep-alive",
    "proxy-connection",
    "transfer-encoding",
    "content-length",
    "accept-encoding",
)


@contextmanager
def listening(said: list[str]) -> Iterator[int]:
    """Start such a proxy and give its port; ``said`` fills with what goes wrong."""

    class Handler(_Handler):
        faults = said

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    faults: list[str]

    def handle(self) -> None:
        with suppress(ConnectionError):  # a page that is left needs no answer
            super().handle()

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == TELL:
            self._answer(200, [("Content-Type", "text/javascript")], SCRIPT.encode())
            return
        self._hand_on(f"{address.path}?{address.query}" if address.query else address.path, address.netloc)

    def do_POST(self) -> None:
        if urlsplit(self.path).path == TELL:
            self.faults.append(self._body().decode())
            self._answer(204, [], b"")
        else:
            self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _hand_on(self, path: str, host: str) -> None:
        headers = {name: value for name, value in self.headers.items() if name.lower() not in OF_THE_WAY}
        connection = http.client.HTTPConnection(host)
        connection.request(self.command, path, self._body(), headers)
        answer = connection.getresponse()
        raw = answer.read()
        connection.close()
        if answer.getheader("Content-Type", "").startswith("text/html"):
            raw = raw.replace(HEAD, HEAD + f'<script src="{TELL}"></script>'.encode(), 1)
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in OF_THE_WAY]
        self._answer(answer.status, kept, raw)

    def _answer(self, status: int, headers: list[tuple[str, str]], raw: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)
