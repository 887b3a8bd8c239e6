"""Where the content lies that a first start loads, and the accounts to try it with."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
ACCOUNTS = "seeds/accounts.toml"


def content_root() -> Path:
    """Return the folder with ``stations/``: the working directory, else that of the code."""
    here = Path.cwd()
    return here if (here / "stations/line.toml").exists() else ROOT
