"""Where the content lies that a first start loads, and the accounts to try it with."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
ACCOUNTS = "seeds/accounts.toml"


def content_root() -> Path | None:
    """Return the folder with ``stations/``: the working directory, else that of the code; None if it is installed."""
    return next((root for root in (Path.cwd(), ROOT) if (root / "stations/line.toml").exists()), None)
