"""Editing, deciding and keeping signs through the studio's forms: nothing typed is lost, nothing overwrites unseen."""

import re

import pytest
from sqlalchemy import select

from app.actions.content import edit, review
from app.database import writing
from app.exchange.records import Confidence, SignKind, Status, Survey, YearKind
from app.models import Account, Event, EventKind, Item, Planning, Revision, Role, Sign, SignStage, State, Station
from app.web.frame import labels

WORDS = {"texts.de.title": "Neuer Titel", "texts.de.summary": "Neue Worte.", "topic": "arbeit", "status": "idea"}


def planning(session, slug):
    return session.scalars(select(Planning).where(Planning.slug == slug)).one()


def person(session, name):
    return session.scalars(select(Account).where(Account.name == name)).one()


def newest(session, slug):
    item = planning(session, slug)
    return session.scalars(select(Revision).where(Revision.item == item).order_by(Revision.number.desc())).first()


def address(studio, slug):
    with studio.session() as session:
        return f"/studio/inhalte/{planning(session, slug).id}/bearbeiten"


def hidden(page):
    """Return the hidden fields of the editor, as a browser sends them along."""
    return dict(
        re.findall(r'<input type="hidden" name="(base|number|merged|before|theirs|kept|tab)" value="([\w. ]*)">', page)
    )


