"""Caddy in front: TLS with a certificate that comes by itself, or of its own making for a host like localhost."""

from app.deploy.plan import Plan, drawn


def files(plan: Plan) -> dict[str, str]:
    """Return name -> text."""
    return {"Caddyfile": drawn("Caddyfile", plan)}
