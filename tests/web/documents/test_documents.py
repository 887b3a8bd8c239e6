"""Pages of documents: what is sent is told, what is typed is kept, and an editor puts them in order."""

import io

from sqlalchemy import select

from app.models import Document
from tests.documents import papers
from tests.web.content.test_editing import address, hidden
from tests.web.frame.test_pick import newest
from tests.web.studio_world import OWN

NEW = "/studio/bibliothek/dokumente/neu"


def send(client, raw, where=NEW, **fields):
    return client.post(where, data={**fields, "file": (io.BytesIO(raw), "Plan_12.pdf")})


def made(studio, **fields):
    """Upload a document and return its address."""
    return send(studio.client("Planner Own"), papers.plan(3), **fields).location


def test_what_was_taken_out_is_said_and_what_is_lacking(small_studio):
    client = small_studio.client("Planner Own")

    page = client.get(send(client, papers.hostile(), author="Amt", origin="Amtsblatt").location).text

    assert "Entfernt wurden: Skripte und Aktionen, angehängte Dateien, Notizen, Namen" in page
    assert "<h1>Plan 12</h1>" in page and "1 Seite" in page
    assert "Macro" not in page and "kern-error" not in page
    assert "fehlt: Lizenz" in page and "Das PDF nennt seine Sprache nicht." in page
    assert "Das PDF nennt keinen Titel." not in page


def test_what_is_no_pdf_is_refused_and_what_was_typed_stays(small_studio):
    client = small_studio.client("Planner Own")

    answers = [send(client, raw, title="Mein Plan", author="Amt") for raw in (b"%PDF-1.7 kaputt", papers.locked())]
    none = client.post(NEW, data={"title": "Mein Plan"})

    assert [each.status_code for each in (*answers, none)] == [422] * 3
    assert "beschädigt" in answers[0].text and "Kennwort" in answers[1].text and "PDF wählen" in none.text
    assert all('value="Mein Plan"' in each.text and 'role="alert"' in each.text for each in (*answers, none))


def test_a_script_is_told_what_came_of_a_file(small_studio):
    client, headers = small_studio.client("Planner Own"), {"Accept": "application/json"}

    taken, refused = (
        client.post(NEW, data={"file": (io.BytesIO(raw), "Plan.pdf")}, headers=headers)
        for raw in (papers.plan(3), papers.locked())
    )

    assert taken.status_code == 200 and taken.json["slug"] == "plan-2" and "Hochgeladen." in taken.json["sentence"]
    assert refused.status_code == 422 and "Kennwort" in refused.json["sentence"] and not refused.json["address"]


def test_half_words_are_marked_and_whole_ones_kept_with_their_lines(small_studio):
    client, where = small_studio.client("Planner Own"), made(small_studio)
    words = {"title": "Plan", "texts.de.title": "Plan 12", "texts.de.alt": ""}

    half = client.post(where, data=words)
    whole = client.post(where, data={**words, "texts.de.alt": "Drei Häuser.\r\n\r\nEin Platz.  "})

    assert half.status_code == 422 and 'href="#texts-de-alt"' in half.text and 'value="Plan 12"' in half.text
    assert whole.status_code == 303
    with small_studio.session() as session:
        found = session.scalars(select(Document).order_by(Document.id.desc())).first()
        assert found.record["texts"]["de"]["alt"] == "Drei Häuser.\n\nEin Platz."


def test_a_new_version_brings_another_file_and_a_bad_one_leaves_all_as_it_was(small_studio):
    client, where = small_studio.client("Planner Own"), made(small_studio, author="Amt")

    bad = send(client, b"kaputt", f"{where}version")
    fresh = send(client, papers.plan(5), f"{where}version")

    assert bad.status_code == 422 and 'href="#file"' in bad.text
    page = client.get(fresh.location).text
    assert "5 Seiten" in page and 'value="Amt"' in page and "Version 2" in page


def test_an_editor_offers_them_in_an_order_of_its_own(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    made(small_studio, partner=OWN)
    form = {**hidden(client.get(where).text), "rows.documents": "1"}
    form |= {"documents.0.slug": "plan", "documents.1.slug": "plan-12"}

    moved = client.post(where, data={**form, "then": "up.documents.1"}).text
    kept = client.post(where, data={**form, "documents.0.slug": "plan-12", "documents.1.slug": "plan"})

    first, second = (moved.index(f'id="documents-{n}-slug-{slug}"') for n, slug in ((0, "plan-12"), (1, "plan")))
    assert first < second
    assert kept.status_code == 303
    with small_studio.session() as session:
        assert newest(session, "plain").record["documents"] == ["plan-12", "plan"]
    assert "Plan 12" in client.get("/studio/bibliothek/?kind=documents").text


def test_an_approver_reads_what_is_said_of_them(small_studio):
    client, about = small_studio.client("Planner Own"), {"author": "Amt", "licence": "CC0-1.0", "origin": "Blatt"}
    where = made(small_studio, **about)
    words = {"texts.de.title": "Der Plan am Platz", "texts.de.alt": "Drei Häuser."}
    client.post(where, data={**about, **words, "title": "Plan 12"})
    edit = address(small_studio, "plain")
    form = {**hidden(client.get(edit).text), "rows.documents": "1", "documents.0.slug": "plan-12"}

    handed_in = client.post(edit, data={**form, "then": "hand_in"})

    assert handed_in.status_code == 303
    with small_studio.session() as session:
        revision = newest(session, "plain")
    page = small_studio.client("Approver Own").get(f"/studio/fassungen/{revision.id}/").text
    assert "Titel für Fahrgäste" in page and "Der Plan am Platz" in page and "Drei Häuser." in page
    assert where in page and "Plan 12" in page
