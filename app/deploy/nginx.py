"""Nginx as a cache between TLS and the webs: pages outlive an outage, and a web that dies is not noticed."""

from app.deploy.plan import Plan, drawn


def files(plan: Plan) -> dict[str, str]:
    """Return name -> text."""
    return {"nginx.conf": drawn("nginx.conf", plan)}
