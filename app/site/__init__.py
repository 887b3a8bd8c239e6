"""Rider pages: published records in, HTML files out.

``pages`` makes one page in one language, ``paths`` says where it lives, ``VERSION`` changes whenever any page may.
What goes in is in ``values``; nothing here reads a database, a clock or the network.
"""

from app.site.onsite import has_onsite, onsite_page
from app.site.pages import (
    gone_page,
    line_page,
    not_found_page,
    planning_page,
    robots,
    sitemap,
    station_page,
    text_page,
)
from app.site.version import VERSION

__all__ = [
    "VERSION",
    "gone_page",
    "has_onsite",
    "line_page",
    "not_found_page",
    "onsite_page",
    "planning_page",
    "robots",
    "sitemap",
    "station_page",
    "text_page",
]
