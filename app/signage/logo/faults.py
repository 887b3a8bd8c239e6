"""What is wrong with a logo, and what to do about it."""

from collections.abc import Mapping

from app.i18n import N_

EXPORT = N_("Bitte das Logo neu als SVG oder PDF ausgeben.")
SIMPLER = N_("Bitte das Logo vereinfachen.")
NEVER = N_("Bitte ohne das ausgeben; ein Logo braucht nur Formen und Farben.")
AS_PATHS = N_("Bitte in Pfade umwandeln.")
FLAT = N_("Bitte in volle Farben umwandeln.")


class LogoError(ValueError):
    """A file that cannot be used: ``wrong`` and ``mend`` are German, with places for ``values``."""

    def __init__(self, wrong: str, mend: str, **values: object) -> None:
        super().__init__(f"{wrong % values} {mend % values}")
        self.wrong = wrong
        self.mend = mend
        self.values: Mapping[str, object] = values
