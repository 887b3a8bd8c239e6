"""Signing in with the account of one's own house, against a provider that answers over HTTP and can be told to lie."""

import base64
import hashlib
import json
import socket
import time
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.database import writing
from app.models import Account
from app.web.people.provider import NAME
from tests.authenticator import code
from tests.provider import CLIENT, SECRET, running
from tests.web.conftest import PUBLIC_URL, Studio
from tests.web.people.test_second_factor import next_code, shown

START, BACK = "/studio/anmelden/haus", "/studio/anmelden/haus/zurueck"
PERSON, EMAIL = "Planner Own", "planner@own.example"
FAILED = "Die Anmeldung beim Anmeldedienst hat nicht geklappt. Bitte noch einmal versuchen."
SILENT = "Der Anmeldedienst antwortet nicht."
UNVERIFIED = "Der Anmeldedienst nennt keine bestätigte E-Mail-Adresse."
EARLIER_S = 3 * 3600
LIES = {
    "another nonce": {"nonce": "of somebody else"},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "https://login.example"},
    "another audience": {"aud": "another"},
    "another audience, as if for us": {"aud": "another", "azp": CLIENT},
    "for us, but given to another": {"aud": [CLIENT, "another"], "azp": "another"},
    "expired": {"exp": int(time.time()) - 600},
    "no end": {"exp": None},
    "not yet": {"nbf": int(time.time()) + 24 * 3600},  # read long before it is told
    "nobody": {"sub": None},
    "another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}
GARBAGE = {
    "/.well-known/openid-configuration": ["<html>", "[]", "{}", '{"issuer": "https://login.example"}'],
    "/token": ["<html>", "[]", "{}", '{"id_token": "a.b.c"}', '{"access_token": "opens", "id_token": 5}'],
    "/keys": ["<html>", "[]", "{}", '{"keys": ["none"]}', '{"keys": []}'],
}


@pytest.fixture(scope="module")
def house():
    with running(f"{PUBLIC_URL}{BACK}") as provider:
        yield provider


@pytest.fixture(scope="module")
def _studio(house, tmp_path_factory, database_setting):
    folder = tmp_path_factory.mktemp("studio")
    made = Studio(folder, OIDC_ISSUER=house.url, OIDC_CLIENT_SECRET=SECRET, OIDC_NAME="Stadtkonto", **database_setting)
    yield made
    made.engine.dispose()


@pytest.fixture
def studio(_studio, house):
    """A studio that has never asked its provider, which is honest and has Planner Own at its door."""
    _studio.forget()
    _studio.app.extensions["oidc"].create_client(NAME).server_metadata = {}
    house.person = {"sub": "4711", "email": EMAIL, "email_verified": True}
    house.token, house.header, house.answers, house.asked = {}, {}, {}, []
    house.signed_in_at = time.time()
    return _studio


def sent(client, path=START):
    """Follow a person to the provider and return the address it sends them back to, as seen from the studio."""
    address = client.get(path).headers["Location"]
    try:
        urllib.request.build_opener(Unled).open(address, timeout=20)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"].removeprefix(PUBLIC_URL)


