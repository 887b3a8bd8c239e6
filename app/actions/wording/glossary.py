"""Glossary: the words that translations are to use, kept beside the line, and where a text does without them.

terms    what the line has agreed on, in the order of the alphabet
term     one of them
keep     change a term, or add one; it takes effect at once, since riders see none of it
remove   take one away
missed   the terms of a source that its translation does not use
hard     the words of an easy-to-read text that the glossary explains
seen     what tells the versions of a term apart

Planners of all partners keep it together: who would change what somebody else has changed meanwhile is told so.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.records import record_json
from app.actions.wording.inflection import found, occurs
from app.errors import Forbidden, Invalid, Missing, Overtaken
from app.exchange.languages import is_simple
from app.exchange.reading import Faults, plain, read
from app.exchange.terms import Term
from app.i18n import N_
from app.models import Account, Event, EventKind, Line, Role

FILE = "glossary"  # as faults name it
MOST = 1000  # terms
TAKEN = N_("„%(term)s“ steht schon im Glossar."), N_("Bitte dort ändern.")
OVERTAKEN = N_("Jemand anderes hat dieses Wort inzwischen geändert. Ihre Eingaben stehen noch da.")
WRONG = N_("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.")


def terms(session: Session) -> tuple[Term, ...]:
    """Return what the line has agreed on, in the order of the alphabet."""
    given = session.scalars(select(Line.glossary)).first() or []
    return tuple(sorted((record_json.stored(Term, each) for each in given), key=_in_order))


def term(session: Session, name: str) -> Term:
    """Return the term of that name.  Raises Missing if there is none."""
    for each in terms(session):
        if each.term == name:
            return each
    raise Missing("Dieses Wort steht nicht im Glossar, oder nicht mehr.")


def seen(term: Term) -> str:
    """Return what tells the versions of a term apart."""
    return hashlib.sha256(repr(term).encode()).hexdigest()[:16]


def keep(session: Session, given: Mapping[str, object], *, was: str = "", version: str = "", by: Account) -> Term:
    """Store a term, in place of the one that ``was`` when the person saw its ``version``; a new one without.

    Raises Forbidden unless ``by`` plans somewhere, Overtaken, Missing, and Invalid with every fault.
    """
    line, others = _opened(session, was, version, by)
    faults = Faults(FILE)
    made = read(Term, given, faults)
    if made is not None and made.term.casefold() in {each.term.casefold() for each in others}:
        faults.add("term", *TAKEN, term=made.term)
    if len(others) >= MOST:
        faults.add(
            "term",
            N_("Mehr als %(most)s Wörter fasst das Glossar nicht."),
            N_("Bitte zuerst eines herausnehmen."),
            most=MOST,
        )
    if made is None or faults.found:
        raise Invalid(WRONG, faults=faults.found)
    _store(session, line, [*others, made], f"{made.term}: {', '.join(made.names.values())}", by)
    return made


def remove(session: Session, *, was: str, version: str, by: Account) -> None:
    """Take a term away.  Raises as ``keep`` does."""
    line, others = _opened(session, was, version, by)
    _store(session, line, others, f"{was} –", by)


def missed(terms: Sequence[Term], source: str, translation: str, *, first: str, language: str) -> Iterator[Term]:
    """Yield the terms that occur in ``source`` and of which ``translation`` has none of its words."""
    for each in terms:
        words = names_in(each, language)
        if words and occurs(each.term, source, first) and not any(occurs(w, translation, language) for w in words):
            yield each


def names_in(term: Term, language: str) -> list[str]:
    """Return what a term is called in a language, the best word first."""
    return [word.strip() for word in term.names.get(language, "").split(",") if word.strip()]


def hard(terms: Sequence[Term], line: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the hard words of a line, as written there, each with an easier one and what it means."""
    for each in terms if is_simple(language) else ():
        easy = [word for word in names_in(each, language) if word != each.term]
        if (easy or each.meaning) and (written := found(each.term, line, language)):
            yield written, " – ".join(filter(None, (", ".join(easy), each.meaning)))


def _opened(session: Session, was: str, version: str, by: Account) -> tuple[Line, list[Term]]:
    """Return the line and the other terms, once it is clear that ``by`` may change this one as they saw it."""
    if not by.is_admin and not any(each.role is Role.PLANNER for each in by.memberships):
        raise Forbidden("Das Glossar ändert nur die Planung.")
    line = session.scalars(select(Line).with_for_update()).first()
    if line is None:
        raise Missing("Es ist noch keine Linie geladen.")
    if was and seen(term(session, was)) != version:
        raise Overtaken(OVERTAKEN)
    return line, [each for each in terms(session) if each.term != was]


def _store(session: Session, line: Line, found: Sequence[Term], said: str, by: Account) -> None:
    line.glossary = plain(sorted(found, key=_in_order))
    session.add(Event(what=EventKind.CHANGE_TERM, by=by, comment=said))
    session.flush()


def _in_order(term: Term) -> str:
    return term.term.casefold()
