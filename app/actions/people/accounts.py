"""Accounts: people who sign in, and the system itself.

system   the account in whose name schedules and loads are done
make     a new person without a task, who may set a password later
add      a new person with a password and one role
seed     the demo accounts of ``seeds/accounts.toml``
"""

import re
import tomllib
import unicodedata
from pathlib import Path

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Invalid
from app.exchange.typed import cleaned
from app.i18n import N_
from app.models import SYSTEM_MAIL, Account, Event, EventKind, Membership, Partner, Role

PASSWORD_MIN = 12
WORD, LABEL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ADDRESS = re.compile(rf"{WORD}(?:\.{WORD})*@(?:{LABEL}\.)+{LABEL}")  # what every mail server takes
LONGEST_ADDRESS = 254
NO_ADDRESS = N_(
    "„%(email)s“ ist keine Mailadresse, die jeder Mailserver annimmt. Verlangt ist eine wie erika@stadt.example, ohne"
    " Leerzeichen, Umlaute und Klammern."
)


def system(session: Session) -> Account:
    """Return the system's account, which nobody can sign in to."""
    found = session.scalars(select(Account).where(Account.email == SYSTEM_MAIL)).first()
    if found is None:
        found = Account(email=SYSTEM_MAIL, name="System", active=False)
        session.add(found)
        session.flush()
    return found


def make(session: Session, *, email: str, name: str) -> Account:
    """Make an account that nobody can sign in to yet.  Raises Invalid for an address that is taken or none."""
    email, name = cleaned(email).strip().lower(), cleaned(name).strip()
    if not ADDRESS.fullmatch(email) or len(email) > LONGEST_ADDRESS:
        raise Invalid(NO_ADDRESS, email=email)
    if session.scalars(select(Account).where(Account.email == email)).first():
        raise Invalid("Ein Konto mit der Adresse %(email)s gibt es schon.", email=email)
    account = Account(email=email, name=name or email)
    session.add(account)
    session.flush()
    return account


def add_account(
    session: Session, *, email: str, name: str, password: str, role: Role, partner: str = "", by: Account | None = None
) -> Account:
    """Make an account with one role at the partner named by its slug; an admin has none.

    Raises as ``make`` does, and Invalid for a short password, an unknown partner, a role without its own.
    """
    if len(password) < PASSWORD_MIN:
        raise Invalid("Das Passwort braucht mindestens %(count)s Zeichen.", count=PASSWORD_MIN)
    where = _partner(session, role, partner)
    account = make(session, email=email, name=name)
    account.password = PasswordHasher().hash(unicodedata.normalize("NFKD", password))  # as it is compared at sign-in
    account.memberships.append(Membership(role=role, partner=where))
    comment = f"{role} {partner}".strip()
    session.add(Event(what=EventKind.ADD_ACCOUNT, by=by or system(session), account=account, comment=comment))
    session.flush()
    return account


def seed(session: Session, path: Path) -> list[dict[str, str]]:
    """Make the accounts of a file like ``seeds/accounts.toml`` and return its entries.  Raises as ``add`` does."""
    entries: list[dict[str, str]] = tomllib.loads(path.read_text())["accounts"]
    for entry in entries:
        add_account(session, **{**entry, "role": Role(entry["role"])})  # type: ignore[arg-type]
    return entries


def _partner(session: Session, role: Role, slug: str) -> Partner | None:
    if role is Role.ADMIN:
        if slug:
            raise Invalid("Der Betrieb gehört zu keinem Partner. Bitte den Partner weglassen.")
        return None
    found = session.scalars(select(Partner).where(Partner.slug == slug)).first()
    if found is None:
        names = ", ".join(session.scalars(select(Partner.slug).order_by(Partner.slug)))
        raise Invalid("Den Partner „%(slug)s“ gibt es nicht. Vorhanden: %(names)s.", slug=slug, names=names)
    return found
