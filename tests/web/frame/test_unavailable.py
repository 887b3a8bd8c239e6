"""Database or store locked, full, away: a sentence, when to try again, and what was typed; nobody's words in a log."""

import re
import shutil
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.web.conftest import EMAIL, PASSWORD, Studio
from tests.web.frame.test_rights import found

GERMAN = "Das Studio kann gerade nichts lesen oder speichern."
ENGLISH = "The studio can neither read nor store anything just now."
WORDS = "Ein <neuer> Titel\n\nmit „Absatz“"


@pytest.fixture
def on_sqlite(_studios):
    studio = _studios()
    studio.forget()
    return studio


@contextmanager
def pragma(studio, setting):
    """Let the database be opened with ``setting``."""

    def set_it(connection, _record):
        connection.execute(f"PRAGMA {setting}")

    studio.engine.dispose()
    event.listen(studio.engine, "connect", set_it)
    yield
    event.remove(studio.engine, "connect", set_it)
    studio.engine.dispose()


@contextmanager
def locked(studio):
    """Let somebody else write, for longer than anybody waits."""
    with pragma(studio, "busy_timeout = 20"), studio.engine.connect() as other:
        other.exec_driver_sql("COMMIT")  # of the reading that connecting began
        other.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        other.exec_driver_sql("ROLLBACK")


@contextmanager
def full(studio):
    """Let the database grow no more."""
    with pragma(studio, "max_page_count = 1"):
        yield


def typed(studio):
    """Return an address where words are kept, and a form full of them."""
    values, about = found(studio, "autosave.keep", "item plain")
    with studio.app.test_request_context():
        address = studio.app.url_for("autosave.keep", **values)
    return address, {**about, "tab": "1", "texts.de.title": "Neu", "texts.de.body": WORDS * 400}


@pytest.mark.parametrize("ill", [locked, full])
def test_what_was_typed_comes_back_and_can_be_sent_again(on_sqlite, ill, caplog):
    address, form = typed(on_sqlite)
    client = on_sqlite.client("Planner Own")
    with ill(on_sqlite):
        answer = client.post(address, data=form)

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert GERMAN in answer.text
    assert f'action="{address}"' in answer.text
    found = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', answer.text, re.DOTALL)
    assert {unescape(name): unescape(value) for name, value in found} == form
    assert "Absatz" not in caplog.text
    assert client.post(address, data=form).headers["X-Kept"] == "yes"


def test_scripts_are_told_in_json_and_in_the_language_of_the_person(on_sqlite):
    client = on_sqlite.client("Planner Own")
    with locked(on_sqlite):
        headers = {"Accept": "application/json", "Accept-Language": "en"}
        answer = client.post("/studio/bibliothek/hochladen", data={}, headers=headers)

    assert (answer.status_code, answer.json["words"].startswith(ENGLISH)) == (503, True)


def test_a_secret_is_not_given_back(on_sqlite):
    with locked(on_sqlite):
        answer = on_sqlite.client().post("/studio/anmelden", data={"email": EMAIL, "password": PASSWORD})

    assert answer.status_code == 503
    assert PASSWORD not in answer.text


def test_a_database_that_is_away_is_told_on_every_page(tmp_path):
    away = Studio(tmp_path, DATABASE_URL="postgresql+psycopg://nobody@127.0.0.1:9/nothing?connect_timeout=1")

    for address in ("/studio/anmelden", "/studio/anmelden?next=/studio/schilder/"):
        answer = away.client().get(address)
        assert (answer.status_code, GERMAN in answer.text) == (503, True), address
    away.engine.dispose()


def test_a_store_that_is_away_is_told(on_sqlite):
    store = Path(on_sqlite.config.upload_store)
    shutil.rmtree(store)
    store.write_text("no folder any more")
    try:
        given = {"name": "a.glb", "size": "3"}
        answer = on_sqlite.client("Planner Own").post("/studio/bibliothek/hochladen", data=given)
    finally:
        store.unlink()
        store.mkdir(exist_ok=True)

    assert (answer.status_code, GERMAN in answer.text) == (503, True)
