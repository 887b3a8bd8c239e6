"""Remarks beside the fields of the editor: said, answered and seen to without leaving what one writes.

They are commands of the editor's own form, ``then=remark.answer.7`` or ``remark.say.texts.de.title``, with what is
said in a field ``remark.reply.7`` or ``remark.say.texts.de.title``; none of it is a part of the record.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import g

from app.actions.content import remark
from app.actions.content.origin import base_of
from app.actions.content.show_item import Head
from app.actions.people import mentions
from app.errors import Invalid, WrongState
from app.exchange.typed import is_whole_number
from app.models import Remark, Role, State
from app.web.content.lookup import remark_of
from app.web.frame import errors
from app.web.frame.access import may
from app.web.frame.languages import _

NAMES = "remark."  # how the names of their fields begin
OF_TEXT = ("title", "summary", "body")
FIELDS = ("topic", "status", "asset", "variants", "pictures", "documents", "years", "sources", "links", "confidence")
BY_LANGUAGE = ("funding", "fault", "topics")  # with a line to type in each
FIELDS_OF_LINE = ("name", "city", "home", "colour", "second_colour")
WHOLE = ""  # the place of what is at no field of the editor
SETTLE: Mapping[str, Callable[..., None]] = {"answer": remark.answer, "overrule": remark.overrule}
DONE: Mapping[str, Callable[..., None]] = {"resolve": remark.resolve, "reopen": remark.reopen}


@dataclass(frozen=True)
class Refused:
    """What was not taken at ``path``, and why; ``id`` is the remark that it was about, None for a new one."""

    path: str
    id: int | None
    typed: str
    words: str


@dataclass(frozen=True)
class Remarked:
    """What was said about an item that is being edited, by the place where the editor shows it."""

    by_place: Mapping[str, Sequence[Remark]]
    reason: str  # why it was given back
    may_overrule: bool
    refused: Refused | Mapping[str, str] = field(default_factory=dict)
    unheard: Mapping[str, str] = field(default_factory=dict)  # by place: who was named just now and is not told

    def at(self, path: str) -> Sequence[Remark]:
        return self.by_place.get(path, ())

    @property
    def open(self) -> list[tuple[str, Remark]]:
        """The open ones, each with its place."""
        return [(place, each) for place, found in self.by_place.items() for each in found if each.is_open]

    def open_in(self, language: str) -> int:
        """Return how many are open at the words in one language."""
        return sum(place.startswith(f"texts.{language}.") for place, _remark in self.open)


def remarked(
    head: Head,
    *,
    refused: Refused | None = None,
    unheard: Mapping[str, str] | None = None,
    places: Callable[[str], str] | None = None,
) -> Remarked:
    """Return what was said about ``head``'s item, for whoever edits it; ``places`` says where a field is shown."""
    places = places or place_of
    base, found = base_of(g.session, head.item, of=g.account), defaultdict(list)
    for each in remark.beside(g.session, base):
        found[places(each.field)].append(each)
    reason = base.note if base.state is State.DRAFT else ""
    return Remarked(found, reason, may(Role.APPROVER, head.partner), refused or {}, unheard or {})


def unheard(found: Remark, said: str) -> str:
    """Return a sentence about what was written after @ and names nobody who may read it; empty if nothing was."""
    nobody = mentions.mentioned(g.session, said, found.revision.item).unheard
    if not nobody:
        return ""
    return str(
        _(
            "Gespeichert; aber %(names)s bekommt keinen Hinweis: So heißt hier niemand, der das lesen darf.",
            names=", ".join(nobody),
        )
    )


def place_of(path: str) -> str:
    """Return where the editor shows what is said at a field: ``texts.de.years.1912`` -> ``years``."""
    if path.startswith("texts."):
        _texts, _tag, name = path.split(".", 2)
        name = name.partition(".")[0]
        return path if name in OF_TEXT else name if name in FIELDS else WHOLE
    name = path.partition(".")[0]
    return path if name in BY_LANGUAGE else name if name in (*FIELDS, *FIELDS_OF_LINE) else WHOLE


def perform(
    head: Head, then: str, form: Mapping[str, str], *, places: Callable[[str], str] | None = None
) -> tuple[str, Remarked]:
    """Do what a button ``remark.…`` says and return the place that it changed, and what is there now.

    Raises Missing for a remark that is not there, Forbidden as the actions do.
    """
    command, _dot, about = then.removeprefix(NAMES).partition(".")
    made, typed = None, form.get(f"{NAMES}say.{about}", "")
    place = about
    if command != "say":
        made, typed = remark_of(int(about) if is_whole_number(about) else 0), form.get(f"{NAMES}reply.{about}", "")
        place = (places or place_of)(made.field)
    try:
        found = _act(head, command, made, typed, path=about)
    except (Invalid, WrongState) as refusal:
        refused = Refused(place, made.id if made else None, typed, errors.words(refusal))
        return place, remarked(head, refused=refused, places=places)
    return place, remarked(head, unheard={place: unheard(found, typed)}, places=places)


def _act(head: Head, command: str, made: Remark | None, typed: str, *, path: str) -> Remark:
    if made is None:
        base = base_of(g.session, head.item, of=g.account)
        return remark.add_remark(g.session, base, field=path, text=typed, by=g.account)
    if command in SETTLE:
        SETTLE[command](g.session, made, reply=typed, by=g.account)
    elif command in DONE:
        DONE[command](g.session, made, by=g.account)
    return made
