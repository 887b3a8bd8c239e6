"""Letters on their way, over a real server: nothing gets lost, nothing is told to whom it is not meant."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker
from structlog.testing import capture_logs

from app import certificate, mail
from app.actions.people import mail_queue
from app.models import Letter
from tests.smtp import running

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
LOGIN = ("studio@302.example", "p@ss:w/rt%")
IN_THE_ADDRESS = "studio%40302.example:p%40ss%3Aw%2Frt%25@"
SUBJECT = "Wartet auf Freigabe: Straße der Şükran Öz, 20 °C wärmer"
BODY = "Guten Tag Şükran Öz,\n\n.ein Punkt am Anfang\nund eine Zeile mit ß.\n"


@pytest.fixture
def writing(engine):
    """A session factory whose commits end with the test."""
    with engine.connect() as connection, connection.begin() as transaction:
        yield sessionmaker(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        transaction.rollback()


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """Certificate and key that a city's own mail server might have, which nobody else knows."""
    return certificate.made_once(tmp_path_factory.mktemp("tls"), "127.0.0.1")


@pytest.fixture
def tls(papers):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*papers)
    return context


@pytest.fixture
def trusted(papers, monkeypatch):
    """What the operator does so that the certificate holds."""
    monkeypatch.setenv("SSL_CERT_FILE", str(papers[0]))


def write(writing, *, to="ada@example.org", subject="Hallo"):
    with writing.begin() as session:
        mail_queue.write(session, to=to, subject=subject, body=BODY)


def deliver(writing, url, *, later=timedelta()):
    by = mail.Post(url=url, sender="Studio <studio@302.example>", public_url="https://302.example")
    with time_machine.travel(NOON + later, tick=False):
        mail.deliver(by, writing, writing)


def written(writing):
    with writing() as session:
        return session.scalars(select(Letter).order_by(Letter.id)).all()


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def test_a_letter_arrives_as_it_was_written_and_is_forgotten(writing):
    write(writing, subject=SUBJECT)

    with running() as server:
        deliver(writing, f"smtp://127.0.0.1:{server.port}")
        deliver(writing, f"smtp://127.0.0.1:{server.port}", later=timedelta(days=1))

    (letter,) = server.letters
    (row,) = written(writing)
    assert letter.get_content() == BODY
    assert {name: letter[name] for name in ("From", "To", "Subject", "Auto-Submitted", "Message-ID")} == {
        "From": "Studio <studio@302.example>",
        "To": "ada@example.org",
        "Subject": SUBJECT,
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<letter-{row.id}.{NOON.timestamp():.0f}@302.example>",
    }
    assert (row.body, row.sent_at, row.due_at) == ("", NOON, None)


def test_a_host_with_umlauts_is_reached_through_any_server(writing):
    for to in ("mia@köln.example", "bo@große-straße.example", "cy@an_old-host.example"):
        write(writing, to=to)

    with running() as server:
        deliver(writing, f"smtp://127.0.0.1:{server.port}")

    assert [each["To"] for each in server.letters] == [
        "mia@xn--kln-sna.example",
        "bo@xn--groe-strae-73ag.example",
        "cy@an_old-host.example",
    ]


@pytest.mark.parametrize(("scheme", "is_smtps"), [("smtp", False), ("smtps", True)])
def test_letters_and_password_go_over_tls(writing, tls, trusted, scheme, is_smtps):
    write(writing)

    with running(tls=tls, is_smtps=is_smtps, login=LOGIN) as server:
        deliver(writing, f"{scheme}://{IN_THE_ADDRESS}127.0.0.1:{server.port}")

    assert server.came_by == [(True, LOGIN[0])]


@pytest.mark.parametrize(("scheme", "is_smtps"), [("smtp", False), ("smtps", True)])
def test_a_server_that_cannot_say_who_it_is_gets_neither(writing, tls, scheme, is_smtps):
    write(writing)

    with running(tls=tls, is_smtps=is_smtps, login=LOGIN) as server:
        deliver(writing, f"{scheme}://{IN_THE_ADDRESS}127.0.0.1:{server.port}")

    assert set(server.heard) <= {"EHLO", "STARTTLS"}
    assert [(each.failures, each.body) for each in written(writing)] == [(1, BODY)]


