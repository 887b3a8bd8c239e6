"""Feeds of what became of plannings: Atom (RFC 4287), which tells programs what is new without an account."""

from collections.abc import Sequence

from app.site import paths
from app.site.outcome import Told
from app.site.render import environment_of
from app.site.values import Line, Settings
from app.site.words import voice_of

MOST = 100  # entries; those that became public last


def feed(
    line: Line,
    entries: Sequence[Told],
    lang: str,
    settings: Settings,
    *,
    known_as: str,
    page: str,
    title: str,
    changed_on: str,
) -> str:
    """Return the feed beside ``page``, a path, known by a UUID; without an entry it was changed on a day (ISO 8601)."""
    kept = entries[:MOST]
    return (
        environment_of(voice_of(line, lang))
        .get_template("feed.atom")
        .render(
            id=known_as,
            lang=lang,
            title=title,
            author=line.record.name,
            updated=kept[0].since if kept else changed_on,
            address=settings.public_url + paths.feed_path(page),
            page=settings.public_url + page,
            entries=kept,
        )
    )
