"""Place: where a planning stands and how it is turned, in a draft, without touching its words.

place_of  the fields of a record that say where
seen      a mark of these fields: a form that was filled from others is overtaken
put       other fields in the person's draft
"""

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.content.edit import begin, newest, save
from app.actions.people.rights import check
from app.errors import Overtaken
from app.i18n import N_
from app.models import Account, Planning, Revision, Role
from app.models.base import Json

OVERTAKEN = N_("Jemand anderes hat den Ort inzwischen geändert. Die Eingaben stehen noch da, daneben die neuen.")
DEFAULTS = {"rotation_deg": 0.0, "ground_m": 0.0}


def place_of(record: Mapping[str, object]) -> Json:
    """Return the fields of a planning's record that say where it stands."""
    return {"place": record["place"], **{name: record.get(name, value) for name, value in DEFAULTS.items()}}


def seen(record: Mapping[str, object]) -> str:
    """Return a mark of where ``record`` says that it stands."""
    return hashlib.sha256(json.dumps(place_of(record), sort_keys=True).encode()).hexdigest()[:16]


def save_place(session: Session, planning: Planning, given: Mapping[str, object], *, was: str, by: Account) -> Revision:
    """Store where the planning stands in the draft of ``by``; words that somebody else changes meanwhile stay.

    ``was`` is the mark of what the person saw.  Raises Forbidden unless ``by`` plans for the planning's partner,
    Overtaken if the place is another by now, Missing, WrongState and Invalid as ``edit.begin`` does.
    """
    check(by, Role.PLANNER, planning.owner)
    draft = edit.open_draft(session, planning, of=by)
    base = draft or newest(session, planning)
    if base is not None and seen(base.record) != was:
        raise Overtaken(OVERTAKEN)
    record = {**(base.record if base is not None else {}), **given}
    if draft is None:
        return begin(session, planning, record, by=by)
    save(session, draft, record, version=draft.version, by=by)
    return draft