class Unled(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        """Go nowhere."""


def entered(client, path=START):
    """Sign in with the provider and return where that leads."""
    return client.get(sent(client, path)).headers["Location"]


def is_inside(client):
    return client.get("/studio/konto/").status_code == 200


def refusal(client):
    """Return the page on which somebody ends who was not let in."""
    page = client.get("/studio/anmelden")
    assert page.status_code == 200, "signed in after all"
    return page.text


def test_a_known_address_signs_in_and_gets_where_it_wanted(studio, house):
    client = studio.client()
    house.person["email"] = EMAIL.upper()
    assert f'href="{START}?next=/studio/schilder/"' in client.get("/studio/anmelden?next=/studio/schilder/").text

    assert entered(client, f"{START}?next=/studio/schilder/") == "/studio/schilder/"

    assert "Planner Own" in client.get("/studio/konto/").text


def test_the_number_decides_after_the_first_time_and_not_the_address(studio, house):
    entered(studio.client())
    successor, moved = studio.client(), studio.client()

    house.person = {"sub": "4712", "email": EMAIL, "email_verified": True}  # whoever has the address now
    entered(successor)
    house.person = {"sub": "4711", "email": "planner@other.example", "email_verified": False}
    entered(moved)

    assert f"Das Konto zu {EMAIL} ist schon mit einem anderen Zugang" in refusal(successor)
    assert "Planner Own" in moved.get("/studio/konto/").text


def test_a_number_of_another_issuer_is_another_person(studio, house):
    with writing(studio.engine).begin() as session:
        gone = session.scalars(select(Account).where(Account.email == "planner@other.example")).one()
        gone.oidc_issuer, gone.oidc_subject = "https://login.example", "4711"
    client = studio.client()

    entered(client)

    assert "Planner Own" in client.get("/studio/konto/").text


def test_an_admin_lets_a_person_with_a_new_number_in_again(studio, house):
    entered(studio.client())
    with studio.session() as session:
        number = session.scalar(select(Account.id).where(Account.email == EMAIL))
    house.person["sub"] = "new"

    answer = studio.client("Admin").post(f"/studio/menschen/{number}/verbindung-loesen")
    client = studio.client()
    entered(client)

    assert answer.status_code == 303
    assert is_inside(client)


def test_a_known_number_of_a_deactivated_account_stays_outside(studio, house):
    entered(studio.client())
    with writing(studio.engine).begin() as session:
        session.scalars(select(Account).where(Account.email == EMAIL)).one().active = False
    client = studio.client()

    entered(client)

    assert "gibt es hier kein offenes Konto" in refusal(client)


def test_signing_out_ends_it(studio):
    client = studio.client()
    entered(client)

    client.post("/studio/abmelden")

    assert not is_inside(client)


@pytest.mark.parametrize("where", ["https://login.example/", "//login.example", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_site(studio, where):
    assert entered(studio.client(), f"{START}?next={where}") == "/studio/"


@pytest.mark.parametrize("email", ["nobody@own.example", "gone@linie.example", "system@localhost"])
def test_whoever_has_no_open_account_is_told_so(studio, house, email):
    house.person["email"] = email
    client = studio.client()

    assert entered(client) == "/studio/anmelden"

    assert f"Zu {email} gibt es hier kein offenes Konto. Der Betrieb kann eines anlegen." in refusal(client)


@pytest.mark.parametrize("verified", [False, "false", None])
def test_an_address_that_is_not_verified_is_refused(studio, house, verified):
    house.token = {"email_verified": verified}
    client = studio.client()

    entered(client)

    assert UNVERIFIED in refusal(client)


@pytest.mark.parametrize(("verified", "is_let_in"), [(None, True), (False, False)])
def test_the_operator_may_trust_a_provider_that_does_not_say_so(studio, house, monkeypatch, verified, is_let_in):
    monkeypatch.setitem(studio.app.config, "OIDC_TRUSTS_MAIL", True)
    house.token = {"email_verified": verified}
    client = studio.client()

    entered(client)

    assert is_inside(client) is is_let_in


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_an_answer_that_is_not_for_this_sign_in_is_refused(studio, house, lie):
    house.token = lie
    client = studio.client()

    entered(client)

    assert FAILED in refusal(client)


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "HS256"}, {"alg": "PS256"}, {"kid": "unknown"}])
def test_an_answer_that_is_not_signed_as_it_should_be_is_refused(studio, house, header):
    house.header = header
    client = studio.client()

    entered(client)

    assert FAILED in refusal(client)


def test_an_answer_that_somebody_else_signed_is_refused(studio, house):
    client = studio.client()
    entered(client)  # the studio knows the keys
    other, house.key_id = studio.client(), (known := house.key_id)
    house.rotate()
    house.key_id = known

    entered(other)

    assert FAILED in refusal(other)


