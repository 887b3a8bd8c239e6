"""What is wrong with a document, and what to do about it."""

from collections.abc import Mapping

from app.i18n import N_

SAVE_AGAIN = N_("Bitte das PDF noch einmal ausgeben und dann hochladen.")


class DocumentError(ValueError):
    """A document that cannot be used: ``wrong`` and ``mend`` are German, with places for ``values``."""

    def __init__(self, wrong: str, mend: str, **values: object) -> None:
        super().__init__(f"{wrong % values} {mend % values}")
        self.wrong = wrong
        self.mend = mend
        self.values: Mapping[str, object] = values
