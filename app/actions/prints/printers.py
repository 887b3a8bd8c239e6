"""Printers: what print shops want, as data.

all_printers   those that come with the signs, and the operator's own, which may replace them
printer        one of them
put            store one, with its ICC file
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.people.rights import REFUSALS
from app.errors import Forbidden, Invalid, Missing
from app.exchange.reading import Faults, plain, read
from app.exchange.records import SLUG
from app.i18n import N_
from app.models import Account, Event, EventKind, Printer, Role
from app.models.base import Json
from app.signage import icc, profile
from app.storage import Store

STANDARD = "standard"


@dataclass(frozen=True)
class PrinterRow:
    """A printer as lists show it.  ``version`` is 0 for one that comes with the signs and was never changed."""

    slug: str
    record: Json
    icc_key: str = ""
    version: int = 0

    @property
    def is_x4(self) -> bool:
        """Tell whether files for it may call themselves PDF/X-4: the profile of its condition goes into them."""
        return bool(self.icc_key or profile.shipped_icc(self.record.get("condition", "")))


def all_printers(session: Session) -> list[PrinterRow]:
    """Return all printers by name, the standard first."""
    found = {slug: _shipped(slug) for slug in profile.slugs()}
    for row in session.scalars(select(Printer)):
        found[row.slug] = PrinterRow(row.slug, row.record, row.icc_key, row.version)
    return sorted(found.values(), key=lambda row: (row.slug != STANDARD, row.record["name"].casefold()))


def _shipped(slug: str) -> PrinterRow:
    """Return one that comes with the signs; the profile of its condition is not part of its record."""
    return PrinterRow(slug, plain(replace(profile.load(profile.shipped(slug)), icc=b"")))


def printer(session: Session, slug: str) -> PrinterRow:
    """Return one printer.  Raises Missing if there is none of that name."""
    found = next((row for row in all_printers(session) if row.slug == slug), None)
    if found is None:
        raise Missing("Diese Druckerei gibt es nicht. Bitte eine aus der Liste wählen.")
    return found


def save_printer(
    session: Session,
    media: Store,
    slug: str,
    given: Mapping[str, object],
    *,
    icc_file: bytes | None,
    keeps_icc: bool,
    by: Account,
) -> Printer:
    """Store a printer's wishes; with ``icc_file`` its printing condition, else the one before if ``keeps_icc``.

    Raises Forbidden unless ``by`` runs the installation, Invalid with every fault.
    """
    if not by.is_admin:
        raise Forbidden(REFUSALS[Role.ADMIN])
    faults = Faults(slug)
    record = read(profile.Profile, given, faults)
    if not SLUG.fullmatch(slug):
        faults.add(
            "slug", N_("„%(slug)s“ taugt nicht als Kürzel."), N_("Erlaubt: a–z, 0–9 und Bindestriche."), slug=slug
        )
    row = session.scalars(select(Printer).where(Printer.slug == slug)).first() or Printer(slug=slug, icc_key="")
    kept = media.get(row.icc_key) if keeps_icc and row.icc_key else None
    _check_icc(faults, kept if icc_file is None else icc_file, str(given.get("condition", "")))
    if record is None or faults.found:
        raise Invalid("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.", faults=faults.found)
    row.record = plain(record)
    if icc_file is not None:
        row.icc_key = media.put_media("condition.icc", icc_file)
    elif not keeps_icc:
        row.icc_key = ""
    session.add_all([row, Event(what=EventKind.CHANGE_PRINTER, by=by, comment=f"{record.name} ({slug})")])
    session.flush()
    return row


def _check_icc(faults: Faults, raw: bytes | None, condition: str) -> None:
    """Note what is wrong with the ICC file of a printing condition, if there is one."""
    if raw is None:
        return
    wrong = icc.fault_of(raw)
    if wrong:
        faults.add("icc", wrong, N_("Erwartet wird das CMYK-Ausgabeprofil der Druckbedingung."))
    if not condition:
        faults.add(
            "condition", N_("Das Feld fehlt."), N_("Bitte den Namen der Druckbedingung ergänzen, zum Beispiel FOGRA51.")
        )
    elif not wrong and not icc.is_of(raw, condition):
        faults.add("icc", icc.FOREIGN, icc.MATCHING, profile=icc.name_of(raw), condition=condition)
