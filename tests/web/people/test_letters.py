"""What the studio writes by mail, over a real server: from the form to the letter to the page that its link opens."""

import re
import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import jobs
from app.actions.people import post, preferences, rate_limit
from app.database import writing
from app.models import Account, Letter, Revision, State
from tests.smtp import running
from tests.web.conftest import EMAIL, PASSWORD, PUBLIC_URL, Studio

NEW = "ein ganz anderes Passwort"
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
LINK = re.compile(re.escape(PUBLIC_URL) + r"(/studio/\S+)")


@pytest.fixture(scope="module")
def _with_mail(_one_studio, database_setting):
    """A free port, and the studio that is told of a mail server there."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    made = Studio(
        _one_studio.folder, SMTP_URL=f"smtp://127.0.0.1:{port}", MAIL_FROM="studio@302.example", **database_setting
    )
    return made, port


@pytest.fixture
def mailing(studio, _with_mail):
    """The studio with a mail server in its settings, and nothing to tell yet."""
    with writing(studio.engine).begin() as session:
        post.post(session, PUBLIC_URL, by_mail=False)  # what the small line itself had to tell
    yield _with_mail[0]
    _with_mail[0].engine.dispose()


@pytest.fixture
def port(_with_mail):
    return _with_mail[1]


def sent(studio, port):
    """Let the jobs of this studio look at the letters, and return what they have sent."""
    with running(port) as server, closing(jobs.tools(studio.config)) as tools:
        jobs.letters(tools)
    return server.letters


def ask(studio, email=EMAIL):
    return studio.client().post("/studio/passwort-vergessen", data={"email": email})


def link_in(text):
    """Return the path of the first link of the studio in a letter or page."""
    return LINK.findall(text)[0].partition("<")[0]


def set_password(studio, link, password=NEW):
    form = {"password": password, "password_confirm": password}
    return studio.client().post(link, data=form, follow_redirects=True)


def enter(studio, password):
    return studio.client().post("/studio/anmelden", data={"email": EMAIL, "password": password})


def follow(studio, link):
    return studio.client().get(link, follow_redirects=True)


def change(studio, name, deed):
    """Do something to the account of that name, outside of the studio."""
    with writing(studio.engine).begin() as session:
        deed(session, session.scalars(select(Account).where(Account.name == name)).one())


def page_of_mia(studio):
    with studio.session() as session:
        number = session.scalars(select(Account.id).where(Account.email == EMAIL)).one()
    return f"/studio/menschen/{number}/"


def waiting_letters(studio):
    with studio.session() as session:
        return session.scalars(select(Letter).where(Letter.sent_at.is_(None)).order_by(Letter.id)).all()


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(mailing, port):
    asked = ask(mailing)
    (letter,) = sent(mailing, port)
    link = link_in(letter.get_content())

    assert f"Wenn es zu {EMAIL} ein Konto gibt, kommt gleich eine Mail" in asked.text
    assert (letter["To"], letter["From"]) == (EMAIL, "studio@302.example")
    assert f"Für das Konto {EMAIL}." in mailing.client().get(link).text
    assert "Jetzt damit anmelden" in set_password(mailing, link).text
    assert (enter(mailing, PASSWORD).status_code, enter(mailing, NEW).status_code) == (200, 302)
    assert [each["Subject"] for each in sent(mailing, port)] == ["Ihr Passwort wurde geändert"]
    for again in (set_password(mailing, link, "noch ein anderes Passwort"), follow(mailing, link)):
        assert "Dieser Link gilt nicht mehr. Hier lässt sich ein neuer anfordern." in again.text
    assert enter(mailing, NEW).status_code == 302


@pytest.mark.parametrize(
    ("later", "is_good"), [(timedelta(days=2, minutes=-1), True), (timedelta(days=2, minutes=1), False)]
)
def test_the_link_ends_after_two_days(mailing, port, later, is_good):
    with time_machine.travel(NOON):
        ask(mailing)
        link = link_in(sent(mailing, port)[0].get_content())

    with time_machine.travel(NOON + later):
        page, answer = follow(mailing, link), set_password(mailing, link)

    sentence = "Dieser Link ist abgelaufen. Hier lässt sich ein neuer anfordern."
    assert (sentence in page.text, sentence in answer.text) == (not is_good, not is_good)
    assert (enter(mailing, NEW).status_code == 302) is is_good


def test_one_used_link_ends_all_others_and_every_wait(mailing, port):
    for _ in range(2):
        ask(mailing)
    first, second = (link_in(each.get_content()) for each in sent(mailing, port))
    with writing(mailing.engine).begin() as session:
        for _ in range(9):
            rate_limit.failed(session, EMAIL, at=datetime.now(UTC))
    assert "Zu viele Fehlversuche" in enter(mailing, PASSWORD).text

    set_password(mailing, second)

    assert enter(mailing, NEW).status_code == 302
    assert "Dieser Link gilt nicht mehr" in follow(mailing, first).text


@pytest.mark.parametrize("email", ["niemand@own.example", "gone@linie.example", "system@localhost"])
def test_whoever_has_no_open_account_gets_no_letter_and_nobody_can_tell(mailing, email):
    answer = ask(mailing, email)

    assert f"Wenn es zu {email} ein Konto gibt, kommt gleich eine Mail" in answer.text
    assert waiting_letters(mailing) == []


def test_letters_are_in_the_language_of_whoever_gets_them(mailing, port):
    change(mailing, "Mia", lambda session, mia: preferences.choose(session, mia, "language", "en"))

    ask(mailing)

    (letter,) = sent(mailing, port)
    assert letter["Subject"] == "New password for the studio"
    assert "holds for two days and once" in letter.get_content()


def test_somebody_invited_gets_a_first_password_by_mail(mailing, port):
    form = {"email": "nora@own.example", "name": "Nora Öztürk", "task": []}

    answer = mailing.client("Admin").post("/studio/menschen/neu", data=form, follow_redirects=True)
    (letter,) = sent(mailing, port)
    link = link_in(letter.get_content())

    assert "Eine Mail mit dem Link zum Passwort ist unterwegs." in answer.text
    assert "/passwort-vergessen/" not in answer.text, "an admin has no need to know it"
    assert letter["To"] == "nora@own.example"
    assert "Admin hat Ihnen ein Konto im Studio angelegt" in letter.get_content()
    assert "Jetzt damit anmelden" in set_password(mailing, link).text
    assert "gilt nicht mehr" in set_password(mailing, link).text


def test_without_a_mail_server_an_admin_sees_who_waits_and_hands_the_link_over(studio):
    admin, where = studio.client("Admin"), page_of_mia(studio)

    asked = ask(studio)
    listed, shown = admin.get("/studio/menschen/").text, admin.post(f"{where}link").text

    assert "sieht der Betrieb jetzt, dass Sie einen Link für ein Passwort brauchen" in asked.text
    assert waiting_letters(studio) == []
    assert "wartet auf einen Link" in listed
    assert "wartet auf einen Link" not in admin.get("/studio/menschen/").text
    assert studio.client("Approver Own").post(f"{where}link").status_code == 403
    assert "Jetzt damit anmelden" in set_password(studio, link_in(shown)).text
    assert enter(studio, NEW).status_code == 302


def test_while_the_mail_server_is_down_no_page_waits_and_nothing_is_lost(mailing, port):
    with socket.create_server(("127.0.0.1", port)) as silent:  # takes calls and never says a word
        silent.setblocking(False)
        answer = ask(mailing)
        with pytest.raises(BlockingIOError):
            silent.accept()  # nobody has called
    with time_machine.travel(datetime.now(UTC), tick=False), closing(jobs.tools(mailing.config)) as tools:
        jobs.letters(tools)  # by now nobody is there at all
        (letter,) = waiting_letters(mailing)
        wait = letter.due_at - datetime.now(UTC)

    assert answer.status_code == 200
    assert (letter.failures, wait) == (1, timedelta(minutes=1))
    with time_machine.travel(letter.due_at + timedelta(seconds=1)):
        (arrived,) = sent(mailing, port)
    assert "Jetzt damit anmelden" in set_password(mailing, link_in(arrived.get_content())).text


def test_an_admin_sees_that_a_letter_is_stuck_and_shows_the_link_instead(mailing, port):
    admin, where = mailing.client("Admin"), page_of_mia(mailing)
    ask(mailing)
    assert "Link schicken" in admin.get(where).text
    with closing(jobs.tools(mailing.config)) as tools:
        jobs.letters(tools)

    page, shown = admin.get(where).text, admin.post(f"{where}link").text

    assert "Die letzte Mail an diese Adresse ging noch nicht ab (heute, " in page
    assert "Link zeigen" in page
    assert "Jetzt damit anmelden" in set_password(mailing, link_in(shown)).text


def test_who_can_decide_gets_a_letter_with_the_way_there_and_the_author_hears_of_it(mailing, port):
    with mailing.session() as session:
        draft = session.scalars(select(Revision).where(Revision.state == State.DRAFT, Revision.number > 1)).first()
        title, version = draft.record["texts"]["de"]["title"], draft.version

    mailing.client("Writer").post(f"/studio/fassungen/{draft.id}/einreichen")
    told = sent(mailing, port)
    page = mailing.client("Approver Own").get(link_in(told[0].get_content()), follow_redirects=True)
    reason = {"version": version + 1, "reason": "Jahr fehlt: 2031 für die Straße"}
    mailing.client("Approver Own").post(f"/studio/fassungen/{draft.id}/zurueckgeben", data=reason)
    (back,) = sent(mailing, port)

    assert [(each["To"], each["Subject"]) for each in told] == [
        ("approver@own.example", f"Wartet auf Freigabe: {title}")
    ]
    assert (page.status_code, title in page.text) == (200, True)
    assert (back["To"], back["Subject"]) == ("writer@linie.example", f"Zurückgegeben: {title}")
    assert reason["reason"] in back.get_content()
