"""Signing in: who gets in, who is kept out and told until when, and that nothing of it leaves /studio."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions.people import rate_limit
from app.actions.people.rate_limit import RateLimit
from app.database import writing
from app.models import Account, Attempt, now
from tests.web.conftest import EMAIL, PASSWORD


def enter(client, password=PASSWORD, email=EMAIL, **more):
    return client.post("/studio/anmelden", data={"email": email, "password": password}, **more)


def test_the_right_password_leads_to_the_line(studio):
    client = studio.client()

    answer = enter(client)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/studio/")
    assert "Linie 302" in client.get("/studio/").text


def test_the_cookie_stays_in_the_studio_and_is_secure_behind_tls(studio):
    cookie = enter(studio.client()).headers["Set-Cookie"]

    assert {"Path=/studio", "HttpOnly", "SameSite=Lax", "Secure"} <= set(cookie.split("; "))


def test_whoever_wanted_a_page_gets_it_after_signing_in(studio):
    client = studio.client()

    wanted = client.get("/studio/schilder/")
    answer = client.post(wanted.headers["Location"], data={"email": EMAIL, "password": PASSWORD})

    assert wanted.headers["Location"] == "/studio/anmelden?next=/studio/schilder/"
    assert answer.headers["Location"].endswith("/studio/schilder/")


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "http://[", "javascript:alert(1)", "/de/302/", ""],
)
def test_whoever_was_to_be_led_elsewhere_is_signed_in_and_stays(studio, address):
    given = {"email": EMAIL, "password": PASSWORD, "next": address}
    answer = studio.client().post("/studio/anmelden", query_string={"next": address}, data=given)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/studio/"


@pytest.mark.parametrize("email", [EMAIL, "niemand@own.example", "system@localhost", "keine Adresse"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(studio, email):
    answer = enter(studio.client(), password="falsch", email=email)

    assert "E-Mail-Adresse oder Passwort stimmen nicht." in answer.text
    assert f'value="{email}"' in answer.text


def test_the_fifth_wrong_password_locks_and_says_until_when(studio):
    client = studio.client()
    for _ in range(rate_limit.FREE[RateLimit.PASSWORD] + 1):
        enter(client, password="falsch")

    answer = enter(client)

    assert "Zu viele Fehlversuche. Bitte in 1 Minute noch einmal versuchen." in answer.text


def test_a_lock_ends_and_success_forgets_the_failures(studio):
    with writing(studio.engine).begin() as session:
        for _ in range(rate_limit.FREE[RateLimit.PASSWORD] + 1):
            rate_limit.failed(session, EMAIL, at=now() - timedelta(seconds=2 * rate_limit.FIRST_S))

    assert enter(studio.client()).status_code == 302
    with studio.session() as session:
        assert session.scalars(select(Attempt)).all() == []


def test_each_further_guess_locks_twice_as_long_up_to_a_quarter_of_an_hour(studio):
    at = now()
    with writing(studio.engine).begin() as session:
        locks_s = []
        for _ in range(rate_limit.FREE[RateLimit.PASSWORD] + 7):
            rate_limit.failed(session, EMAIL.upper(), at=at)
            until = rate_limit.locked_until(session, EMAIL, at=at)
            locks_s.append(round((until - at).total_seconds()) if until else 0)

    assert locks_s == [0, 0, 0, 0, 60, 120, 240, 480, 900, 900, 900]


def test_failures_of_yesterday_are_forgotten(studio):
    with writing(studio.engine).begin() as session:
        rate_limit.failed(session, "alt@own.example", at=now() - timedelta(days=2))
        rate_limit.failed(session, "neu@own.example", at=now())

        assert len(session.scalars(select(Attempt)).all()) == 1


def test_after_signing_out_the_studio_is_closed_again(studio):
    client = studio.client("Mia")

    answer = client.post("/studio/abmelden")

    assert answer.status_code == 302
    assert client.get("/studio/").headers["Location"].startswith("/studio/anmelden")


def test_an_account_that_was_switched_off_is_out_at_once(studio):
    client = studio.client("Mia")
    with writing(studio.engine).begin() as session:
        session.scalars(select(Account).where(Account.email == EMAIL)).one().active = False

    assert client.get("/studio/").status_code == 302


def test_who_is_signed_out_while_typing_is_told_how_to_keep_it(studio):
    answer = studio.client().post("/studio/inhalte/1/bearbeiten", data={"texts.de.title": "Getippt"})

    assert answer.status_code == 401
    assert "diese Seite neu laden" in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://302.example"}, 403),
        ({"Origin": "https://302.example"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_posts_of_other_sites_are_refused(small_studio, headers, status):
    client = small_studio.client("Planner Own")
    del client.environ_base["HTTP_SEC_FETCH_SITE"]

    assert client.post("/studio/sprache", data={"language": "en"}, headers=headers).status_code == status


def test_the_language_is_kept_and_leads_back_within_the_studio(small_studio):
    client = small_studio.client("Planner Own")

    back = client.post("/studio/sprache", data={"language": "en", "back": "/studio/schilder/?a=1"})
    away = client.post("/studio/sprache", data={"language": "en", "back": "https://evil.example/"})
    odd = client.post("/studio/sprache", data={"language": "tlh", "back": "//evil.example/studio/"})

    assert [each.headers["Location"] for each in (back, away, odd)] == ["/studio/schilder/?a=1", "/studio/", "/studio/"]
    assert '<html lang="en">' in client.get("/studio/").text
    assert "Waiting for me" in client.get("/studio/").text


def test_without_a_choice_the_browser_decides(small_studio):
    page = small_studio.client("Planner Own").get("/studio/", headers={"Accept-Language": "fr, en;q=0.8, de;q=0.5"})

    assert "Waiting for me" in page.text


def test_refusals_are_said_in_the_persons_language(small_studio):
    client = small_studio.client("Planner Other")

    page = client.get("/studio/inhalte/999/", headers={"Accept-Language": "en"})

    assert page.status_code == 404
    assert "There is no such content." in page.text
