"""The shape of a design: how the signs of a line or of one of its partners look, beside what they say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.exchange.records import COLOUR, SLUG, TITLE_MAX, rule

FAULT_MAX = 90  # letters of a line at the foot of the smallest sign
FUNDING_MAX = 160
LOGO_NAME_MAX = 60
LOGO = "logo.json"  # what the drawing of a logo is called in the media store
LOGO_KEY = re.compile(rf"private/[0-9a-f]{{64}}/{re.escape(LOGO)}")
LOGOS_MAX, FUNDERS_MAX = 2, 5


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A logo by the key of its drawing in the media store, with what is said where it is not seen."""

    file: str = rule(pattern=LOGO_KEY)
    name: str = rule(filled=True, longest=LOGO_NAME_MAX)


@dataclass(frozen=True, kw_only=True)
class DesignRecord:
    """A partner's design goes over the line's, field by field; what neither has is as the line's own record says."""

    slug: str = rule(pattern=SLUG)
    name: str = rule(filled=True, longest=TITLE_MAX)
    colour: str = rule("", pattern=COLOUR)  # of the field that the station's name stands on
    second_colour: str = rule("", pattern=COLOUR)  # of the field that says what to do
    fault: Mapping[str, str] = rule({}, longest=FAULT_MAX)  # language -> whom to tell of a damaged sign
    funding: Mapping[str, str] = rule({}, longest=FUNDING_MAX)  # language -> who pays, instead of the line's own words
    logos: tuple[Logo, ...] = rule((), most=LOGOS_MAX)  # of the partner or the line, at the head
    funders: tuple[Logo, ...] = rule((), most=FUNDERS_MAX)  # of those who pay, at the foot