def test_the_password_is_never_told_without_tls(writing):
    write(writing)

    with running(login=LOGIN) as server, capture_logs() as logs:
        deliver(writing, f"smtp://{IN_THE_ADDRESS}127.0.0.1:{server.port}")

    assert server.heard == ["EHLO", "QUIT"]
    assert "offers no TLS" in logs[0]["why"]


def test_a_wrong_password_loses_no_letter(writing, tls, trusted):
    write(writing)

    with running(tls=tls, login=LOGIN) as server, capture_logs() as logs:
        deliver(writing, f"smtp://studio:falsch@127.0.0.1:{server.port}")
        deliver(writing, f"smtp://{IN_THE_ADDRESS}127.0.0.1:{server.port}", later=timedelta(minutes=1))

    assert [each["why"] for each in logs] == ["SMTPAuthenticationError, 535"]
    assert len(server.letters) == 1


def test_while_the_server_is_down_letters_wait_and_then_go_once(writing):
    with running() as server:
        url = f"smtp://127.0.0.1:{server.port}"
    write(writing)

    for later in (0, 1, 3, 7):  # minutes: twice as long every time
        deliver(writing, url, later=timedelta(minutes=later))
    assert [each.failures for each in written(writing)] == [4]
    with running(server.port) as back:
        deliver(writing, url, later=timedelta(minutes=14, seconds=59))
        assert back.letters == []
        for _ in range(2):
            deliver(writing, url, later=timedelta(minutes=15))

    assert [each["Subject"] for each in back.letters] == ["Hallo"]


def test_a_letter_that_is_given_up_after_five_days_is_told_to_the_operator(writing):
    write(writing)
    with running() as server:
        url = f"smtp://127.0.0.1:{server.port}"

    with capture_logs() as logs:
        for hours in range(0, 5 * 24 + 5, 4):
            deliver(writing, url, later=timedelta(hours=hours))

    (letter,) = written(writing)
    assert (letter.due_at, letter.body) == (None, "")
    assert [each["event"] for each in logs if each["log_level"] == "error"] == ["a letter was given up"]
    assert logs[-1]["event"] == "a letter was given up", "and never tried again"


@pytest.mark.parametrize("broken", ["RCPT", "MAIL", "DATA", "to"])
def test_one_that_cannot_be_sent_stops_no_other_and_the_log_names_nobody(writing, broken):
    write(writing, to="ada@example.org\nBcc: zoe@example.org" if broken == "to" else "ada@example.org")

    with running() as server, capture_logs() as logs:
        server.refusals = {broken: "550 <ada@example.org> is not here"}
        deliver(writing, f"smtp://127.0.0.1:{server.port}")
        server.refusals = {}
        write(writing, to="bo@example.org")
        deliver(writing, f"smtp://127.0.0.1:{server.port}")

    assert [each["To"] for each in server.letters] == ["bo@example.org"]
    assert [each.failures for each in written(writing)] == [1, 0]
    assert len(logs) == 1
    assert "ada" not in str(logs) and "zoe" not in str(logs)


def test_a_subject_is_one_line_whatever_a_title_says(writing):
    write(writing, subject="Freigegeben: Grüner\nBcc: zoe@example.org\tPlatz")

    with running() as server:
        deliver(writing, f"smtp://127.0.0.1:{server.port}")

    assert [each["Subject"] for each in server.letters] == ["Freigegeben: Grüner Bcc: zoe@example.org Platz"]
    assert server.letters[0]["Bcc"] is None


def test_letters_behind_a_broken_one_go_in_the_same_look(writing):
    for to in ("ada@example.org\nBcc: zoe@example.org", "bo@example.org", "cy@example.org"):
        write(writing, to=to)

    with running() as server:
        deliver(writing, f"smtp://127.0.0.1:{server.port}")

    assert [each["To"] for each in server.letters] == ["bo@example.org", "cy@example.org"]


@pytest.mark.parametrize("goodbye", ["421 too late", "500 what"])
def test_a_server_that_ends_rudely_has_the_letter_all_the_same(writing, goodbye):
    write(writing)

    with running() as server:
        server.refusals = {"QUIT": goodbye}
        deliver(writing, f"smtp://127.0.0.1:{server.port}")

    assert [each.sent_at for each in written(writing)] == [NOON]


def test_where_there_is_no_server_nothing_is_tried(writing):
    write(writing)

    deliver(writing, "")

    assert [(each.failures, each.body) for each in written(writing)] == [(0, BODY)]
