"""The second factor: what a person shows after the password, a code of an app or a passkey.

Flask-Security checks them; here is what it asks us for: a code that opens nothing twice, a QR code of our own,
and the address under which the studio is known to browsers.
"""

import base64
from typing import Protocol
from urllib.parse import urlsplit

from flask import current_app, request
from flask_security import Totp, UserMixin, WebauthnUtil

from app import qr
from app.models import Account

CODE_MM = 50.0


class _Match(Protocol):
    counter: int


class Codes(Totp):
    """Codes of an app; each opens once."""

    def generate_qrcode(self, username: str, totp: str) -> str:
        drawing = qr.svg(self.get_totp_uri(username, totp), code_mm=CODE_MM)
        return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"

    def get_last_counter(self, user: UserMixin) -> int | None:
        assert isinstance(user, Account)
        return user.tf_counter

    def set_last_counter(self, user: UserMixin, tmatch: _Match) -> None:
        assert isinstance(user, Account)
        user.tf_counter = tmatch.counter


class Passkeys(WebauthnUtil):
    """Passkeys hold for one origin: the host that was asked, by the scheme that everybody uses."""

    def origin(self) -> str:
        return f"{urlsplit(current_app.config['PUBLIC_URL']).scheme}://{request.host}"
