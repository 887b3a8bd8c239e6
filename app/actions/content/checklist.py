"""Checklist: what an item still needs before riders may see it, and what would make it better.

points   everything that is looked at, met or not, each with the field it is about
check    refuse what is not ready to be handed in, by the same rules
beside   add to another refusal what that would say
share    how complete it is

A point is demanded or only wished for.  Whatever the record itself does not allow is refused when it is saved.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.actions.library import library_files
from app.actions.records import record_json
from app.actions.records.line_record import first_language
from app.errors import Invalid
from app.exchange.designs import DesignRecord
from app.exchange.languages import is_simple
from app.exchange.line_parts import PageRecord
from app.exchange.reading import Fault, plain
from app.exchange.records import Confidence, Partner, PlanningRecord, StationRecord, Text
from app.exchange.translation import is_stale
from app.i18n import N_
from app.models import Item, Used
from app.models.base import Json
from app.models.use import assets_in

NOT_READY = N_("Für die Freigabe fehlt noch etwas. Der Editor sagt, was und wo.")
DEMANDED = {
    "title": N_("Der Titel auf %(language)s steht."),
    "summary": N_("Die Zusammenfassung auf %(language)s steht."),
    "body": N_("Der Text auf %(language)s steht."),
    "sources": N_("Was als belegt gilt, nennt seine Quelle."),
    "name": N_("Der Name steht."),
    "files": N_("Zu 3D, Bildern und Dokumenten sind Urheber, Lizenz, Herkunft und Alternativtext angegeben."),
}
WISHED = {
    "translation": N_("Es gibt den Text auch in dieser Sprache."),
    "stale": N_("Die Übersetzung entspricht dem jetzigen Text auf %(language)s."),
    "checked": N_("Leichte Sprache ist von einer Prüfgruppe geprüft."),
    "sources": N_("Mindestens eine Quelle ist genannt."),
    "asset": N_("Es gibt etwas in 3D zu sehen."),
    "note": N_("Es steht dabei, was daran abgeleitet ist."),
}
LACKING = {
    "body": N_("Der Text fehlt noch; Fahrgäste bekämen nur Titel und Zusammenfassung."),
    "sources": N_("„Belegt“ braucht mindestens eine Quelle."),
}
ADD = N_("Bitte ergänzen.")
Named = Partner | DesignRecord  # what has a name and no texts
Grounded = StationRecord | PlanningRecord  # what says how sure it is, and on what grounds


@dataclass(frozen=True)
class Requirement:
    """One thing that is looked at.  ``sentence`` says how it is when ``is_met``, with a place for ``language``."""

    field: str
    sentence: str
    is_met: bool
    is_demanded: bool = False
    faults: Sequence[Fault] = ()
    language: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has to do anything: files are being built or cut."""
        return bool(self.faults) and all(library_files.is_building(each) for each in self.faults)


def points(
    session: Session,
    item: Item,
    record: record_json.Record,
    given: Mapping[str, object],
    languages: Sequence[str],
    *,
    described: Mapping[tuple[Used, str], Json] | None = None,
) -> list[Requirement]:
    """Return what is demanded, then what is wished for.  ``given`` is ``record`` as plain JSON.

    ``described`` are the records of files of which something is typed that is not stored yet.
    """
    first = languages[0]
    return [*_demanded(session, item, record, given, first, described or {}), *_wished(record, languages, first)]


def check(session: Session, item: Item, given: Mapping[str, object]) -> None:
    """Raise Invalid, with every fault, if ``given`` is not ready to be handed in."""
    faults = list(_faults(record_json.record(item.kind, given), first_language(session)))
    faults += library_files.faults_of(session, dict(given))
    if faults:
        raise Invalid(NOT_READY, faults=faults)


def beside(
    session: Session, refusal: Invalid, record: record_json.Record, *, described: Mapping[tuple[Used, str], Json]
) -> Invalid:
    """Return ``refusal`` with what else keeps ``record`` from being handed in, so that all is said at once."""
    faults = [*_faults(record, first_language(session))]
    faults += library_files.faults_of(session, plain(record), described=described)
    return Invalid(refusal.sentence, faults=[*refusal.faults, *(each for each in faults if each not in refusal.faults)])


