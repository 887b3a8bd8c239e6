"""What AR Quick Look may place by a sign's code, if an operator wants it: a file for each planning, sign and unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.exchange.records import SignRecord, SignState
from app.site.launch import quick_look
from app.site.paths import ON_SITE
from app.site.values import Files, Line, Planning, Print, Settings, Station
from app.site.variants import first, shown


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """A planning at true size and the code that anchors it.

    ``metres`` and ``centimetres`` are keys in the site store.
    """

    planning: Planning
    files: Files
    sign: SignRecord
    printed: Print
    metres: str
    centimetres: str

    def href(self, key: str, page_url: str) -> str:
        """Return the address that opens one of its files, at its true size."""
        return quick_look(f"/{key}", page_url=page_url, fixed_scale=True)


def hanging(station: Station) -> list[SignRecord]:
    """Return the signs that riders may stand before."""
    return [sign for sign in station.signs if sign.state is not SignState.RETIRED]


def prints(sign: SignRecord, station: Station, settings: Settings) -> list[Print]:
    """Return every print of a sign that may hang there, the one it would have today among them, the likeliest first.

    The address tells which print it is.  Of two prints with one address the newer one counts; a wrong width only moves
    the rider nearer to the sign or away from it, and leaves the bearing as it is.
    """
    today = Print(address=f"{settings.public_url}/s/{sign.code}".upper(), code_mm=sign.code_mm)
    newest: dict[str, Print] = {}
    for each in (*station.prints.get(sign.code, ()), today):
        newest.setdefault(each.address, each)
    return list(newest.values())


def anchors(line: Line, station: Station, settings: Settings) -> Mapping[str, Sequence[Anchor]]:
    """Return slug -> the anchors of each planning: one for each sign that hangs, in the variant shown first."""
    signs = hanging(station) if settings.has_sign_anchors else []
    return {
        planning.record.slug: [_anchor(line, station, planning, files, sign, settings) for sign in signs]
        for planning in station.plannings
        if (files := _files(planning))
    }


def _files(planning: Planning) -> Files | None:
    opening = first(shown(planning))
    return opening.files if opening and opening.files.true else None


def _anchor(
    line: Line, station: Station, planning: Planning, files: Files, sign: SignRecord, settings: Settings
) -> Anchor:
    stem = f"{line.record.slug}/{station.record.slug}/{ON_SITE}/{planning.record.slug}-{sign.code}"
    return Anchor(
        planning=planning,
        files=files,
        sign=sign,
        printed=prints(sign, station, settings)[0],
        metres=f"{stem}-m.usdz",
        centimetres=f"{stem}-cm.usdz",
    )
