"""Version 1 of the format, read as version 2: plannings had a pair of labels for what their asset shows.

planning    the fields of a ``planning.toml``
asset_text  those of the text of an asset
"""

from collections.abc import Mapping

OF_SCENE = BEFORE, AFTER = "before", "after"
PAIRS: Mapping[str, tuple[dict[str, object], ...]] = {
    "planned": ({"id": "today", "today": True, "scene": BEFORE}, {"id": "planned", "scene": AFTER}),
    "changed": ({"id": "then", "scene": BEFORE}, {"id": "today", "today": True, "scene": AFTER}),
}


def planning(given: Mapping[str, object], of_asset: tuple[str, ...]) -> dict[str, object]:
    """Return the fields of a planning; ``of_asset`` are the variants of its asset."""
    labels = str(given.get("labels", "planned"))
    if labels not in PAIRS or "variants" in given:
        return dict(given)
    found = {name: value for name, value in given.items() if name != "labels"}
    return {**found, "variants": list(PAIRS[labels])} if of_asset == OF_SCENE else found


def asset_text(given: Mapping[str, object], of_asset: tuple[str, ...]) -> dict[str, object]:
    """Return the fields of the text of an asset, whose variants are ``of_asset``."""
    old = (given.get("alt_before"), given.get("alt_after"))
    if not any(old) or not of_asset or "alt" in given:
        return dict(given)
    found = {name: value for name, value in given.items() if name not in ("alt_before", "alt_after")}
    pairs = zip((of_asset[0], of_asset[-1]), old, strict=True) if len(of_asset) > 1 else [(of_asset[0], old[1])]
    return {**found, "alt": {variant: words for variant, words in pairs if words}}
