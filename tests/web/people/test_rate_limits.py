"""How often somebody may guess or ask, by account and by machine; what is said; which machine it is behind proxies."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.actions.people import rate_limit
from app.actions.people.rate_limit import RateLimit
from app.database import writing
from app.models import Attempt, Letter
from tests.web.conftest import EMAIL, PASSWORD, Studio

MACHINE, OTHER = "1.2.3.4", "5.6.7.8"
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def behind(_one_studio, database_setting):
    """The same studio, as it is when so many proxies of ours stand in front of it."""
    made = {proxies: Studio(_one_studio.folder, PROXIES=str(proxies), **database_setting) for proxies in (0, 1, 2)}
    yield made
    for each in made.values():
        each.engine.dispose()


def failed(studio, who, limit, times, *, at=None):
    with writing(studio.engine).begin() as session:
        for _ in range(times):
            rate_limit.failed(session, who, limit=limit, at=at or datetime.now(UTC))


def enter(studio, password=PASSWORD, *, email=EMAIL, machine="127.0.0.1", headers=None):
    given = {"data": {"email": email, "password": password}, "environ_base": {"REMOTE_ADDR": machine}}
    return studio.client().post("/studio/anmelden", headers=headers or {}, **given)


def ask(studio, email=EMAIL, machine="127.0.0.1", language="de"):
    given = {"data": {"email": email}, "environ_base": {"REMOTE_ADDR": machine}}
    return studio.client().post("/studio/passwort-vergessen", headers={"Accept-Language": language}, **given)


@pytest.mark.parametrize(
    ("failures", "sentences"),
    [
        (5, {0: "in 1 Minute noch", 59: "in 1 Minute noch", 61: None}),
        (6, {0: "in 2 Minuten noch", 55: "in 2 Minuten noch", 65: "in 1 Minute noch", 121: None}),
        (30, {0: "in 15 Minuten noch", 14.5 * 60: "in 1 Minute noch", 15 * 60 + 1: None}),
    ],
)
def test_whoever_waits_as_long_as_was_said_is_let_in(studio, failures, sentences):
    failed(studio, EMAIL, RateLimit.PASSWORD, failures, at=NOON)

    for later_s, sentence in sentences.items():
        with time_machine.travel(NOON + timedelta(seconds=later_s), tick=False):
            answer = enter(studio)
        if sentence is None:
            assert answer.status_code == 302
        else:
            assert f"Zu viele Fehlversuche. Bitte {sentence} einmal versuchen." in answer.text


def test_waiting_is_not_made_longer_by_trying(studio):
    failed(studio, EMAIL, RateLimit.PASSWORD, 5, at=NOON)

    for later_s in range(0, 60, 10):
        with time_machine.travel(NOON + timedelta(seconds=later_s), tick=False):
            assert "in 1 Minute noch" in enter(studio, "falsch").text

    with time_machine.travel(NOON + timedelta(seconds=61), tick=False):
        assert enter(studio).status_code == 302


@pytest.mark.parametrize("path", ["/studio/konto/bestaetigen", "/studio/konto/passwort"])
def test_whoever_is_signed_in_guesses_no_passwords_either(studio, path):
    client = studio.client("Mia")
    failed(studio, EMAIL, RateLimit.PASSWORD, rate_limit.FREE[RateLimit.PASSWORD])
    new = {"new_password": "ein neues Passwort", "new_password_confirm": "ein neues Passwort"}

    wrong = client.post(path, data={"password": "falsch", **new})
    right = client.post(path, data={"password": PASSWORD, **new})

    assert "Das Passwort stimmt nicht." in wrong.text
    assert "Zu viele Fehlversuche. Bitte in 1 Minute noch einmal versuchen." in right.text
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=61)):
        assert client.post(path, data={"password": PASSWORD, **new}).status_code == 302


def test_a_machine_that_tries_the_passwords_of_many_is_locked_out_for_all_of_them(studio):
    failed(studio, MACHINE, RateLimit.NETWORK, rate_limit.FREE[RateLimit.NETWORK])
    enter(studio, "falsch", email="planner@own.example", machine=MACHINE)

    assert "Zu viele Fehlversuche. Bitte in 1 Minute noch einmal" in enter(studio, machine=MACHINE).text
    assert enter(studio, machine=OTHER).status_code == 302


def test_an_office_that_mistypes_now_and_then_is_never_locked_out(studio):
    for hour in range(24):
        failed(studio, MACHINE, RateLimit.NETWORK, 5, at=NOON + timedelta(hours=2 * hour))

    with time_machine.travel(NOON + timedelta(hours=46), tick=False):
        assert enter(studio, machine=MACHINE).status_code == 302


@pytest.mark.parametrize(
    ("locked", "asking", "is_locked"),
    [
        (MACHINE, OTHER, False),
        (MACHINE, "::ffff:1.2.3.4", True),  # the same, where the server listens to both
        ("2a00:1:2:3::/64", "2a00:1:2:3:dead:beef::1", True),  # one house has as many of these as it likes
        ("2a00:1:2:3::/64", "2a00:1:2:4::1", False),
        ("10.0.0.7", "10.0.0.7", False),  # the house's own network, or a proxy that nobody has told us of
        ("fd00::/64", "fd00::1", False),
    ],
)
def test_what_counts_as_one_machine(studio, locked, asking, is_locked):
    failed(studio, locked, RateLimit.NETWORK, rate_limit.FREE[RateLimit.NETWORK] + 1)

    assert ("Zu viele Fehlversuche" in enter(studio, machine=asking).text) is is_locked


@pytest.mark.parametrize(
    ("proxies", "machine", "forwarded", "is_locked"),
    [
        (0, OTHER, MACHINE, False),  # nobody is locked out by a header
        (0, MACHINE, OTHER, True),  # and nobody gets out by one
        (1, "127.0.0.1", MACHINE, True),
        (1, "127.0.0.1", f"{OTHER}, {MACHINE}", True),  # what stands before was sent along by whoever asks
        (1, "127.0.0.1", f"{MACHINE}, {OTHER}", False),
        (1, "127.0.0.1", f'", {MACHINE}', True),  # a lone quote makes no one entry of it
        (1, "127.0.0.1", f'"{OTHER}, {MACHINE}', True),
        (1, "127.0.0.1", None, False),
        (2, "127.0.0.1", f"{OTHER}, {MACHINE}, 10.0.0.2", True),
        (2, "127.0.0.1", f"{MACHINE}, {OTHER}, 10.0.0.2", False),
        (2, "127.0.0.1", MACHINE, False),  # not through both of them
        (2, "127.0.0.1", f", {MACHINE}", False),
        (1, "127.0.0.1", "kein Rechner", False),
    ],
)
def test_behind_proxies_the_machine_is_the_one_that_ours_have_seen(
    studio, behind, proxies, machine, forwarded, is_locked
):
    failed(studio, MACHINE, RateLimit.NETWORK, rate_limit.FREE[RateLimit.NETWORK] + 1)
    headers = {"X-Forwarded-For": forwarded, "Forwarded": f"for={MACHINE}", "X-Real-IP": MACHINE}

    answer = enter(behind[proxies], machine=machine, headers={name: value for name, value in headers.items() if value})
    behind[proxies].engine.dispose()  # so that the next test may begin with another file

    assert ("Zu viele Fehlversuche" in answer.text) is is_locked


@pytest.mark.parametrize(("proxies", "status"), [(0, 403), (1, 302)])
def test_behind_proxies_the_scheme_is_the_one_that_ours_have_seen(studio, behind, proxies, status):
    client = behind[proxies].app.test_client()  # an old browser, which says where it comes from in its own way
    headers = {"Host": "by.another.name", "Origin": "https://by.another.name", "X-Forwarded-Proto": "http, https"}

    answer = client.post("/studio/anmelden", data={"email": EMAIL, "password": PASSWORD}, headers=headers)
    behind[proxies].engine.dispose()

    assert answer.status_code == status


def test_asking_for_a_new_password_is_limited_by_account(studio):
    answers = [ask(studio).text for _ in range(rate_limit.FREE[RateLimit.RESET] + 2)]

    assert ["Zu viele Anfragen. Bitte in 1 Minute noch einmal versuchen." in each for each in answers] == [
        *[False] * (rate_limit.FREE[RateLimit.RESET] + 1),
        True,
    ]
    assert f'value="{EMAIL}"' in answers[-1]
    assert enter(studio).status_code == 302, "whoever asks for others does not lock them out"


def test_asking_for_the_passwords_of_many_is_limited_by_machine(studio):
    failed(studio, MACHINE, RateLimit.ASKING, rate_limit.FREE[RateLimit.ASKING])
    ask(studio, "niemand@own.example", MACHINE)

    refused = ask(studio, machine=MACHINE, language="en")

    assert "Too many requests. Please try again in 1 minute." in refused.text
    assert "Zu viele Anfragen" not in ask(studio, machine=OTHER).text


def test_no_address_of_a_machine_or_person_is_kept_for_it(studio):
    enter(studio, "falsch", machine=MACHINE)
    ask(studio, machine=MACHINE)

    with studio.session() as session:
        kept = [each.address_hash for each in session.scalars(select(Attempt))]
        assert session.scalars(select(Letter)).all() == []
    assert len(kept) == 4
    assert all(len(each) == 64 and set(each) <= set("0123456789abcdef") for each in kept)
