"""The address of a link that shows a version: the number of the link, signed with the key of this installation."""

import hashlib

from flask import current_app, url_for
from itsdangerous import URLSafeSerializer

from app.models import Share

SALT = "preview link"


def link_of(found: Share) -> str:
    """Return the whole address of a link."""
    return f"{current_app.config['PUBLIC_URL']}{url_for('share.show', token=_signer().dumps(found.id))}"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], SALT, signer_kwargs={"digest_method": hashlib.sha256})