def test_new_keys_of_the_provider_are_asked_for(studio, house):
    entered(studio.client())
    house.rotate()
    client = studio.client()

    entered(client)

    assert is_inside(client)


def test_the_code_is_worth_nothing_without_what_only_this_browser_holds(studio, house):
    client = studio.client()
    address = sent(client)
    with client.session_transaction("/studio/") as cookie:
        state = next(cookie[key]["data"] for key in cookie if key.startswith("_state_"))
        digest = hashlib.sha256(state["code_verifier"].encode()).digest()
        state["code_verifier"] = "somebody else's"
        cookie.modified = True

    client.get(address)

    assert FAILED in refusal(client)
    asked = house.asked[0]
    assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert asked["code_challenge_method"] == "S256"


def test_what_was_begun_in_another_browser_ends_there(studio):
    address = sent(studio.client())
    other = studio.client()
    sent(other)

    other.get(address)

    assert FAILED in refusal(other)


def test_an_answer_opens_once(studio):
    client = studio.client()
    address = sent(client)
    client.get(address)
    client.post("/studio/abmelden")

    client.get(address)

    assert FAILED in refusal(client)


def test_whoever_says_no_at_the_provider_is_not_let_in(studio):
    client = studio.client()
    state = parse_qs(urlsplit(sent(client)).query)["state"][0]

    client.get(f"{BACK}?error=access_denied&state={state}")

    assert FAILED in refusal(client)


@pytest.mark.parametrize(("path", "answer"), [(path, each) for path in GARBAGE for each in GARBAGE[path]])
@pytest.mark.parametrize("status", [200, 500])
def test_garbage_is_a_sentence(studio, house, path, answer, status):
    house.answers[path] = Response(answer, status, content_type="application/json")
    client = studio.client()

    answer = client.get(START)
    if path != "/.well-known/openid-configuration":
        answer = client.get(sent(client))

    assert answer.headers["Location"] == "/studio/anmelden"
    assert FAILED in refusal(client)


def test_a_provider_that_is_not_there_is_a_sentence(small_studio):
    client = small_studio.client()  # whose provider is nowhere

    where = client.get(f"{START}?next=/studio/schilder/").headers["Location"]

    assert where == "/studio/anmelden?next=/studio/schilder/"
    assert SILENT in refusal(client)


@pytest.mark.parametrize("place", ["token_endpoint", "jwks_uri"])
def test_a_provider_does_not_send_us_into_the_house(studio, house, place):
    """What it says of itself names further addresses; those of one's own network are asked by permission alone."""
    honest = house._about(None).get_json()
    house.answers["/.well-known/openid-configuration"] = Response(
        json.dumps({**honest, place: honest[place].replace("127.0.0.1", "localhost")}), content_type="application/json"
    )
    client = studio.client()

    entered(client)

    assert FAILED in refusal(client)


def test_a_provider_of_the_house_is_asked_by_permission_alone(house, tmp_path):
    closed = Studio(tmp_path, OIDC_ISSUER=house.url, INNER_HOSTS="")
    closed.forget()
    client = closed.client()

    assert client.get(START).headers["Location"] == "/studio/anmelden"

    assert FAILED in refusal(client)
    closed.engine.dispose()


def test_nobody_waits_for_a_provider_that_says_nothing(studio, monkeypatch):
    provider = studio.app.extensions["oidc"].create_client(NAME)
    monkeypatch.setitem(provider.client_kwargs, "patience_s", 0.2)
    client = studio.client()
    with socket.create_server(("127.0.0.1", 0)) as mute:
        monkeypatch.setattr(provider, "_server_metadata_url", f"http://127.0.0.1:{mute.getsockname()[1]}/")
        client.get(START)

    assert SILENT in refusal(client)


