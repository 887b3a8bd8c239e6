"""Describing: what is said of pictures and 3D, in the editor, beside where they are chosen.

Fields are called ``about.<kind>.<slug>.<path>``, so that what was typed belongs to its file wherever that stands in the
list; ``about.<kind>.<slug>.was`` tells what they were filled with.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import g

from app.actions.content import describe
from app.actions.content.describe import ABOUT, Key, Said, Thing
from app.actions.library import library_files
from app.actions.records.record_json import Record
from app.actions.scenes.new_scene import LICENCE
from app.errors import Refusal, WrongState
from app.exchange.licences import LICENCES
from app.exchange.reading import plain
from app.i18n import N_
from app.models import Partner, Used
from app.models.use import uses
from app.web.frame import current_line, forms
from app.web.frame.languages import _
from app.web.library import file_labels

ABOUT_FILES, WAS = "about.", "was"
OWN_ORIGIN = N_("Eigene Aufnahme.")


@dataclass(frozen=True, kw_only=True)
class Described:
    """What the editor shows of a file: ``fields`` by path; ``why_not`` keeps somebody from saying something else.

    With ``is_kept`` the file stays as it is, and other words make its next version.
    """

    key: Key
    id: int
    title: str
    address: str
    fields: Mapping[str, str]
    was: str
    lacking: Sequence[str]
    why_not: Refusal | None
    is_kept: bool
    own: str  # what the button says that fills in who made it

    def name(self, path: str) -> str:
        """Return the name of a field."""
        return describe.field(self.key, path)

    @property
    def is_3d(self) -> bool:
        return self.key[0] is Used.ASSET

    @property
    def id_of_group(self) -> str:
        return f"about-{self.key[0].value}-{self.key[1]}"

    @property
    def then_own(self) -> str:
        """What the button asks for that says it is one's own."""
        return f"own.{self.key[0].value}.{self.key[1]}"

    def paths(self, tag: str) -> list[str]:
        """Return the paths of the words in one language."""
        return [path for path in self.fields if path.startswith(f"texts.{tag}.")]

    def is_wrong_in(self, tags: Collection[str], errors: Collection[str]) -> bool:
        """Tell whether something is wrong with the words in one of some languages."""
        return any(self.name(path) in errors for tag in tags for path in self.paths(tag))

    @property
    def languages(self) -> list[str]:
        """The languages of its words, the first of the line first."""
        return list(dict.fromkeys(path.split(".")[1] for path in self.fields if path.startswith("texts.")))

    def lacks(self, tag: str) -> bool:
        """Tell whether those who do not see it are told nothing of it in one language."""
        return not any(self.fields[path] for path in self.paths(tag) if ".alt" in path)


def typed(form: Mapping[str, str]) -> dict[Key, Said]:
    """Return what a form says of files."""
    told: dict[Key, dict[str, str]] = {}
    for name, words in form.items():
        kind, _dot, rest = name.removeprefix(ABOUT_FILES).partition(".")
        slug, _dot, path = rest.partition(".")
        if name.startswith(ABOUT_FILES) and path and kind in describe.KINDS:
            told.setdefault((Used(kind), slug), {})[path] = forms.one_line(words)
    return {key: Said(typed=words, was=_marks(words.pop(WAS, ""))) for key, words in told.items()}


def shown(record: Record, form: Mapping[str, str]) -> dict[str, Described]:
    """Return what is said of each picture and 3D thing of ``record`` as ``form`` has it, by kind and slug."""
    said, found = typed(form), {}
    for use in uses(plain(record)):
        key = (use.kind, use.slug)
        thing = describe.called(g.session, key) if use.kind in describe.KINDS else None
        if thing is not None:
            found[f"{use.kind.value}.{use.slug}"] = _described(key, thing, said.get(key))
    return found


def with_own(form: Mapping[str, str], kind: str, slug: str) -> dict[str, str]:
    """Return ``form`` with a file said to be made by its partner; what is said already stays."""
    filled = dict(form)
    key = (Used(kind), slug) if kind in describe.KINDS else None
    thing = describe.called(g.session, key) if key else None
    if key and thing and thing.partner:
        for path, words in _own(thing.partner).items():
            name = describe.field(key, path)
            filled[name] = filled.get(name, "").strip() or words
    return filled


def _described(key: Key, thing: Thing, said: Said | None) -> Described:
    languages = current_line.record().languages
    fields = describe.values(thing, languages)
    given = {path: said.typed.get(path, words) for path, words in fields.items()} if said else fields
    why_not = library_files.why_not(g.session, thing, g.account)
    is_kept = isinstance(why_not, WrongState) and thing.partner is not None
    first = languages[0]
    lacking = [name for name in ABOUT if not given[name]]
    lacking += ["alt"] if not any(words for path, words in given.items() if f"texts.{first}.alt" in path) else []
    is_open = thing.partner is not None and (why_not is None or is_kept)
    return Described(
        key=key,
        id=thing.id,
        title=thing.record["title"],
        address=file_labels.file_address("pictures" if key[0] is Used.PICTURE else "asset", thing.id),
        fields=given,
        was=" ".join(f"{path}={describe.mark(words)}" for path, words in fields.items()),
        lacking=lacking,
        why_not=None if is_open else why_not,
        is_kept=is_kept,
        own=_own_words(thing.partner) if thing.partner is not None and set(lacking) & set(ABOUT) else "",
    )


def _own(partner: Partner) -> dict[str, str]:
    return {"author": partner.name, "licence": LICENCE, "origin": OWN_ORIGIN}


def _own_words(partner: Partner) -> str:
    told = _own(partner)
    return str(_("Von uns: %(author)s, %(licence)s", author=told["author"], licence=LICENCES[LICENCE].name))


def _marks(text: str) -> dict[str, str]:
    pairs = (each.rpartition("=") for each in text.split())
    return {path: mark for path, _equals, mark in pairs if path}
