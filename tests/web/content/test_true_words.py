"""What pages say of an item is so: its state, its editions, who is there, why something does not work, what is next."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.actions.content import publish
from app.actions.items import archive
from app.database import writing
from app.models import Account, Presence, State, now
from tests.web.content.test_editing import WORDS, address, hidden, newest, planning


@pytest.fixture
def withdrawn(small_studio):
    """A planning that riders saw until now."""
    with writing(small_studio.engine).begin() as session:
        publish.take_down(session, planning(session, "plain"), by=admin(session), reason="Darum.")
    return small_studio


def admin(session):
    return session.scalars(select(Account).where(Account.name == "Admin")).one()


def item_page(studio, person, slug):
    return studio.client(person).get(address(studio, slug).removesuffix("bearbeiten")).text


def test_what_was_withdrawn_is_said_to_be_so(withdrawn):
    page = item_page(withdrawn, "Writer", "plain")

    assert '<span class="mark">zurückgezogen</span>' in page
    assert "noch nicht veröffentlicht" not in page


def test_what_is_archived_says_so_and_offers_only_its_way_back(withdrawn):
    with writing(withdrawn.engine).begin() as session:
        archive.archive(session, planning(session, "plain"), by=admin(session))

    page = item_page(withdrawn, "Writer", "plain")

    assert "Aus dem Archiv holen" in page
    for offered in ("Bearbeiten", "Ins Archiv legen", "Wieder veröffentlichen", "Kopieren"):
        assert offered not in page


def test_what_riders_see_is_not_offered_for_the_archive(small_studio):
    page = item_page(small_studio, "Writer", "plain")

    assert not re.search(r"<button[^>]*>\s*<span[^>]*>Ins Archiv legen", page)
    assert "zuerst zurückziehen" in page


def test_a_state_that_is_shown_again_keeps_its_number(small_studio):
    client = small_studio.client("Approver Own")
    with writing(small_studio.engine).begin() as session:
        publish.publish(session, newest(session, "approved"), by=admin(session))
    with small_studio.session() as session:
        item = planning(session, "approved")
        first = min(item.editions, key=lambda each: each.number).id
        form = {"seen": item.current_id, "reason": "Die neue Fassung war zu kurz."}

    answer = client.post(f"/studio/ausgaben/{first}/wieder-veroeffentlichen", data=form, follow_redirects=True)

    assert re.search(r"Wieder sichtbar: Stand vom [^(]+ \(Ausgabe 1\)\.", answer.text)
    assert "„Die neue Fassung war zu kurz.“" in answer.text
    names = re.findall(r"<h3><a [^>]*>(Stand vom [^<]+)</a>( · jetzt sichtbar)?</h3>", answer.text)
    assert [re.sub(r"vom [^(]+\(", "(", "".join(each)) for each in names] == [
        "Stand (Ausgabe 1) · jetzt sichtbar",
        "Stand (Ausgabe 2)",
    ]


def test_what_cannot_be_published_is_not_offered_and_the_reason_is_said(small_studio):
    with writing(small_studio.engine).begin() as session:
        publish.take_down(session, planning(session, "approved").station, by=admin(session), reason="Darum.")
    with small_studio.session() as session:
        numbers = {state: newest(session, state).id for state in ("approved", "submitted")}
    client = small_studio.client("Approver Own")

    for number in numbers.values():
        page = client.get(f"/studio/fassungen/{number}/").text
        assert "Bitte zuerst die Station veröffentlichen." in page
        assert not re.search(r"(Jetzt|jetzt) veröffentlichen</span>", page)
    assert "Nur freigeben" in client.get(f"/studio/fassungen/{numbers['submitted']}/").text
    assert "Bitte zuerst die Station veröffentlichen." in item_page(small_studio, "Approver Own", "approved")


def test_a_refusal_is_headed_by_what_it_is_and_leads_back(small_studio):
    client = small_studio.client("Writer")
    with small_studio.session() as session:
        item = planning(session, "plain").id
    where = f"http://localhost/studio/inhalte/{item}/"

    answer = client.post(f"/studio/inhalte/{item}/archivieren", headers={"Referer": where})
    from_elsewhere = client.post(
        f"/studio/inhalte/{item}/archivieren", headers={"Referer": "https://elsewhere.example/"}
    )

    assert answer.status_code == 409
    assert "<h1>Das geht gerade nicht</h1>" in answer.text
    assert "Planung plain" in re.search(r"data-part=.sentence.>([^<]*)", answer.text)[1]
    assert f'href="/studio/inhalte/{item}/"' in answer.text
    assert "elsewhere" not in from_elsewhere.text


def test_a_window_that_was_left_is_not_said_to_be_open(small_studio):
    client, where = small_studio.client("Writer"), address(small_studio, "plain")
    base = where.removesuffix("bearbeiten")
    form = {**hidden(client.get(where).text), **WORDS}
    client.post(f"{base}zwischenstand", data={**form, "tab": "one"})
    second = {**form, "tab": "two"}
    assert "in einem zweiten Fenster offen" in client.post(f"{base}zwischenstand", data=second).text

    assert client.post(f"{base}verlassen", data={"tab": "one"}).status_code == 204

    assert "in einem zweiten Fenster offen" not in client.post(f"{base}zwischenstand", data=second).text
    with small_studio.session() as session:
        assert session.scalars(select(Presence.tab)).all() == ["two"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.gelsenkirchen.de/rat?id=3", "https://www.gelsenkirchen.de/rat?id=3"),
        ("gelsenkirchen.de", "https://gelsenkirchen.de"),
        ("http://gelsenkirchen.de/", "http://gelsenkirchen.de/"),
    ],
)
def test_a_source_gets_the_beginning_of_its_address(small_studio, typed, kept):
    client, where = small_studio.client("Writer"), address(small_studio, "plain")
    source = {"sources.0.title": "Rat", "sources.0.url": typed, "rows.sources": "1"}

    answer = client.post(where, data={**hidden(client.get(where).text), **WORDS, **source})

    assert answer.status_code == 303
    with small_studio.session() as session:
        draft = newest(session, "plain")
        assert (draft.state, draft.record["sources"][0]["url"]) == (State.DRAFT, kept)


def test_what_is_no_address_is_still_refused(small_studio):
    client, where = small_studio.client("Writer"), address(small_studio, "plain")
    source = {"sources.0.title": "Rat", "sources.0.url": "im Rathaus", "rows.sources": "1"}

    answer = client.post(where, data={**hidden(client.get(where).text), **WORDS, **source})

    assert answer.status_code == 422


def test_nothing_at_a_station_that_is_taken_down_is_said_to_be_seen(small_studio):
    with writing(small_studio.engine).begin() as session:
        publish.take_down(session, planning(session, "plain").station, by=admin(session), reason="Darum.")
    with small_studio.session() as session:
        item = planning(session, "plain")
        pages = [
            f"inhalte/{item.id}/",
            f"inhalte/{item.id}/verlauf",
            f"inhalte/{item.station_id}/",
            f"fassungen/{item.current.revision_id}/",
            f"ausgaben/{item.current_id}/",
        ]
    client = small_studio.client("Approver Own")

    for each in pages:
        page = client.get(f"/studio/{each}").text
        for claim in ("etzt sichtbar<", "etzt sichtbar</h2>", "Seite der Fahrgäste", "Das sehen Fahrgäste jetzt"):
            assert claim not in page, each
    assert "mit der Station zurückgezogen" in client.get(f"/studio/{pages[0]}").text
    assert "mit der Station zurückgezogen" in client.get(f"/studio/{pages[2]}").text


def test_a_version_that_riders_saw_is_said_to_have_been_seen(withdrawn):
    page = item_page(withdrawn, "Writer", "plain")

    assert "war sichtbar" in page
    assert ">freigegeben<" not in page


def test_a_moment_is_moved_from_where_it_is_said_and_begins_as_it_stands(small_studio):
    at = (now() + timedelta(days=9)).replace(second=0, microsecond=0)
    with writing(small_studio.engine).begin() as session:
        publish.schedule(session, newest(session, "approved"), at=at, by=admin(session))
        revision = newest(session, "approved").id
    client = small_studio.client("Approver Own")

    assert f'href="/studio/fassungen/{revision}/#decide"' in item_page(small_studio, "Approver Own", "approved")
    page = client.get(f"/studio/fassungen/{revision}/").text
    local = at.astimezone(ZoneInfo("Europe/Berlin")).strftime("%Y-%m-%dT%H:%M")
    assert re.search(rf'name="at"[^>]*value="{local}"', page)
    assert "Europe/" not in page and "Mitteleuropäische Zeit" in page


def test_only_who_may_change_something_is_promised_to(small_studio):
    assert "vergleichen, benennen, wiederherstellen" in item_page(small_studio, "Planner Own", "plain")
    assert "benennen" not in item_page(small_studio, "Approver Own", "plain")
