"""Calendars of what became of plannings, and will: iCalendar (RFC 5545), each moment as a day of its own.

Of a month or a year it is the first day, and the entry says that the day is not known.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from app.exchange.timeline import first_day
from app.site.outcome import Told
from app.site.values import Line
from app.site.words import Voice, voice_of

LINE_BYTES = 75  # without its break
BARE = (  # a calendar has at least one part, and one without a moment still is one
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None})


def calendar(line: Line, entries: Sequence[Told], lang: str, *, title: str) -> bytes:
    """Return a calendar, by day."""
    voice = voice_of(line, lang)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//linie302//{_text(line.record.name)}//{lang.upper()}"]
    lines += [f"NAME:{_text(title)}", f"X-WR-CALNAME:{_text(title)}", "REFRESH-INTERVAL;VALUE=DURATION:P1D"]
    for each in sorted(entries, key=lambda each: (each.entry.year.at, each.id)):
        lines += _event(each, voice)
    lines += [*(() if entries else BARE), "END:VCALENDAR"]
    return b"".join(piece + b"\r\n" for each in lines for piece in folded(each))


def folded(line: str) -> Iterator[bytes]:
    """Yield the pieces of a line, each after the first begun by a blank, and no letter torn apart."""
    piece = b""
    for letter in map(str.encode, line):
        if len(piece) + len(letter) > LINE_BYTES:
            yield piece
            piece = b" "
        piece += letter
    yield piece


def _event(told: Told, voice: Voice) -> list[str]:
    entry, day = told.entry, first_day(told.entry.year)
    words = f"{told.planning}: {entry.words}"
    if not entry.year.day:
        vague = voice.gettext("%(when)s, Tag nicht bekannt") % {"when": entry.when}
        words = f"{words} ({vague})"
    about = [told.summary, entry.source.url if entry.source else ""]
    return [
        "BEGIN:VEVENT",
        f"UID:{told.id}",
        f"DTSTAMP:{told.since.replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(words)}",
        f"DESCRIPTION:{_text(chr(10).join(filter(None, about)))}",
        f"URL:{told.page}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    return words.translate(ESCAPES)
