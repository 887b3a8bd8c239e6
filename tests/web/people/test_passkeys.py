"""Passkeys: made, shown as second step or to confirm, and what they do not open.  In a browser: tests/flows."""

import html
import json
import re

import pytest
from sqlalchemy import select

from app.actions.people import accounts
from app.database import writing
from app.models import Account, Passkey, Role
from tests.authenticator import code
from tests.passkey import SoftwareKey
from tests.web.conftest import PUBLIC_URL
from tests.web.people.test_second_factor import shown as shown_key

PASSWORD = "ein langes Paßwort mit Umläuten"
WAYS = ("authenticator", "webauthn")
ORIGIN = "https://localhost"  # of the test client, by the scheme of PUBLIC_URL


@pytest.fixture
def studio(small_studio):
    assert PUBLIC_URL.startswith("https:")
    join(small_studio, "Mia")
    return small_studio


def join(studio, name):
    with writing(studio.engine).begin() as session:
        email = f"{name.lower()}@own.example"
        accounts.add_account(session, email=email, name=name, password=PASSWORD, role=Role.PLANNER, partner="own")


def entered(studio, name):
    """A browser in which somebody has just entered a password."""
    client = studio.client()
    client.post("/studio/anmelden", data={"email": f"{name.lower()}@own.example", "password": PASSWORD})
    return client


def made(client, key, *, name="Diensthandy"):
    """Make a passkey as the pages do, and return where that leads."""
    step, options = asked(client.post("/studio/konto/passkeys", data={"name": name}).text)
    return client.post(step, data={"credential": key.made(options)})


def shown(client, key, *, at="/studio/anmelden/passkey"):
    step, options = asked(client.post(at).text)
    return client.post(step, data={"credential": key.shown(options)}, follow_redirects=True)


def asked(page):
    """Return where a page sends the browser's answer, and what it asks the browser for."""
    form = re.search(r'<form[^>]*action="([^"]+)"[^>]*data-options="([^"]+)"', page)
    return html.unescape(form[1]), json.loads(html.unescape(form[2]))


@pytest.fixture
def key(studio):
    """Mia's passkey, after she has just made it."""
    key = SoftwareKey(ORIGIN)
    made(entered(studio, "Mia"), key)
    return key


def test_a_passkey_is_made_and_shown_in_the_account(studio):
    client = entered(studio, "Mia")

    answer = made(client, SoftwareKey(ORIGIN))

    page = client.get(answer.headers["Location"]).text
    assert "Der Passkey „Diensthandy“ ist eingerichtet." in page
    assert "<h3>Passkey „Diensthandy“</h3>" in page


def test_after_the_password_the_passkey_opens(studio, key):
    client = entered(studio, "Mia")
    assert client.get("/studio/").status_code == 302

    answer = shown(client, key)

    assert answer.request.path == "/studio/"
    assert answer.status_code == 200


def test_a_passkey_opens_nothing_after_the_password_of_another(studio, key):
    join(studio, "Ben")
    other = SoftwareKey(ORIGIN)
    made(entered(studio, "Ben"), other)
    client = entered(studio, "Ben")

    answer = shown(client, key)

    assert "Dieser Passkey gehört zu einem anderen Konto." in answer.text
    assert client.get("/studio/").status_code == 302


def test_whoever_has_an_app_as_well_may_change_their_mind(studio):
    client = entered(studio, "Mia")
    made(client, SoftwareKey(ORIGIN))
    app, state = shown_key(client.get("/studio/konto/app").text)
    client.post("/studio/konto/app", data={"state": state, "code": code(app)})
    client = entered(studio, "Mia")
    pages = [client.post("/studio/anmelden/auswahl?next=/studio/schilder/", data={"which": each}) for each in WAYS]

    ways = [client.get(each.headers["Location"]).text for each in pages]

    assert all('href="/studio/anmelden/auswahl?next=/studio/schilder/"' in each for each in ways)


def test_without_a_password_before_it_a_passkey_opens_nothing(studio, key):
    client = studio.client()

    assert client.post("/studio/anmelden/passkey").headers["Location"] == "/studio/anmelden"


def test_an_answer_for_another_site_opens_nothing(studio, key):
    key.origin = "https://login.example"

    answer = shown(entered(studio, "Mia"), key)

    assert "Der Passkey ließ sich nicht prüfen." in answer.text


def test_a_copy_of_a_passkey_gives_itself_away(studio, key):
    shown(entered(studio, "Mia"), key)
    key.count = 0

    answer = shown(entered(studio, "Mia"), key)

    assert "Der Passkey ließ sich nicht prüfen." in answer.text


def test_a_passkey_confirms_who_it_is(studio, key):
    client = studio.client("Mia")  # signed in, nobody knows when
    assert client.get("/studio/konto/app").status_code == 302

    shown(client, key, at="/studio/konto/bestaetigen/passkey?next=/studio/konto/app")

    assert client.get("/studio/konto/app").status_code == 200


def test_a_passkey_is_removed_and_the_password_alone_opens_again(studio, key):
    client = entered(studio, "Mia")
    shown(client, key)

    answer = client.post("/studio/konto/passkeys/entfernen", data={"passkey": passkey(studio).id})

    assert answer.headers["Location"] == "/studio/konto/"
    assert "Der Passkey „Diensthandy“ ist entfernt." in client.get("/studio/konto/").text
    assert entered(studio, "Mia").get("/studio/").status_code == 200


def test_nobody_removes_a_passkey_of_another(studio, key):
    join(studio, "Ben")
    answer = entered(studio, "Ben").post("/studio/konto/passkeys/entfernen", data={"passkey": passkey(studio).id})

    assert answer.status_code == 404
    assert passkey(studio)


@pytest.mark.parametrize("path", ["passkeys", "passkeys/entfernen"])
def test_who_signed_in_long_ago_confirms_before_passkeys_change(studio, key, path):
    answer = studio.client("Mia").post(f"/studio/konto/{path}", data={"name": "Neu", "passkey": passkey(studio).id})

    assert "/studio/konto/bestaetigen" in answer.headers["Location"]
    assert passkey(studio)


def test_options_of_one_who_just_signed_in_make_no_passkey_for_one_who_did_not(studio):
    join(studio, "Ben")
    step, options = asked(entered(studio, "Ben").post("/studio/konto/passkeys", data={"name": "Fremd"}).text)

    answer = studio.client("Mia").post(step, data={"credential": SoftwareKey(ORIGIN).made(options)})

    assert "/studio/konto/bestaetigen" in answer.headers["Location"]
    assert passkey(studio) is None


def test_signing_out_elsewhere_does_not_count_as_confirming(studio):
    client = studio.client("Mia")  # signed in, nobody knows when

    client.post("/studio/konto/ueberall-abmelden")

    assert client.get("/studio/konto/").status_code == 200
    assert client.get("/studio/konto/app").status_code == 302


def passkey(studio):
    with studio.session() as session:
        return session.scalars(select(Passkey).join(Account).where(Account.name == "Mia")).first()
