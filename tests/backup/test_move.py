"""The whole way of an operator: back up, prove, restore onto another engine; everybody finds everything again."""

import re
import time
from contextlib import closing
from pathlib import Path

import pytest

from app import database, jobs, migrations
from app.actions.people import accounts
from app.backup import layout
from app.cli import main
from app.config import from_environment
from app.models import Role
from app.storage import open_store
from tests.authenticator import STEP_S, code
from tests.backup.conftest import ENGINES, everything, exchange
from tests.web.conftest import PUBLIC_URL, Studio
from tests.web.studio_world import CODE, OWN, build

EMAIL, PASSWORD = "mia@own.example", "ein langes Passwort"


def enter(studio, **more):
    client = studio.client()
    return client, client.post("/studio/anmelden", data={"email": EMAIL, "password": PASSWORD, **more})


@pytest.fixture
def at(monkeypatch, new_database, tmp_path):
    """Return how to turn the command line to an installation; the studio over it is returned, too."""
    made = []

    def turn(kind: str, name: str) -> Studio:
        settings = {"INSTANCE": str(tmp_path / name), "PUBLIC_URL": PUBLIC_URL}
        (tmp_path / name).mkdir()
        settings["DATABASE_URL"] = new_database(kind, tmp_path / name)
        for key, value in settings.items():
            monkeypatch.setenv(key, value)
        return settings

    def studio(settings) -> Studio:
        made.append(Studio(Path(settings["INSTANCE"]), SECRET_KEY="", DATABASE_URL=settings["DATABASE_URL"]))
        return made[-1]

    yield turn, studio
    for each in made:
        each.engine.dispose()


def set_up_app(studio) -> str:
    """Let Mia set up an app for codes, and return its key."""
    client, _ = enter(studio)
    page = client.get("/studio/konto/app").text
    key = re.search(r'code--long">([A-Z2-7-]+)<', page).group(1)
    state = re.search(r'name="state" value="([^"]+)"', page).group(1)
    client.post("/studio/konto/app", data={"state": state, "code": code(key)})
    return key


@pytest.mark.parametrize(("source", "target"), [ENGINES, ENGINES[::-1]])
def test_an_installation_moves_to_another_engine(at, tmp_path, capsys, source, target):
    turn, open_studio = at
    old = open_studio(turn(source, "old"))
    migrations.upgrade(old.engine)
    with database.writing(old.engine).begin() as session:
        build(session)
        accounts.add_account(session, email=EMAIL, name="Mia", password=PASSWORD, role=Role.APPROVER, partner=OWN)
    key = set_up_app(old)
    with closing(jobs.tools(from_environment())) as tools:
        jobs.pages(tools)
        jobs.data(tools)
    journal = old.client("Admin").get("/studio/journal.csv").data
    public = everything(open_store(str(tmp_path / "old/site")))
    out = tmp_path / "backup"

    assert main(["backup", str(out), "--with-secrets"]) == 0
    settings = turn(target, "new")
    assert main(["restore", str(out)]) == 0

    assert {path.stat().st_mode & 0o777 for path in out.rglob("*")} == {0o600, 0o700}
    said = capsys.readouterr()
    assert "Gesichert in" in said.out and "Zurückgespielt ist die Sicherung" in said.out
    assert "SECRET_KEY" not in said.out
    assert (tmp_path / "new/secret_key").stat().st_mode & 0o777 == 0o600
    assert everything(open_store(str(tmp_path / "new/site"))) == public
    assert CODE in public["codes.json"].decode()
    new = open_studio(settings)
    assert new.client("Admin").get("/studio/journal.csv").data == journal
    client, step = enter(new)
    answer = client.post(step.headers["Location"], data={"code": code(key, at=time.time() + STEP_S)})
    assert answer.status_code == 302 and client.get("/studio/").status_code == 200


def test_a_backup_is_proved_and_without_its_secret_says_what_that_means(at, tmp_path, capsys):
    turn, _ = at
    settings = turn("sqlite", "old")
    engine = database.make_engine(settings["DATABASE_URL"])
    migrations.upgrade(engine)
    engine.dispose()

    assert main(["backup", str(tmp_path / "backup")]) == 0
    turn("sqlite", "new")
    assert main(["restore", str(tmp_path / "backup"), "--check"]) == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret_key"], "nothing is left of a proof"
    assert "ist ganz und lässt sich zurückspielen" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "backup")]) == 0

    assert not (tmp_path / "backup/secrets.json").exists()
    assert "richten alle ihren zweiten Faktor neu ein" in capsys.readouterr().out


def test_another_secret_in_the_environment_is_left_and_told(at, tmp_path, capsys, monkeypatch):
    turn, _ = at
    settings = turn("sqlite", "old")
    engine = database.make_engine(settings["DATABASE_URL"])
    migrations.upgrade(engine)
    engine.dispose()
    assert main(["backup", str(tmp_path / "backup"), "--with-secrets"]) == 0
    turn("sqlite", "new")
    monkeypatch.setenv("SECRET_KEY", "of the environment")

    assert main(["restore", str(tmp_path / "backup")]) == 0

    assert "SECRET_KEY ist hier anders gesetzt als in der Sicherung" in capsys.readouterr().out
    assert not (tmp_path / "new/secret_key").exists()


def test_a_check_tells_what_would_not_come_back_as_it_was_saved(copy, at, capsys):
    path = layout.table_file("letter")
    exchange(copy, path, copy.get(path).replace(b",", b" ,"))  # which reads the same, and is written otherwise
    at[0]("sqlite", "new")

    assert main(["restore", str(copy.root), "--check"]) == 1

    assert "andere als gesichert:\n  letter\n" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_no_backup(at, tmp_path, capsys):
    at[0]("sqlite", "new")

    assert main(["restore", str(tmp_path / "no")]) == 1

    assert capsys.readouterr().err == f"Den Ordner {tmp_path / 'no'} gibt es nicht.\n"
    assert not (tmp_path / "no").exists()
