"""What the studio writes by mail, over a real server: from the form to the letter to the page that its link opens."""

import re
import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import jobs
from app.actions import accounts, announce, prefer, sign_in
from app.database import writing
from app.models import Account, Letter, Revision, Role, State
from tests.smtp import running
from tests.web.conftest import PUBLIC_URL, Studio

EMAIL, PASSWORD, NEW = "mia@own.example", "ein langes Passwort", "ein ganz anderes Passwort"
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
LINK = re.compile(re.escape(PUBLIC_URL) + r"(/studio/\S+)")


@pytest.fixture(scope="module")
def _with_mail(_one_studio):
    """A free port, and the studio that is told of a mail server there."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    made = Studio(_one_studio.folder, SMTP_URL=f"smtp://127.0.0.1:{port}", MAIL_FROM="studio@302.example")
    return made, port


@pytest.fixture
def studio(small_studio, _with_mail):
    add_mia(small_studio)
    with writing(small_studio.engine).begin() as session:
        announce.announce(session, PUBLIC_URL, by_mail=False)  # what the small line itself had to tell
    yield _with_mail[0]
    _with_mail[0].engine.dispose()


@pytest.fixture
def port(_with_mail):
    return _with_mail[1]


def add_mia(studio):
    with writing(studio.engine).begin() as session:
        accounts.add(session, email=EMAIL, name="Mia", password=PASSWORD, role=Role.PLANNER, partner="own")


def sent(studio, port):
    """Let the jobs of this studio look at the letters, and return what they have sent."""
    with running(port) as server, closing(jobs.tools(studio.config)) as tools:
        jobs.letters(tools)
    return server.letters


def ask(studio, email=EMAIL):
    return studio.client().post("/studio/passwort-vergessen", data={"email": email})


def link_in(text):
    """Return the path of the one link of the studio in a letter or page."""
    (path,) = LINK.findall(text)
    return path.partition("<")[0]


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


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(studio, port):
    asked = ask(studio)
    (letter,) = sent(studio, port)
    link = link_in(letter.get_content())

    assert f"Wenn es zu {EMAIL} ein Konto gibt, kommt gleich eine Mail" in asked.text
    assert (letter["To"], letter["From"]) == (EMAIL, "studio@302.example")
    assert f"Für das Konto {EMAIL}." in studio.client().get(link).text
    assert "Jetzt damit anmelden" in set_password(studio, link).text
    assert (enter(studio, PASSWORD).status_code, enter(studio, NEW).status_code) == (200, 302)
    assert [each["Subject"] for each in sent(studio, port)] == ["Ihr Passwort wurde geändert"]
    for again in (set_password(studio, link, "noch ein anderes Passwort"), follow(studio, link)):
        assert "Dieser Link gilt nicht mehr. Hier lässt sich ein neuer anfordern." in again.text
    assert enter(studio, NEW).status_code == 302


@pytest.mark.parametrize(
    ("later", "is_good"), [(timedelta(days=2, minutes=-1), True), (timedelta(days=2, minutes=1), False)]
)
def test_the_link_ends_after_two_days(studio, port, later, is_good):
    with time_machine.travel(NOON):
        ask(studio)
        link = link_in(sent(studio, port)[0].get_content())

    with time_machine.travel(NOON + later):
        page, answer = follow(studio, link), set_password(studio, link)

    sentence = "Dieser Link ist abgelaufen. Hier lässt sich ein neuer anfordern."
    assert (sentence in page.text, sentence in answer.text) == (not is_good, not is_good)
    assert (enter(studio, NEW).status_code == 302) is is_good


def test_one_used_link_ends_all_others_and_every_wait(studio, port):
    for _ in range(2):
        ask(studio)
    first, second = (link_in(each.get_content()) for each in sent(studio, port))
    with writing(studio.engine).begin() as session:
        for _ in range(9):
            sign_in.failed(session, EMAIL, at=datetime.now(UTC))
    assert "Zu viele Fehlversuche" in enter(studio, PASSWORD).text

    set_password(studio, second)

    assert enter(studio, NEW).status_code == 302
    assert "Dieser Link gilt nicht mehr" in follow(studio, first).text


@pytest.mark.parametrize("email", ["niemand@own.example", "gone@linie.example", "system@localhost"])
def test_whoever_has_no_open_account_gets_no_letter_and_nobody_can_tell(studio, email):
    answer = ask(studio, email)

    assert f"Wenn es zu {email} ein Konto gibt, kommt gleich eine Mail" in answer.text
    assert waiting_letters(studio) == []


def test_letters_are_in_the_language_of_whoever_gets_them(studio, port):
    change(studio, "Mia", lambda session, mia: prefer.choose(session, mia, "language", "en"))

    ask(studio)

    (letter,) = sent(studio, port)
    assert letter["Subject"] == "New password for the studio"
    assert "holds for two days and once" in letter.get_content()


def test_somebody_invited_gets_a_first_password_by_mail(studio, port):
    form = {"email": "nora@own.example", "name": "Nora Öztürk", "task": []}

    answer = studio.client("Admin").post("/studio/menschen/neu", data=form, follow_redirects=True)
    (letter,) = sent(studio, port)
    link = link_in(letter.get_content())

    assert "Eine Mail mit dem Link zum Passwort ist unterwegs." in answer.text
    assert "/passwort-vergessen/" not in answer.text, "an admin has no need to know it"
    assert letter["To"] == "nora@own.example"
    assert "Admin hat Ihnen ein Konto im Studio angelegt" in letter.get_content()
    assert "Jetzt damit anmelden" in set_password(studio, link).text
    assert "gilt nicht mehr" in set_password(studio, link).text


def test_without_a_mail_server_an_admin_sees_who_waits_and_hands_the_link_over(small_studio):
    add_mia(small_studio)
    admin, where = small_studio.client("Admin"), page_of_mia(small_studio)

    asked = ask(small_studio)
    listed, shown = admin.get("/studio/menschen/").text, admin.post(f"{where}link").text

    assert "sieht der Betrieb jetzt, dass Sie einen Link für ein Passwort brauchen" in asked.text
    assert waiting_letters(small_studio) == []
    assert "wartet auf einen Link" in listed
    assert "wartet auf einen Link" not in admin.get("/studio/menschen/").text
    assert small_studio.client("Approver Own").post(f"{where}link").status_code == 403
    assert "Jetzt damit anmelden" in set_password(small_studio, link_in(shown)).text
    assert enter(small_studio, NEW).status_code == 302


def test_while_the_mail_server_is_down_no_page_waits_and_nothing_is_lost(studio, port):
    with socket.create_server(("127.0.0.1", port)) as silent:  # takes calls and never says a word
        silent.setblocking(False)
        answer = ask(studio)
        with pytest.raises(BlockingIOError):
            silent.accept()  # nobody has called
    with time_machine.travel(datetime.now(UTC), tick=False), closing(jobs.tools(studio.config)) as tools:
        jobs.letters(tools)  # by now nobody is there at all
        (letter,) = waiting_letters(studio)
        wait = letter.due_at - datetime.now(UTC)

    assert answer.status_code == 200
    assert (letter.failures, wait) == (1, timedelta(minutes=1))
    with time_machine.travel(letter.due_at + timedelta(seconds=1)):
        (arrived,) = sent(studio, port)
    assert "Jetzt damit anmelden" in set_password(studio, link_in(arrived.get_content())).text


def test_an_admin_sees_that_a_letter_is_stuck_and_shows_the_link_instead(studio, port):
    admin, where = studio.client("Admin"), page_of_mia(studio)
    ask(studio)
    assert "Link schicken" in admin.get(where).text
    with closing(jobs.tools(studio.config)) as tools:
        jobs.letters(tools)

    page, shown = admin.get(where).text, admin.post(f"{where}link").text

    assert "Die letzte Mail an diese Adresse ging noch nicht ab (heute, " in page
    assert "Link zeigen" in page
    assert "Jetzt damit anmelden" in set_password(studio, link_in(shown)).text


def test_who_can_decide_gets_a_letter_with_the_way_there_and_the_author_hears_of_it(studio, port):
    with studio.session() as session:
        draft = session.scalars(select(Revision).where(Revision.state == State.DRAFT, Revision.number > 1)).first()
        title, version = draft.record["texts"]["de"]["title"], draft.version

    studio.client("Writer").post(f"/studio/fassungen/{draft.id}/einreichen")
    told = sent(studio, port)
    page = studio.client("Approver Own").get(link_in(told[0].get_content()))
    reason = {"version": version + 1, "reason": "Jahr fehlt: 2031 für die Straße"}
    studio.client("Approver Own").post(f"/studio/fassungen/{draft.id}/zurueckgeben", data=reason)
    (back,) = sent(studio, port)

    assert [(each["To"], each["Subject"]) for each in told] == [
        ("approver@own.example", f"Wartet auf Freigabe: {title}")
    ]
    assert (page.status_code, title in page.text) == (200, True)
    assert (back["To"], back["Subject"]) == ("writer@linie.example", f"Zurückgegeben: {title}")
    assert reason["reason"] in back.get_content()