def test_a_short_token_is_completed_by_what_the_provider_says_elsewhere(studio, house):
    house.token = {"email": None, "email_verified": None}
    client = studio.client()

    entered(client)

    assert is_inside(client)


def test_two_answers_about_two_people_are_refused(studio, house):
    house.token = {"email": None, "sub": "4712"}
    client = studio.client()

    entered(client)

    assert FAILED in refusal(client)


def test_the_second_factor_is_asked_for_as_well(studio):
    first, client = studio.client(), studio.client()
    entered(first)
    key, state = shown(first.get("/studio/konto/app").text)
    first.post("/studio/konto/app", data={"state": state, "code": code(key)})

    step = entered(client, f"{START}?next=/studio/schilder/")
    assert not is_inside(client)
    answer = client.post(step, data={"code": next_code(key)})

    assert step == "/studio/anmelden/code?next=/studio/schilder/"
    assert answer.headers["Location"] == "/studio/schilder/"
    assert is_inside(client)


def test_who_has_to_have_a_second_factor_sets_it_up_first(studio, monkeypatch):
    monkeypatch.setitem(studio.app.config, "SECOND_FACTOR", frozenset({"planner"}))
    client = studio.client()
    entered(client)

    assert client.get("/studio/schilder/").headers["Location"] == "/studio/konto/app"
    assert client.get("/studio/konto/app").status_code == 200


def test_who_has_to_set_one_up_first_may_confirm_with_the_provider(studio, house, monkeypatch):
    monkeypatch.setitem(studio.app.config, "SECOND_FACTOR", frozenset({"planner"}))
    house.signed_in_at -= EARLIER_S
    client = studio.client()
    entered(client)
    assert client.get("/studio/konto/app").headers["Location"] == "/studio/konto/bestaetigen?next=/studio/konto/app"

    entered(client, f"{START}?next=/studio/konto/app")

    assert client.get("/studio/konto/app").status_code == 200


def test_a_sign_in_is_as_old_as_the_provider_says(studio, house):
    fresh, stale, unknown = studio.client(), studio.client(), studio.client()
    entered(fresh)
    house.signed_in_at -= EARLIER_S
    entered(stale)
    house.token = {"auth_time": None}
    entered(unknown)

    assert [each.get("/studio/konto/app").status_code for each in (fresh, stale, unknown)] == [200, 302, 302]
    assert is_inside(unknown)


def test_to_confirm_who_one_is_the_provider_asks_once_more(studio, house):
    client = studio.client(PERSON)  # signed in, nobody knows when
    house.signed_in_at -= EARLIER_S

    assert entered(client, f"{START}?next=/studio/konto/app") == "/studio/konto/app"

    assert house.asked[0]["prompt"] == "login"
    assert client.get("/studio/konto/app").status_code == 200


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ({"auth_time": int(time.time()) - EARLIER_S}, "Der Anmeldedienst hat nicht noch einmal gefragt, wer Sie sind."),
        ({"auth_time": None}, "Der Anmeldedienst hat nicht noch einmal gefragt, wer Sie sind."),
        ({"email": "planner@other.example"}, "Das war ein anderes Konto als das, mit dem Sie angemeldet sind."),
    ],
)
def test_who_was_not_asked_or_is_somebody_else_has_confirmed_nothing(studio, house, token, sentence):
    client = studio.client(PERSON)
    house.token = token

    where = entered(client, f"{START}?next=/studio/konto/app")

    assert where == "/studio/konto/bestaetigen?next=/studio/konto/app"
    assert sentence in client.get(where).text
    assert client.get("/studio/konto/app").status_code == 302
    assert "Planner Own" in client.get("/studio/konto/").text


def test_attempts_that_never_came_back_do_not_fill_the_cookie(studio):
    client = studio.client()
    for _ in range(24):
        client.get(START)

    entered(client)

    assert is_inside(client)
    assert len(client.get_cookie("studio", path="/studio").value) < 4096