def test_saving_makes_a_draft_with_what_was_typed(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")

    answer = client.post(
        where, data={**hidden(client.get(where).text), **WORDS, "texts.de.body": "Eins.\r\n\r\nZwei.  \r\n"}
    )

    assert answer.status_code == 303
    with small_studio.session() as session:
        draft = newest(session, "plain")
        assert (draft.state, draft.author.name) == (State.DRAFT, "Planner Own")
        assert draft.record["texts"]["de"] == {
            "title": "Neuer Titel",
            "summary": "Neue Worte.",
            "body": "Eins.\n\nZwei.",
        }
        assert (draft.record["topic"], draft.record["status"]) == ("arbeit", "idea")
    assert small_studio.rings == 1


def test_handing_in_saves_first(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")

    client.post(where, data={**hidden(client.get(where).text), **WORDS, "then": "hand_in"})

    with small_studio.session() as session:
        revision = newest(session, "plain")
        assert (revision.state, revision.record["texts"]["de"]["title"]) == (State.SUBMITTED, "Neuer Titel")


def test_a_translation_is_added_and_an_emptied_one_goes(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    english = {"texts.en.title": "Title", "texts.en.summary": "Words.", "texts.en.body": ""}
    client.post(where, data={**hidden(client.get(where).text), **WORDS, **english})
    with small_studio.session() as session:
        text = newest(session, "plain").record["texts"]["en"]
        assert (text["title"], text["summary"], len(text["made_from"])) == ("Title", "Words.", 12)

    client.post(where, data={**hidden(client.get(where).text), **WORDS, **dict.fromkeys(english, "")})

    with small_studio.session() as session:
        assert list(newest(session, "plain").record["texts"]) == ["de"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("texts.de.title", "", "Der Text ist leer. Bitte ausfüllen."),
        ("texts.de.title", "x" * 61, "Der Text hat 61 Zeichen. Erlaubt sind höchstens 60."),
        ("texts.de.summary", "ü" * 201, "Der Text hat 201 Zeichen. Erlaubt sind höchstens 200."),
        ("texts.tr.summary", "Yalnızca özet", "Der Text ist leer. Bitte ausfüllen."),
    ],
)
def test_what_does_not_fit_is_said_and_everything_typed_comes_back(small_studio, field, typed, sentence):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")

    typed_all = {**hidden(client.get(where).text), **WORDS, "texts.de.body": "<b>Getippt</b> & da", field: typed}
    answer = client.post(where, data=typed_all)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "&lt;b&gt;Getippt&lt;/b&gt; &amp; da" in answer.text
    assert (typed or "Neue Worte.") in answer.text
    with small_studio.session() as session:
        assert newest(session, "plain").state is State.APPROVED


def test_the_second_of_two_windows_is_shown_both_versions_and_may_go_on(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    first = second = hidden(client.get(where).text)
    client.post(where, data={**first, **WORDS, "texts.de.summary": "Die erste."})

    answer = client.post(where, data={**second, **WORDS, "texts.de.summary": "Die zweite."})
    assert answer.status_code == 409
    assert "Die erste." in answer.text
    assert "Die zweite." in answer.text

    again = client.post(where, data={**hidden(answer.text), **WORDS, "texts.de.summary": "Die zweite."})
    assert again.status_code == 303
    with small_studio.session() as session:
        assert newest(session, "plain").record["texts"]["de"]["summary"] == "Die zweite."


def test_a_draft_from_before_a_publication_is_merged_with_it(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "approved")
    client.post(where, data={**hidden(client.get(where).text), **WORDS, "texts.de.summary": "Von mir."})
    decider = small_studio.client("Approver Own")
    with writing(small_studio.engine).begin() as session:
        item = planning(session, "approved")
        draft = session.scalars(select(Revision).where(Revision.item == item, Revision.state == State.DRAFT)).one()
        draft.based_on = item.current.revision
    with small_studio.session() as session:
        waiting = session.scalars(
            select(Revision).where(
                Revision.item_id == item.id, Revision.author.has(name="Writer"), Revision.state == State.APPROVED
            )
        ).one()
    assert decider.post(f"/studio/fassungen/{waiting.id}/veroeffentlichen").status_code == 303

    page = client.get(where)
    assert "Writer hat inzwischen gespeichert" in page.text
    client.post(where, data={**hidden(page.text), **WORDS, "texts.de.summary": "Von uns beiden."})

    with small_studio.session() as session:
        merged = session.get(Revision, draft.id)
        assert merged.based_on_id == waiting.id
        assert merged.record["texts"]["de"]["summary"] == "Von uns beiden."


@pytest.mark.parametrize("way", ["saved", "written on", "kept while typing"])
def test_whoever_wrote_what_a_merged_version_began_from_is_an_author_of_it(small_studio, way):
    with writing(small_studio.engine).begin() as session:
        made = Planning(slug="neu", station=planning(session, "plain").station)
        session.add(made)
        session.flush()
        record = {**planning(session, "plain").current.record, "slug": "neu"}
        edit.add_draft(session, made, record, by=person(session, "Writer"))
    client, where = small_studio.client("Planner Own"), address(small_studio, "neu")
    page = client.get(where).text  # over words of the writer, which nobody has approved
    with writing(small_studio.engine).begin() as session:
        texts = {"de": {**record["texts"]["de"], "summary": "Vom Betrieb."}}
        other = edit.begin(session, planning(session, "neu"), {**record, "texts": texts}, by=person(session, "Admin"))
        review.submit(session, other, by=person(session, "Admin"))
        review.approve(session, other, by=person(session, "Approver Own"))

    mine = {**WORDS, "texts.de.summary": "Von mir.", "pick.texts.de.summary": "mine"}
    if way != "saved":
        page = client.post(where, data={**hidden(page), **mine}).text
        page = client.post(where, data={**hidden(page), **mine, "then": "write_on"}).text
    if way == "kept while typing":
        client.post(where.replace("bearbeiten", "zwischenstand"), data={**hidden(page), **mine})
        page = client.get(where).text
    answer = client.post(where, data={**hidden(page), **mine})
    if answer.status_code == 409:
        answer = client.post(where, data={**hidden(answer.text), **mine})

    assert answer.status_code == 303
    with small_studio.session() as session:
        draft = newest(session, "neu")
        assert draft.record["texts"]["de"]["summary"] == "Von mir."
        assert {each.name for each in draft.contributors} == {"Planner Own", "Writer"}


def test_nobody_approves_what_changed_since_they_read_it(small_studio):
    with small_studio.session() as session:
        revision = newest(session, "submitted")

    answer = small_studio.client("Approver Own").post(
        f"/studio/fassungen/{revision.id}/freigeben", data={"version": revision.version - 1}
    )

    assert answer.status_code == 409
    assert "Bitte noch einmal ansehen" in answer.text
    with small_studio.session() as session:
        assert newest(session, "submitted").state is State.SUBMITTED


def test_approving_and_publishing_is_one_step_if_wanted(small_studio):
    with small_studio.session() as session:
        revision = newest(session, "submitted")

    small_studio.client("Approver Own").post(
        f"/studio/fassungen/{revision.id}/freigeben", data={"version": revision.version, "then": "publish"}
    )

    with small_studio.session() as session:
        assert planning(session, "submitted").current.revision_id == revision.id
    assert small_studio.rings == 1


def test_giving_back_wants_a_reason_and_keeps_the_page(small_studio):
    with small_studio.session() as session:
        revision = newest(session, "submitted")

    answer = small_studio.client("Approver Own").post(
        f"/studio/fassungen/{revision.id}/zurueckgeben", data={"version": revision.version, "reason": "  "}
    )

    assert answer.status_code == 422
    assert "Bitte schreiben, was zu ändern ist." in answer.text
    assert "Was sich gegenüber der sichtbaren Ausgabe ändert" in answer.text


def test_what_changed_is_shown_word_by_word(small_studio):
    with small_studio.session() as session:
        revision = newest(session, "submitted")

    page = small_studio.client("Approver Other").get(f"/studio/fassungen/{revision.id}/").text

    seen = re.sub(r'<span class="kern-sr-only">(\w+:) </span>', r"\1 ", page)
    assert "<del>gestrichen: Kurz zu Planung submitted.</del><ins>neu: Neu und kürzer.</ins>" in seen
    assert "Freigeben und jetzt veröffentlichen" not in page


def test_the_preview_is_the_riders_page_over_the_draft(small_studio):
    with small_studio.session() as session:
        draft = newest(session, "draft")

    answer = small_studio.client("Planner Other").get(f"/studio/fassungen/{draft.id}/vorschau/de")

    assert "Neu und kürzer." in answer.text
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert small_studio.client("Admin").get(f"/studio/fassungen/{draft.id}/vorschau/xx").status_code == 404


def test_the_preview_shows_what_riders_have_never_seen(small_studio):
    client = small_studio.client("Planner Own")
    with small_studio.session() as session:
        station = session.scalars(select(Station).where(Station.slug == "station-own")).one()
    typed = {"title": "Ein Hof für Gärten", "summary": "Ein Garten wächst.", "topic": "kultur"}
    made = client.post(f"/studio/inhalte/{station.id}/neue-planung", data=typed)
    assert made.status_code == 303

    item = re.search(r"/inhalte/(\d+)/", made.location).group(1)

    assert "Ein Garten wächst." in client.get(f"/studio/inhalte/{item}/vorschau/de").text


def test_the_preview_of_what_is_typed_keeps_nothing(small_studio):
    where = address(small_studio, "plain").replace("bearbeiten", "vorschau")
    client = small_studio.client("Planner Own")

    shown = client.post(where, data={**WORDS, "texts.de.body": "<script>alert(1)</script>", "show": "de"})
    too_long = client.post(where, data={**WORDS, "texts.de.title": "x" * 61, "show": "de"})

    assert "Neuer Titel" in shown.text
    assert "<script>alert(1)" not in shown.text
    assert (too_long.status_code, "Deutsch · Titel" in too_long.text) == (422, True)
    with small_studio.session() as session:
        assert newest(session, "plain").state is State.APPROVED


def test_a_sign_is_moved_and_the_journal_says_so(small_studio):
    with small_studio.session() as session:
        code = session.scalars(select(Sign.code)).one()
    keeper = small_studio.client("Keeper Own")

    moved = keeper.post(f"/studio/schilder/{code}/zustand", data={"state": "printed"})
    skipped = keeper.post(f"/studio/schilder/{code}/zustand", data={"state": "damaged"})
    unknown = keeper.post(f"/studio/schilder/{code}/zustand", data={"state": "stolen"})

    assert [each.status_code for each in (moved, skipped, unknown)] == [303, 409, 422]
    with small_studio.session() as session:
        assert session.scalars(select(Sign)).one().state is SignStage.PRINTED
        last = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert (last.what, last.by.name) == (EventKind.MOVE_SIGN, "Keeper Own")


def test_a_signs_code_comes_as_drawing_and_as_picture(small_studio):
    with small_studio.session() as session:
        code = session.scalars(select(Sign.code)).one()
    client = small_studio.client("Planner Own")

    svg, png = (client.get(f"/studio/schilder/{code}.{kind}") for kind in ("svg", "png"))

    assert (svg.mimetype, png.mimetype) == ("image/svg+xml", "image/png")
    assert svg.text.startswith("<svg")
    assert png.data.startswith(b"\x89PNG")


def test_words_of_planners_never_become_markup(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    hostile = '"><img src=x onerror=alert(1)>'
    client.post(where, data={**hidden(client.get(where).text), **WORDS, "texts.de.title": hostile})
    with small_studio.session() as session:
        item, draft = planning(session, "plain").id, newest(session, "plain").id

    for page in ("/studio/", where, f"/studio/inhalte/{item}/", f"/studio/fassungen/{draft}/", "/studio/journal/"):
        assert hostile not in client.get(page).text


def test_every_answer_carries_the_studios_policy(small_studio):
    for page in ("/studio/", "/studio/gibt-es-nicht", "/studio/anmelden"):
        headers = small_studio.client("Admin").get(page).headers

        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_no_page_needs_what_its_policy_forbids(small_studio):
    client = small_studio.client("Admin")
    with small_studio.session() as session:
        pages = ["/studio/", "/studio/schilder/", "/studio/journal/", "/studio/freigaben/"]
        pages += [f"/studio/inhalte/{number}/" for number in session.scalars(select(Item.id))]

    for page in pages:
        html = client.get(page).text
        assert not re.search(r"<style|<script(?! type=\"module\" src=)|\sstyle=|\son[a-z]+=|javascript:", html), page


def test_a_static_file_is_kept_as_long_as_its_address_names_its_version(small_studio):
    client = small_studio.client()

    with client.get("/studio/static/css/base.css?v=1") as fixed, client.get("/studio/static/css/base.css") as plain:
        assert "immutable" in fixed.headers["Cache-Control"]
        assert plain.headers["Cache-Control"] == "no-cache"


def test_a_filter_of_the_line_that_finds_nothing_says_so(small_studio):
    page = small_studio.client("Keeper Own").get("/studio/?state=scheduled")

    assert page.status_code == 200
    assert "Auf keine Station trifft das zu." in page.text


def test_every_value_that_is_shown_has_a_name():
    names = {
        EventKind: labels.EVENT_LABELS,
        State: labels.REVISION_STATES,
        SignStage: labels.SIGN_STATES,
        Status: labels.STATUSES,
        SignKind: labels.SIGN_KINDS,
        Role: labels.ROLES,
        YearKind: labels.YEARS,
        Confidence: labels.CONFIDENCES,
        Survey: labels.SURVEYS,
    }

    for enumeration, known in names.items():
        assert set(enumeration) == set(known)
    assert set(labels.SIGN_MOVES) == set(SignStage)
