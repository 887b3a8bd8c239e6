"""What the studio shows of whether sources are still there: in the editor of each, on the item's page of odd ones."""

from collections.abc import Mapping, Sequence

from flask import g

from app.actions.care import source
from app.actions.content.show_item import Head
from app.actions.records import record_json
from app.actions.records.record_json import Record
from app.exchange.records import PlanningRecord, Source, StationRecord
from app.models import Reach, SourceCheck


def checks(record: Record) -> Mapping[str, SourceCheck]:
    """Return what is known of the sources of ``record``, by their addresses."""
    return source.known(g.session, {each.url for each in _sources(record)})


def odd(head: Head) -> Sequence[tuple[Source, SourceCheck]]:
    """Return the sources that riders see of an item and of which there is more to say than that they are there."""
    if head.item.current is None or head.is_words:
        return []
    record = record_json.record(head.item.kind, head.item.current.record)
    found = checks(record)
    known = [(each, found[each.url]) for each in _sources(record) if each.url in found]
    return [pair for pair in known if pair[1].is_dead or pair[1].found in (Reach.MOVED, Reach.SHUT)]


def _sources(record: Record) -> Sequence[Source]:
    return record.sources if isinstance(record, StationRecord | PlanningRecord) else ()
