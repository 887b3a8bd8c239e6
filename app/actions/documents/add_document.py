"""Add document: clean PDFs into the library, described, and newer versions of them.

load_document  a document from an exchange folder
receive        a file that somebody sends becomes a clean one; nothing is written yet
add            put it into the library; the same file is not kept twice
follow         a new version of a document, with another file or the same
change         its words and licence, as long as nothing that was handed in shows it
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.documents.clean_document import clean_document
from app.actions.library import library_files, pins, tag_files
from app.actions.records.sources import SOURCE
from app.documents import MOST_BYTES, Clean
from app.errors import Invalid
from app.exchange.documents import DocumentRecord
from app.exchange.reading import Faults, plain, read
from app.exchange.stored import DocumentFacts
from app.i18n import N_
from app.models import Account, Document, EventKind, Partner, now
from app.models.base import Json
from app.storage import Store

WRONG = N_("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.")
WORDS = ("title", "author", "licence", "origin")


@dataclass(frozen=True, kw_only=True)
class Received:
    """A clean file, its name at home without the ending, and the SHA-256 of the bytes that were given."""

    name: str
    source_hash: str
    made: Clean


def load_document(
    session: Session, media: Store, record: DocumentRecord, files: Mapping[str, bytes], *, is_public: bool
) -> Document:
    """Make the document of ``record``, or bring the one there is up to it if ``is_public``; else leave that alone.

    Raises Invalid if its file is missing, no PDF, or more than pages.
    """
    document = session.scalars(select(Document).where(Document.slug == record.slug)).first()
    if document is not None and not is_public:
        return document
    where = f"assets/documents/{record.slug}"
    if set(files) != {SOURCE}:
        sentence = N_("In %(where)s muss genau eine Datei mit dem Namen %(name)s liegen.")
        raise Invalid(sentence, where=where, name=SOURCE)
    source_hash = hashlib.sha256(files[SOURCE]).hexdigest()
    document = document or Document(slug=record.slug)
    if document.source_hash != source_hash:
        made = _cleaned(files[SOURCE])
        if made.removed:
            sentence = N_(
                "%(where)s/%(name)s enthält mehr als Seiten: Namen, Anhänge, Notizen oder Aktionen."
                " Bitte im Studio hochladen, das sie entfernt."
            )
            raise Invalid(sentence, where=where, name=SOURCE)
        document.facts = _facts(made, len(files[SOURCE]))
    document.record = plain(record)
    document.files = {SOURCE: media.put_media(f"{record.slug}.pdf", files[SOURCE])}
    document.source_hash = source_hash
    document.partner = session.scalars(select(Partner).where(Partner.slug == record.partner)).first()
    document.follows = session.scalars(select(Document).where(Document.slug == record.follows)).first()
    session.add(document)
    session.flush()
    return document


def receive(file: IO[bytes], *, name: str) -> Received:
    """Return a file made clean.  Raises Invalid with what is wrong with it."""
    with TemporaryDirectory(prefix="linie302-") as folder:
        given = Path(folder) / "given"
        raw = file.read(MOST_BYTES + 1)
        given.write_bytes(raw)
        made = clean_document(given)
    title = name.rpartition(".")[0].replace("_", " ") or name
    return Received(name=title, source_hash=hashlib.sha256(raw).hexdigest(), made=made)


def add(
    session: Session,
    media: Store,
    received: Received,
    *,
    owner: Partner,
    by: Account,
    said: Mapping[str, str],
) -> tuple[Document, bool]:
    """Put a document into the library of ``owner``, with what is ``said`` of it; return it, and whether it is new.

    The same file of the same partner is there already and stays as it is.  Raises Invalid for faults of what is said.
    """
    same = (Document.source_hash == received.source_hash, Document.partner == owner, Document.deleted_at.is_(None))
    there = session.scalars(select(Document).where(*same).order_by(Document.id.desc())).first()
    if there is not None:
        return there, False
    title = (said.get("title") or received.name).strip()[:60] or "Dokument"
    slug = library_files.free_slug(session, Document, title)
    words = {name: said.get(name, "") for name in WORDS[1:]}
    record = _read(slug, {**words, "slug": slug, "title": title, "partner": owner.slug})
    document = Document(slug=slug, record=record, partner=owner, by=by, authors=[by.id])
    _keep(media, document, received)
    session.add(document)
    library_files.note(session, document, EventKind.ADD_FILE, by=by)
    return document, True


def follow(
    session: Session, media: Store, document: Document, received: Received | None, *, owner: Partner, by: Account
) -> Document:
    """Return a new version of ``document``, of ``owner``: with the same words at first, and another file if given."""
    slug = library_files.free_slug(session, Document, document.slug)
    fresh = Document(
        slug=slug,
        record={**document.record, "slug": slug, "partner": owner.slug, "follows": document.slug},
        files=document.files,
        facts=document.facts,
        source_hash=document.source_hash,
        partner=owner,
        by=by,
        follows=document,
        authors=pins.open_authors(session, document),
    )
    if received is not None:
        _keep(media, fresh, received)
    session.add(fresh)
    tag_files.carry(session, document, fresh)
    library_files.note(session, fresh, EventKind.ADD_FILE, by=by)
    return fresh


def change(session: Session, document: Document, given: Mapping[str, object], *, by: Account) -> None:
    """Store words and licence.  Raises as ``library_files.check`` does, and Invalid for faults of ``given``."""
    library_files.check(session, document, by=by)
    kept: Json = {name: document.record[name] for name in ("slug", "partner", "follows") if name in document.record}
    document.record = _read(document.slug, {**given, **kept})
    document.changed_at = now()
    library_files.note(session, document, EventKind.CHANGE_FILE, by=by)


def _read(slug: str, given: Mapping[str, object]) -> Json:
    faults = Faults(slug)
    record = read(DocumentRecord, given, faults)
    if record is None or faults.found:
        raise Invalid(WRONG, faults=faults.found)
    found: Json = plain(record)
    return found


def _keep(media: Store, document: Document, received: Received) -> None:
    """Keep a file under a name that people can read: riders find it among what they downloaded."""
    content = received.made.content
    document.files = {SOURCE: media.put_media(f"{document.slug}.pdf", content)}
    document.facts, document.source_hash = _facts(received.made, len(content)), received.source_hash


def _cleaned(raw: bytes) -> Clean:
    with TemporaryDirectory(prefix="linie302-") as folder:
        given = Path(folder) / "given"
        given.write_bytes(raw)
        return clean_document(given)


def _facts(made: Clean, size_bytes: int) -> Json:
    found: Json = plain(
        DocumentFacts(
            pages=made.pages,
            size_bytes=size_bytes,
            is_tagged=made.is_tagged,
            has_title=made.has_title,
            language=made.language,
        )
    )
    return found
