"""Whoever was erased stays so, also when a backup from before comes back."""

import pytest
from sqlalchemy import func, select

from app import database, migrations
from app.actions.people import accounts, people
from app.backup import erasures, restore, rows
from app.backup.back_up import back_up
from app.errors import Invalid
from app.models import SYSTEM_MAIL, Account, Base, Event, EventKind, Letter, Role
from app.storage import open_store
from tests.backup.conftest import ENGINES

MAIL, NAME, PASSWORD = "mia@nord.example", "Mia Nachbarin", "ein langes Passwort"


@pytest.fixture(params=ENGINES)
def before_and_after(request, install, tmp_path):
    """Two backups of one installation: from before and after an account was erased; and its number."""
    installed = install(request.param, tmp_path / "here")
    migrations.upgrade(installed.engine)
    with database.writing(installed.engine).begin() as session:
        given = {"password": PASSWORD, "role": Role.ADMIN}
        admin = accounts.add_account(session, email="ada@nord.example", name="Ada", **given)
        mia = accounts.add_account(session, email=MAIL, name=NAME, **given)
        session.add(Letter(to=MAIL, subject=f"Hallo {NAME}", body=""))
        number = mia.id
    stores = [open_store(str(tmp_path / name)) for name in ("before", "after")]
    back_up(installed, stores[0])
    with database.writing(installed.engine).begin() as session:
        admin, mia = session.get_one(Account, admin.id), session.get_one(Account, number)
        people.deactivate(session, mia, by=admin)
        people.erase(session, mia, by=admin)
    back_up(installed, stores[1])
    return *stores, number


@pytest.mark.large_on("sqlite", "sqlite")  # make test goes from each to the other
@pytest.mark.large_on("postgresql", "postgresql")
@pytest.mark.parametrize("kind", ENGINES)
def test_a_list_takes_the_name_from_what_comes_back(before_and_after, install, tmp_path, kind):
    before, after, number = before_and_after
    restored = install(kind, tmp_path / "there")
    newest = erasures.read((after.get(erasures.FILE) or b"").decode())

    restore.restore(before, restored, erased=newest)

    assert newest == [number]
    assert erasures.read((before.get(erasures.FILE) or b"").decode()) == []
    with restored.engine.connect() as connection:
        tables = rows.reflected(connection, Base.metadata.tables.keys())
        everything = b"".join(line for table in tables for line in rows.dumped(connection, table)).decode()
    assert "ada@nord.example" in everything
    assert MAIL not in everything and NAME not in everything
    with database.reading(restored.engine)() as session:
        account = session.get_one(Account, number)
        assert account.erased_at is not None and not account.active and account.password is None
        told = select(func.count()).where(Event.what == EventKind.ERASE_ACCOUNT, Event.account_id == number)
        assert session.scalar(told) == 1


def test_a_list_may_name_whom_the_database_does_not_know_and_never_the_system(before_and_after, install, tmp_path):
    before, _, number = before_and_after
    restored = install("sqlite", tmp_path / "there")

    restore.restore(before, restored, erased=[*range(1, 10), 10**18 - 1])

    with database.reading(restored.engine)() as session:
        erased = session.scalars(select(Account).where(Account.erased_at.is_not(None))).all()
        assert len(erased) == 2 and number in {each.id for each in erased}
        assert session.scalars(select(Account.name).where(Account.email == SYSTEM_MAIL)).one() == "System"


@pytest.mark.parametrize("line", ["sieben", "7 8", "-7", "7.0", "9" * 19])
def test_a_line_that_is_no_number_is_refused(line):
    assert erasures.read("# Kopf\n\n 7 # Mia\n8\n") == [7, 8]
    with pytest.raises(Invalid) as refusal:
        erasures.read(f"7\n{line}\n")

    assert refusal.value.faults == (line,)
