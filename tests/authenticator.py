"""An app for one-time codes, written after RFC 6238, so that the studio's own codes are checked by something else."""

import base64
import hashlib
import hmac
import struct
import time

STEP_S = 30


def code(key: str, *, at: float | None = None) -> str:
    """Return the code that ``key``, in base 32 as pages show it, makes at a moment."""
    plain = key.replace("-", "").replace(" ", "")
    secret = base64.b32decode(plain + "=" * (-len(plain) % 8))
    step = int((time.time() if at is None else at) // STEP_S)
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
