"""The second factor: codes of an app, backup codes, and what the operator demands.  Passkeys: tests/flows."""

import re
import time

import pytest
from sqlalchemy import select

from app.actions.people import rate_limit
from app.actions.people.rate_limit import RateLimit
from app.models import Account
from tests.authenticator import STEP_S, code
from tests.web.conftest import EMAIL, PASSWORD


@pytest.fixture
def key(studio):
    """The key of Mia's app, after she has just set it up."""
    client = studio.client()
    enter(client)
    page = client.get("/studio/konto/app").text
    key, state = shown(page)
    client.post("/studio/konto/app", data={"state": state, "code": code(key)})
    return key


def enter(client):
    return client.post("/studio/anmelden?next=/studio/schilder/", data={"email": EMAIL, "password": PASSWORD})


def next_code(key):
    """Return a code that has not been used for setting up, and that a wrong clock would show early."""
    return code(key, at=time.time() + STEP_S)


def shown(page):
    """Return the key and the state of the page that sets up an app."""
    key = re.search(r'code--long">([A-Z2-7-]+)<', page).group(1)
    return key, re.search(r'name="state" value="([^"]+)"', page).group(1)


def mia(studio):
    with studio.session() as session:
        return session.scalars(select(Account).where(Account.email == EMAIL)).one()


def test_a_password_with_umlauts_opens(studio):
    assert enter(studio.client()).headers["Location"] == "/studio/schilder/"


def test_a_wrong_code_while_setting_up_keeps_the_key(studio):
    client = studio.client()
    enter(client)
    key, state = shown(client.get("/studio/konto/app").text)

    answer = client.post("/studio/konto/app", data={"state": state, "code": "000 000"})

    assert shown(answer.text)[0] == key
    assert "Dieser Code stimmt nicht" in answer.text
    assert mia(studio).tf_totp_secret is None


def test_the_key_is_drawn_by_the_workshop_and_kept_encrypted(studio, key):
    assert key.replace("-", "") not in mia(studio).tf_totp_secret
    page = studio.client("Mia").get("/studio/konto/app")
    assert page.status_code == 302, "who signed in long ago confirms first"


def test_after_the_password_the_code_is_asked_for_and_leads_on(studio, key):
    client = studio.client()

    step = enter(client)
    assert client.get("/studio/").status_code == 302
    answer = client.post(step.headers["Location"], data={"code": next_code(key)})

    assert step.headers["Location"] == "/studio/anmelden/code?next=/studio/schilder/"
    assert answer.headers["Location"] == "/studio/schilder/"
    assert client.get("/studio/schilder/").status_code == 200


def test_a_code_opens_once(studio, key):
    first, second = studio.client(), studio.client()
    now = next_code(key)
    enter(first)
    enter(second)

    assert first.post("/studio/anmelden/code", data={"code": now}).status_code == 302
    assert "Dieser Code stimmt nicht" in second.post("/studio/anmelden/code", data={"code": now}).text


def test_wrong_codes_lock_and_the_right_password_does_not_forget_them(studio, key):
    client = studio.client()
    for _ in range(rate_limit.FREE[RateLimit.FACTOR] + 1):
        enter(client)
        client.post("/studio/anmelden/code", data={"code": "000000"})
    enter(client)

    answer = client.post("/studio/anmelden/code", data={"code": next_code(key)})

    assert "Bitte in 1 Minute noch einmal versuchen." in answer.text
    assert "Bitte in 1 Minute" in client.post("/studio/anmelden/ersatzcode", data={"code": "0"}).text


def test_a_backup_code_opens_once(studio, key):
    client = studio.client()
    enter(client)
    client.post("/studio/anmelden/code", data={"code": next_code(key)})
    codes = re.findall(r'<li class="code">([0-9a-f-]+)</li>', client.post("/studio/konto/ersatzcodes").text)
    assert len(codes) == 10
    assert not any(each in str(mia(studio).mf_recovery_codes) for each in codes), "kept encrypted"
    assert codes[0] not in client.get("/studio/konto/ersatzcodes").text, "shown once"

    tries = []
    for _ in range(2):
        other = studio.client()
        enter(other)
        tries.append(other.post("/studio/anmelden/ersatzcode", data={"code": f" {codes[0].upper()} "}))

    assert [each.status_code for each in tries] == [302, 200]
    assert "schon verbraucht" in tries[1].text
    assert len(mia(studio).mf_recovery_codes) == 9


def test_whoever_has_not_entered_a_password_is_not_asked_for_a_code(studio, key):
    for path in ("code", "ersatzcode", "passkey", "auswahl"):
        assert studio.client().get(f"/studio/anmelden/{path}").headers["Location"] == "/studio/anmelden"


def test_what_protects_the_account_wants_the_password_again_after_a_while(studio):
    client = studio.client("Mia")  # signed in, nobody knows when

    asked = client.get("/studio/konto/app")
    wrong = client.post(asked.headers["Location"], data={"password": "falsch"})
    right = client.post(asked.headers["Location"], data={"password": PASSWORD})

    assert asked.headers["Location"] == "/studio/konto/bestaetigen?next=/studio/konto/app"
    assert "Das Passwort stimmt nicht." in wrong.text
    assert right.headers["Location"].endswith("/studio/konto/app")
    assert client.get("/studio/konto/app").status_code == 200


def test_removing_the_app_opens_with_the_password_alone_again(studio, key):
    client = studio.client()
    enter(client)
    client.post("/studio/anmelden/code", data={"code": next_code(key)})

    client.post("/studio/konto/app/entfernen")

    assert enter(studio.client()).headers["Location"] == "/studio/schilder/"


@pytest.mark.parametrize(("demanded", "is_led"), [({"all"}, True), ({"approver", "planner"}, True), ({"admin"}, False)])
def test_who_has_to_have_a_second_factor_sets_it_up_first(studio, demanded, is_led):
    studio.app.config["SECOND_FACTOR"] = demanded
    try:
        client = studio.client()
        enter(client)
        answer = client.get("/studio/schilder/")
        setting_up = client.get("/studio/konto/app")
    finally:
        studio.app.config["SECOND_FACTOR"] = frozenset()

    assert (answer.status_code == 302) is is_led
    assert ("vorgeschrieben" in setting_up.text) is is_led
