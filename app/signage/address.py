"""The address that a sign's code carries, in upper case.

Upper case lets the code use its alphanumeric mode: level H, which survives a sticker over part of it, then needs no
more modules than level Q would in lower case.  The address therefore has to work in upper case: ``/S/<CODE>``.
"""


def scan_address(public_url: str, code: str) -> str:
    """Return the address that a sign with ``code`` carries.

    Raises ValueError if ``public_url`` has a path or query, whose letters must not be changed.
    """
    scheme, _, host = public_url.rstrip("/").partition("://")
    if not host or any(letter in host for letter in "/?#"):
        raise ValueError(f"not a plain address: {public_url}")
    return f"{scheme}://{host}/s/{code}".upper()
