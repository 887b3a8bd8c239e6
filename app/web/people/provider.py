"""The provider of accounts of one's own house: how it is asked, and what of its answers is believed.

Authlib speaks OpenID Connect with it: code flow with state, nonce and PKCE, the ID token's signature, issuer and times.
What it leaves to what the provider says of itself, or does not look at, is decided here.  It is asked by way of
``app/outside.py``, since it names further addresses itself.
"""

import time
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth, OAuthError
from authlib.integrations.requests_client import OAuth2Session
from flask import Flask, session
from joserfc.errors import JoseError

from app import outside
from app.config import Config

NAME = "house"
DISCOVERY = "/.well-known/openid-configuration"
ALGORITHMS = [f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)]  # all with a pair of keys
OLDEST_S = 3600  # so long holds what the provider said of itself; then it is asked anew, because keys change
SILENT = outside.SILENT
UNBELIEVABLE = (  # what an answer that is not as it should be makes these libraries raise
    *(AuthlibBaseError, JoseError, outside.FAILURE),
    *(AttributeError, LookupError, RuntimeError, TypeError, ValueError),
)


class Session(OAuth2Session):  # type: ignore[misc]  # which has no types
    """What the provider is asked by, once; ``inner`` are hosts of the operator's own network that may be asked."""

    def __init__(self, *given: Any, inner: frozenset[str], patience_s: float, **more: Any) -> None:
        super().__init__(*given, **more)
        outside.guard(self, inner=inner, patience_s=patience_s)


class Provider(FlaskOAuth2App):  # type: ignore[misc]  # which has no types
    """The provider, as it is known to one web process."""

    client_cls = Session
    server_metadata: dict[str, Any]

    def load_server_metadata(self) -> dict[str, Any]:
        """Return where the provider is asked for what.  Raises OAuthError if it calls itself by another name.

        Which algorithms sign is ours to say: *none* and those with a shared secret prove nothing.
        """
        if self.server_metadata.get("_loaded_at", 0) < time.time() - OLDEST_S:
            self.server_metadata = {}
        said: dict[str, Any] = super().load_server_metadata()
        if said["issuer"].rstrip("/") + DISCOVERY != self._server_metadata_url:
            raise OAuthError("wrong_issuer", f"{self._server_metadata_url} speaks for {said['issuer']}.")
        return {**said, "id_token_signing_alg_values_supported": ALGORITHMS}

    def person(self) -> dict[str, object]:
        """Return what the provider says of the person whom it has just sent back.

        Raises one of ``UNBELIEVABLE`` if the answer is not for us, not from the provider, or not of now.
        """
        issuer = self.load_server_metadata()["issuer"]
        options = {
            "iss": {"essential": True, "value": issuer},
            "aud": {"essential": True, "value": self.client_id},
        }
        token = self.authorize_access_token(claims_options=options)
        said: dict[str, object] = token["userinfo"]
        if "email" in said:
            return said
        more: dict[str, object] = self.userinfo(token=token)  # a short ID token: the rest stands there
        if more["sub"] != said["sub"]:
            raise OAuthError("wrong_person", "The provider's answers are about two people.")
        return {**said, "email": more.get("email", ""), "email_verified": more.get("email_verified")}


def install(app: Flask, config: Config) -> None:
    """Make the provider known to ``app``, where there is one."""
    oauth = app.extensions["oidc"] = OAuth(app)
    setting = config.oidc
    if setting:
        oauth.register(
            NAME,
            client_cls=Provider,
            server_metadata_url=f"{setting.issuer}{DISCOVERY}",
            client_id=setting.client_id,
            client_secret=setting.client_secret,
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "inner": config.inner_hosts,
                "patience_s": outside.PATIENCE_S,
            },
        )


def forget_attempts() -> None:
    """Drop what the cookie holds of sign-ins that were begun and never came back: it has no room for many."""
    for key in [each for each in session if each.startswith(f"_state_{NAME}_")]:
        session.pop(key)
