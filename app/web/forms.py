"""Forms fill records: what a person typed becomes a record, and a record's faults become sentences beside the fields.

A form may hold anything, and nothing typed is lost.  ``fill`` therefore makes a record without asking whether it is
allowed, for preview and for showing the form again; the action that stores it says what is not.
"""

import dataclasses
from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from app.actions.shape import Record
from app.errors import Invalid
from app.exchange.reading import Fault
from app.exchange.records import PlanningRecord, Status, Text

EMPTY = Text(title="", summary="")


def fill(record: Record, form: Mapping[str, str], languages: Sequence[str]) -> Record:
    """Return ``record`` with the words, topic and status of ``form``; fields that the form lacks stay as they are.

    A language whose fields are all empty is left out, but never German.
    """
    texts = dict(record.texts)
    for tag in languages:
        text = _text(texts.get(tag, EMPTY), form, f"texts.{tag}.")
        texts.pop(tag, None)
        if tag == "de" or text.title or text.summary or text.body:
            texts[tag] = text
    if not isinstance(record, PlanningRecord):
        return dataclasses.replace(record, texts=texts)
    status = form.get("status", record.status.value)
    known = Status(status) if status in set(Status) else record.status
    return dataclasses.replace(record, texts=texts, topic=form.get("topic", record.topic), status=known)


def sentences(refusal: Invalid) -> dict[str, str]:
    """Return field -> sentence for every fault that ``refusal`` names, in the person's language."""
    return {each.field: sentence_of(each) for each in refusal.faults if isinstance(each, Fault)}


def sentence_of(fault: Fault) -> str:
    """Return what is wrong and what is allowed, in the person's language."""
    return f"{_(fault.wrong) % fault.values} {_(fault.allowed) % fault.values}".strip()


def _text(text: Text, form: Mapping[str, str], prefix: str) -> Text:
    return dataclasses.replace(
        text,
        title=_line(form.get(prefix + "title", text.title)),
        summary=_line(form.get(prefix + "summary", text.summary)),
        body=_lines(form.get(prefix + "body", text.body)),
    )


def _line(typed: str) -> str:
    """One line: breaks and runs of blanks become one blank."""
    return " ".join(typed.split())


def _lines(typed: str) -> str:
    """Several lines, each without blanks at its end, as a file holds them."""
    lines = [line.rstrip() for line in typed.replace("\r\n", "\n").split("\n")]
    return "\n".join(lines).strip("\n")
