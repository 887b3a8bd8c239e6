"""A mail server of our own: real sockets and real TLS, one name and password; it keeps what it gets, or says no."""

import base64
import socketserver
import ssl
import threading
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy


class Talk(socketserver.StreamRequestHandler):
    """One connection.  The server's ``refusals`` say what a command is answered instead."""

    who = ""

    def handle(self):
        with suppress(OSError):  # who hangs up has said enough
            if self.server.is_smtps:
                self.encrypt()
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                verb, _, rest = line.partition(" ")
                self.server.heard.append(verb.upper())
                self.say(self.server.refusals.get(verb.upper()) or self.answer(verb.upper(), rest))

    def answer(self, verb, rest):
        is_secret = isinstance(self.request, ssl.SSLSocket)
        if verb == "EHLO":
            offers = ["STARTTLS"] * bool(self.server.tls and not is_secret) + ["AUTH PLAIN"] * bool(self.server.login)
            return "\r\n".join(["250-here", *(f"250-{each}" for each in offers), "250 ok"])
        if verb == "STARTTLS":
            self.say("220 go on")
            return self.encrypt()
        if verb == "AUTH":
            given = tuple(base64.b64decode(rest.split()[-1]).decode().split("\0")[1:])
            self.who = given[0] if given == self.server.login else ""
            return "235 welcome" if self.who else "535 no such name and password"
        if verb in ("MAIL", "RCPT", "DATA") and self.server.login and not self.who:
            return "530 who are you"
        if verb == "DATA":
            self.say("354 go on")
            lines = [line.removeprefix(b".") for line in iter(self.rfile.readline, b".\r\n")]
            self.server.letters.append(message_from_bytes(b"".join(lines).replace(b"\r", b""), policy=policy.default))
            self.server.came_by.append((is_secret, self.who))
        return "221 bye" if verb == "QUIT" else "250 ok"

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode() if words else b"")

    def encrypt(self):
        self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        self.setup()

    def finish(self):
        super().finish()
        self.request.close()


@contextmanager
def running(port=0, *, tls=None, is_smtps=False, login=None):
    """Run a mail server with ``letters`` that ``came_by`` TLS or not, from whom, and with all commands it ``heard``."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", port), Talk) as server:
        server.daemon_threads, server.refusals, server.letters, server.came_by, server.heard = True, {}, [], [], []
        server.tls, server.is_smtps, server.login, server.port = tls, is_smtps, login, server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
