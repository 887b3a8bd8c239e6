"""The bell of every page, what is behind it, and what one wants by mail."""

import re

import pytest
from sqlalchemy import select

from app.actions.people import mail_queue
from app.database import writing
from app.models import Account, Letter, Notice, NoticeKind, Revision, now
from tests.web.people.test_letters import _with_mail, mailing, port, sent  # noqa: F401 -- fixtures

BELL = re.compile(r'<a class="bell.*?<span class="bell__words">(.*?)</span></a>', re.S)


def bell(client, address="/studio/"):
    return BELL.search(client.get(address).text)[1]


def submitted(studio):
    with studio.session() as session:
        query = select(Notice).join(Notice.account)
        return session.scalars(query.where(Account.name == "Approver Own", Notice.seen_at.is_(None))).one()


@pytest.mark.parametrize("address", ["/studio/", "/studio/schilder/", "/studio/konto/", "/studio/hinweise/"])
def test_the_bell_of_each_page_says_how_many_are_new(small_studio, address):
    assert bell(small_studio.client("Approver Own"), address) == "1 neuer Hinweis"
    assert bell(small_studio.client("Keeper Own"), address) == "Hinweise"


def test_who_opens_a_notice_gets_to_what_it_is_about_and_has_read_it(small_studio):
    client, notice = small_studio.client("Approver Own"), submitted(small_studio)
    page = client.get("/studio/hinweise/").text
    assert "Writer hat „Planung submitted“ zur Freigabe gegeben." in page
    assert f"/studio/hinweise/{notice.id}/" in page

    opened = client.get(f"/studio/hinweise/{notice.id}/")

    assert (opened.status_code, opened.location) == (303, f"/studio/fassungen/{notice.revision_id}/")
    assert client.get(opened.location).status_code == 200
    assert bell(client) == "Hinweise"
    assert "Alle gelesen" not in client.get("/studio/hinweise/").text


def test_a_notice_about_a_remark_leads_to_it(small_studio):
    client = small_studio.client("Writer")
    with small_studio.session() as session:
        told = select(Notice).join(Notice.account).where(Account.name == "Writer", Notice.kind == NoticeKind.REMARK)
        notice = session.scalars(told).first()

    opened = client.get(f"/studio/hinweise/{notice.id}/")

    assert opened.location == f"/studio/fassungen/{notice.revision_id}/#remark-{notice.remark_id}"
    assert f'id="remark-{notice.remark_id}"' in client.get(opened.location.partition("#")[0]).text


def test_all_are_read_with_one_button(small_studio):
    client = small_studio.client("Writer")
    assert bell(client) != "Hinweise"

    page = client.post("/studio/hinweise/gelesen", follow_redirects=True).text

    assert "Alle Hinweise sind gelesen." in page
    assert bell(client) == "Hinweise"


def test_what_is_in_another_language_says_the_same(small_studio):
    client = small_studio.client("Approver Own")
    client.post("/studio/konto/", data={"name": "Approver Own", "language": "en"})

    assert "Writer has handed in “Planung submitted”." in client.get("/studio/hinweise/").text
    assert bell(client) == "1 new notice"


def test_one_chooses_what_comes_by_mail(small_studio):
    client = small_studio.client("Approver Own")
    page = client.get("/studio/konto/").text
    assert page.count('name="mail"') == len(NoticeKind)
    assert "Mails schickt dieses Studio zurzeit keine" in page

    client.post("/studio/konto/mails", data={"mail": ["mention", "nothing"]})

    ticked = re.findall(r'name="mail" value="(\w+)" checked', client.get("/studio/konto/").text)
    assert ticked == ["mention"]


def test_a_notice_comes_by_mail_and_its_link_reads_it(studio, mailing, port):  # noqa: F811
    with writing(studio.engine).begin() as session:
        revision = session.get(Revision, submitted(studio).revision_id)
        mia = session.scalars(select(Account).where(Account.name == "Approver Own")).one()
        notice = Notice(account=mia, kind=NoticeKind.MENTION, title="Platz", by=revision.author)
        notice.item_id, notice.revision_id = revision.item_id, revision.id
        session.add(notice)

    (letter,) = sent(mailing, port)

    assert letter["Subject"] == "Genannt bei: Platz"
    path = re.search(r"/studio/hinweise/\d+/", letter.get_content())[0]
    assert studio.client("Approver Own").get(path).status_code == 303
    assert bell(studio.client("Approver Own")) == "1 neuer Hinweis"


def test_while_mail_is_away_the_page_says_so_and_has_it_all(studio, mailing, port):  # noqa: F811
    with writing(studio.engine).begin() as session:
        email = session.scalars(select(Account.email).where(Account.name == "Approver Own")).one()
        mail_queue.write(session, to=email, subject="Hallo", body="Guten Tag")
        mail_queue.failed(session, session.scalars(select(Letter)).one(), at=now())

    page = mailing.client("Approver Own").get("/studio/hinweise/").text

    assert f"Mails an {email} kommen zurzeit nicht an." in page
    assert "Writer hat „Planung submitted“ zur Freigabe gegeben." in page


def test_who_is_named_and_may_not_read_it_gets_a_sentence_and_nothing_is_lost(small_studio):
    client, notice = small_studio.client("Approver Own"), submitted(small_studio)
    words = {"field": "", "text": "@Planner Other, @Niemand: stimmt das?"}

    page = client.post(f"/studio/fassungen/{notice.revision_id}/anmerkungen", data=words, follow_redirects=True).text

    assert "@Niemand bekommt keinen Hinweis: So heißt hier niemand, der das lesen darf." in page
    assert words["text"] in page
    told = small_studio.client("Planner Other").get("/studio/hinweise/").text
    assert "Approver Own hat Sie bei „Planung submitted“ genannt." in told


def test_in_the_editor_the_sentence_stands_at_the_field(small_studio):
    client = small_studio.client("Writer")
    with small_studio.session() as session:
        draft = session.get(Revision, session.scalars(select(Notice.revision_id)).first())
    address = f"/studio/inhalte/{draft.item_id}/bearbeiten"
    form = {"then": "remark.say.sources", "remark.say.sources": "@Niemand weiß es."}

    part = client.post(address, data=form, headers={"HX-Request": "true"}).text

    assert "@Niemand bekommt keinen Hinweis" in part and "@Niemand weiß es." in part


def test_names_are_offered_of_those_who_may_read_it(small_studio):
    with small_studio.session() as session:
        item_id = session.get(Revision, submitted(small_studio).revision_id).item_id

    names = small_studio.client("Writer").get(f"/studio/inhalte/{item_id}/namen").json

    assert names == sorted(names) and {"Writer", "Approver Other", "Admin"} <= set(names)
    assert not {"Nobody", "Gone", "System"} & set(names)
