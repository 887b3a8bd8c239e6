"""Where each page lives: its address on the web, and the key of its file in the site store.

An address begins and ends with a slash (``/de/302/o-werk/``); its key is the file below the store's root
(``de/302/o-werk/index.html``).  Slugs come from records, which allow only a–z, 0–9 and hyphens.
"""

ON_SITE = "vor-ort"
MAP = "karte"
OUTCOME = "was-daraus-wurde"
RESERVED = frozenset((ON_SITE, MAP, OUTCOME))  # no station and no planning may have these slugs
FEED, CALENDAR = "neues.atom", "termine.ics"  # beside a page


def line_path(lang: str, line: str) -> str:
    """Return the address of the line's page."""
    return _path(lang, line)


def map_path(lang: str, line: str) -> str:
    """Return the address of the line's map."""
    return _path(lang, line, MAP)


def station_path(lang: str, line: str, station: str) -> str:
    """Return the address of a station's page."""
    return _path(lang, line, station)


def planning_path(lang: str, line: str, station: str, planning: str) -> str:
    """Return the address of a planning's page."""
    return _path(lang, line, station, planning)


def on_site_path(lang: str, line: str, station: str) -> str:
    """Return the address of a station's on-site view."""
    return _path(lang, line, station, ON_SITE)


def outcome_path(lang: str, line: str) -> str:
    """Return the address of the page of what became of the line's plannings."""
    return _path(lang, line, OUTCOME)


def feed_path(page: str) -> str:
    """Return the address of the feed of what a page tells: of the line, a station or a planning."""
    return page + FEED


def calendar_path(page: str) -> str:
    """Return the address of its calendar."""
    return page + CALENDAR


def text_path(lang: str, slug: str) -> str:
    """Return the address of a page of words, such as the imprint."""
    return _path(lang, slug)


def withdrawn_key(path: str) -> str:
    """Return the key of the file that says that the page at ``path`` is shown no more."""
    return f"zurueckgezogen/{store_key(path)}"


def sign_geopose_key(code: str) -> str:
    """Return the key of the file that says where a sign stands and how it is turned."""
    return f"data/geopose/signs/{code}.geopose"


def planning_geopose_key(station: str, planning: str) -> str:
    """Return the key of the file that says where a planning stands and how it is turned."""
    return f"data/geopose/plannings/{station}/{planning}.geopose"


def store_key(path: str) -> str:
    """Return the key of the file that answers at ``path``."""
    key = path.removeprefix("/")
    return f"{key}index.html" if path.endswith("/") else key


def _path(*parts: str) -> str:
    return f"/{'/'.join(parts)}/"
