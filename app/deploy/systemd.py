"""Two services for systemd, and the settings that they read."""

from app.deploy.plan import Plan, drawn

ENVIRONMENT = "linie302.env"
COMMANDS = {"serve": "web", "worker": "work in the background"}  # of linie302 -> what it is


def files(plan: Plan) -> dict[str, str]:
    """Return name -> text."""
    services = {
        f"linie302-{command}.service": drawn(
            "linie302.service", plan, about=about, command=command, environment=ENVIRONMENT
        )
        for command, about in COMMANDS.items()
    }
    return {**services, ENVIRONMENT: "".join(f"{name}={_quoted(text)}\n" for name, text in plan.settings.items())}


def _quoted(text: str) -> str:
    """Return a value as systemd reads it from a file: in quotes, within which it knows backslashes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
