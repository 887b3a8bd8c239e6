"""Verdict: what the codes in view of a camera say about the sign that hangs there.

``app/web/static/js/sign_check/verdict.js`` says the same without reception; both follow ``tests/js/verdicts.json``.

    nothing was read                          unreadable
    one of the codes is not of our addresses  foreign: somebody put theirs over ours, or beside it
    no sign has the code                      unknown
    the sign is out of service                retired
    another sign was expected here            elsewhere, or other_station
    the phone is too far from its place       elsewhere (known to the phone alone, which does not tell where it is)
    else                                      good
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Finding, SignStage

CODE = re.compile(r"[0-9A-Z]{6}")


@dataclass(frozen=True)
class Known:
    """What has to be known of a sign to judge: its state and its station."""

    state: SignStage
    station_id: int


@dataclass(frozen=True)
class Verdict:
    """``code`` is that of the sign that was read, empty where none was."""

    found: Finding
    code: str = ""


def verdict(
    texts: Sequence[str], signs: Mapping[str, Known], *, prefixes: Sequence[str], expected: str = ""
) -> Verdict:
    """Judge what was read.  ``prefixes`` are the addresses, in upper case, that our codes begin with."""
    if not texts:
        return Verdict(Finding.UNREADABLE)
    codes = [_code(text, prefixes) for text in texts]
    if "" in codes:
        return Verdict(Finding.FOREIGN)
    code = expected if expected in codes else codes[0]
    if code not in signs:
        return Verdict(Finding.UNKNOWN)
    if signs[code].state is SignStage.RETIRED:
        return Verdict(Finding.RETIRED, code)
    if expected in signs and code != expected:
        same = signs[code].station_id == signs[expected].station_id
        return Verdict(Finding.ELSEWHERE if same else Finding.OTHER_STATION, code)
    return Verdict(Finding.GOOD, code)


def _code(text: str, prefixes: Sequence[str]) -> str:
    """Return the code that an address of ours ends with, empty if it is none of ours."""
    asked = text.strip().upper()
    rest = next((asked.removeprefix(prefix) for prefix in prefixes if asked.startswith(prefix)), "")
    return rest if CODE.fullmatch(rest) else ""
