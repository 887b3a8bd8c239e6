"""Containers: PostgreSQL, web, worker and Caddy, and beside them the settings that they read."""

from dataclasses import replace
from urllib.parse import urlsplit

from app.deploy.plan import Plan, drawn

OF_THE_FILE = {"INSTANCE", "HOST", "PORT", "PUBLIC_URL", "TLS", "PROXIES", "DATABASE_URL"}  # compose.yaml says them
DOMAIN = "https://${DOMAIN}"
WEB = "web:3020"
INDENT = " " * 6


def files(plan: Plan) -> dict[str, str]:
    """Return name -> text."""
    domain = urlsplit(plan.public_url).netloc
    given = {name: text for name, text in plan.settings.items() if name not in OF_THE_FILE}
    lines = [f"{name}='{text}'\n" for name, text in {"DOMAIN": domain, **given}.items()]
    return {"compose.yaml": compose(plan), ".env": "".join(lines)}


def compose(plan: Plan) -> str:
    """Return ``compose.yaml``, which is the same for everybody: what differs stands in ``.env``."""
    caddyfile = drawn("Caddyfile", replace(plan, public_url=DOMAIN, onward=(WEB,)))
    indented = "".join(f"{INDENT}{line}" if line.strip() else line for line in caddyfile.splitlines(keepends=True))
    return drawn("compose.yaml", plan, caddyfile=indented)