def share(found: Sequence[Requirement]) -> int:
    """Return how complete something is, in per cent; 100 only if every point is met."""
    return 100 * sum(each.is_met for each in found) // len(found)


def _demanded(
    session: Session,
    item: Item,
    record: record_json.Record,
    given: Mapping[str, object],
    first: str,
    described: Mapping[tuple[Used, str], Json],
) -> Iterator[Requirement]:
    of_files = library_files.faults_of(session, dict(given), described=described)
    wrong = defaultdict(list)
    for each in (*of_files, *_all_faults(session, item, record, given, first)):
        wrong[each.field].append(each)
    fields = [f"texts.{first}.title", f"texts.{first}.summary"] if not isinstance(record, Named) else []
    if isinstance(record, PlanningRecord | PageRecord):
        fields.append(f"texts.{first}.body")
    for field in fields:
        name = field.rpartition(".")[2]
        yield Requirement(field, DEMANDED[name], field not in wrong, True, wrong.pop(field, ()), first)
    if isinstance(record, Named):
        yield Requirement("name", DEMANDED["name"], "name" not in wrong, True, wrong.pop("name", ()))
    if _is_sourced(record):
        yield Requirement("sources", DEMANDED["sources"], "sources" not in wrong, True, wrong.pop("sources", ()))
    if record_json.pictures_of(record) or record_json.documents_of(record) or assets_in(dict(given)):
        files = [name for name in wrong if name.startswith(("asset", "pictures", "documents", "variants"))]
        if not files:
            yield Requirement("asset", DEMANDED["files"], True, True)
    for field, faults in wrong.items():
        yield Requirement(field, "", False, True, faults)


def _all_faults(
    session: Session, item: Item, record: record_json.Record, given: Mapping[str, object], first: str
) -> Iterator[Fault]:
    """Yield what refuses saving and what refuses handing in, but for what is to be said of files."""
    yield from _faults(record, first)
    try:
        record_json.checked(session, item, given)
    except Invalid as refusal:
        yield from (each for each in refusal.faults if isinstance(each, Fault))


def _faults(record: record_json.Record, first: str) -> Iterator[Fault]:
    text = record_json.texts_of(record).get(first, Text(title="", summary=""))
    if isinstance(record, PlanningRecord | PageRecord) and not text.body.strip():
        yield Fault(record.slug, f"texts.{first}.body", LACKING["body"], ADD)
    if isinstance(record, Grounded) and _is_sourced(record) and not record.sources:
        yield Fault(record.slug, "sources", LACKING["sources"], ADD)


def _is_sourced(record: record_json.Record) -> bool:
    return isinstance(record, Grounded) and record.confidence is Confidence.SOURCED


def _wished(record: record_json.Record, languages: Sequence[str], first: str) -> Iterator[Requirement]:
    if isinstance(record, Named):
        return
    yield from _translated(record.texts, languages, first)
    if isinstance(record, PlanningRecord):
        yield Requirement("asset", WISHED["asset"], bool(record.asset or any(each.asset for each in record.variants)))
    if isinstance(record, Grounded) and record.confidence is Confidence.INFERRED:
        yield Requirement("sources", WISHED["sources"], bool(record.sources))
        yield Requirement("confidence_note", WISHED["note"], bool(record.confidence_note))


def _translated(texts: Mapping[str, Text], languages: Sequence[str], first: str) -> Iterator[Requirement]:
    for tag in languages:
        if tag == first:
            continue
        yield Requirement(f"texts.{tag}", WISHED["translation"], tag in texts)
        if tag in texts:
            is_fresh = not is_stale(texts, tag, source=first)
            yield Requirement(f"texts.{tag}", WISHED["stale"], is_fresh, language=first)
    for tag in filter(is_simple, texts):
        yield Requirement(f"texts.{tag}.checked_by", WISHED["checked"], bool(texts[tag].checked_by))
