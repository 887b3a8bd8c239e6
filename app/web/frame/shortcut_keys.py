"""Keyboard shortcuts: whether a person wants them (WCAG 2.1.4)."""

from flask import Flask

from app.models import Account

NAME = "shortcuts"  # among a person's preferences


def is_on(account: Account | None) -> bool:
    """Tell whether single keys do something for ``account``; they do, until it says otherwise."""
    return account is not None and account.preferences.get(NAME, True) is True


def install(app: Flask) -> None:
    """Let the frame of all pages ask."""
    app.jinja_env.globals["has_shortcuts"] = is_on
