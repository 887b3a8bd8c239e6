"""The scales of models, as architects use them: round numbers, one to so much."""

SCALES = (5, 10, 20, 25, 50, 75, 100, 125, 150, 200, 250, 300, 400, 500, 600, 750, 800, 1000, 1250, 1500, 2000, 2500)
BEYOND = 500


def share_for(least: float) -> int:
    """Return the next round number that is no less than ``least``."""
    return next((share for share in SCALES if share >= least), -int(-least // BEYOND) * BEYOND)


def said(share: int) -> str:
    """Return a scale as it stands on a plate."""
    return f"1 : {share:,}".replace(",", "\N{NO-BREAK SPACE}")
