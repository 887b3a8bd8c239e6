"""A passkey in software, written after WebAuthn Level 2, so that the studio's checks meet a wrong one, too."""

import base64
import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, WITH_KEY = 0x01, 0x40  # flags: somebody touched it; a new key comes along


class SoftwareKey:
    """One passkey (ES256, no attestation) for one site.  ``count`` is how often it was shown."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.id = secrets.token_bytes(16)
        self.count = 0
        self._secret = ec.generate_private_key(ec.SECP256R1())

    def made(self, options: dict[str, Any]) -> str:
        """Answer the options of a registration, as the browser does in JSON."""
        place = self._secret.public_key().public_numbers()
        key = {1: 2, 3: -7, -1: 1, -2: place.x.to_bytes(32), -3: place.y.to_bytes(32)}
        held = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(key)
        data = self._about(options["rp"]["id"], PRESENT | WITH_KEY) + held
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", options["challenge"])
        return self._answer({"clientDataJSON": said, "attestationObject": attestation})

    def shown(self, options: dict[str, Any]) -> str:
        """Answer the options of a sign-in, whoever may be meant by them."""
        self.count += 1
        data = self._about(options["rpId"], PRESENT)
        said = self._said("webauthn.get", options["challenge"])
        signature = self._secret.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer({"clientDataJSON": said, "authenticatorData": data, "signature": signature})

    def _about(self, site: str, flags: int) -> bytes:
        return hashlib.sha256(site.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _said(self, deed: str, challenge: str) -> bytes:
        return json.dumps({"type": deed, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, response: dict[str, bytes]) -> str:
        name, texts = _text(self.id), {part: _text(value) for part, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": texts})


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
