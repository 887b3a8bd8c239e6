"""A provider of accounts after OpenID Connect Core 1.0, over HTTP, which writes its tokens itself and can lie."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from werkzeug.wrappers import Request, Response

CLIENT, SECRET = "studio", "not told to anybody"
QUIET = type("Quiet", (WSGIRequestHandler,), {"log_message": lambda *_: None})


class Provider:
    """One house.  ``person`` sits at the browser; ``token`` is what is said otherwise of them (None: not said),
    ``header`` how that is signed, ``answers`` are whole answers by path; ``asked`` is what the studio asked for."""

    def __init__(self, back: str) -> None:
        self.back, self.url, self.signed_in_at = back, "", time.time()  # when the person last showed who they are
        self.person, self.token, self.header = (dict[str, Any]() for _ in range(3))
        self.answers, self._codes = dict[str, Response](), dict[str, dict[str, str]]()
        self.asked = list[dict[str, str]]()
        self.rotate()

    def rotate(self) -> None:
        self.key, self.key_id = rsa.generate_private_key(65537, 2048), secrets.token_hex(4)

    def __call__(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        pages = {"/.well-known/openid-configuration": self._about, "/keys": self._keys, "/authorize": self._authorize}
        pages |= {"/token": self._token, "/userinfo": self._userinfo}
        return (self.answers.get(request.path) or pages[request.path](request))(environ, start)

    def _about(self, _request: Request) -> Response:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        places = {name: f"{self.url}/{path}" for name, path in {**names, "jwks_uri": "keys"}.items()}
        signed = {"id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
        return _json({"issuer": self.url, **places, **signed})

    def _keys(self, _request: Request) -> Response:
        modulus = self.key.public_key().public_numbers().n.to_bytes(256)
        return _json({"keys": [{"kty": "RSA", "kid": self.key_id, "n": _text(modulus), "e": _text(b"\1\0\1")}]})

    def _authorize(self, request: Request) -> Response:
        given = request.args.to_dict()
        known = (given["client_id"], given["redirect_uri"], given["response_type"], given["code_challenge_method"])
        if known != (CLIENT, self.back, "code", "S256") or "openid" not in given["scope"].split():
            return Response("invalid_request", 400)
        self.asked.append(given)
        self.signed_in_at = max(self.signed_in_at, time.time() - float(given.get("max_age", "inf")))
        self._codes[code := secrets.token_hex(8)] = given
        return Response(status=302, headers={"Location": f"{self.back}?code={code}&state={given['state']}"})

    def _token(self, request: Request) -> Response:
        asked, who = self._codes.pop(request.form["code"], None), request.authorization
        proof = _text(hashlib.sha256(request.form.get("code_verifier", "").encode()).digest())
        is_client = who is not None and (who.username, who.password) == (CLIENT, SECRET)
        if not is_client or not asked or asked["code_challenge"] != proof or request.form["redirect_uri"] != self.back:
            return _json({"error": "invalid_grant"}, 400)
        said = {"iss": self.url, "aud": CLIENT, "nonce": asked["nonce"], "auth_time": int(self.signed_in_at)}
        said |= {"iat": int(time.time()), "exp": int(time.time()) + 300, **self.person, **self.token}
        return _json({"access_token": "opens", "token_type": "Bearer", "id_token": self._signed(said)})

    def _signed(self, claims: dict[str, Any]) -> str:
        head = {"alg": "RS256", "kid": self.key_id, **self.header}
        told = {name: value for name, value in claims.items() if value is not None}
        text = ".".join(_text(json.dumps(each).encode()) for each in (head, told)).encode()
        by = {"none": b"", "HS256": hmac.digest(SECRET.encode(), text, "sha256")}
        return f"{text.decode()}.{_text(by.get(head['alg'], self.key.sign(text, padding.PKCS1v15(), SHA256())))}"

    def _userinfo(self, request: Request) -> Response:
        return _json(self.person) if request.headers["Authorization"] == "Bearer opens" else Response(status=401)


@contextmanager
def running(back: str) -> Iterator[Provider]:
    """Let a house answer at 127.0.0.1, which sends people back to ``back``."""
    provider = Provider(back)
    with make_server("127.0.0.1", 0, provider, handler_class=QUIET) as server:
        provider.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        yield provider
        server.shutdown()


def _json(said: object, status: int = 200) -> Response:
    return Response(json.dumps(said), status, content_type="application/json")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
