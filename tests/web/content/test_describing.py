"""What is said of a picture is typed beside it in the editor, and is never lost there."""

import re

from sqlalchemy import select

from app.database import writing
from app.models import Picture
from tests.web.content.test_editing import address, hidden

PICTURES = {"rows.pictures": "1", "pictures.0.slug": "platz"}
ABOUT = "about.picture.platz."


def shown(page, name):
    """Return what a field says."""
    return re.search(rf'name="{re.escape(ABOUT + name)}" type="text" value="([^"]*)"', page).group(1)


def marks(page):
    return {f"{ABOUT}was": re.search(rf'name="{re.escape(ABOUT)}was" value="([^"]*)"', page).group(1)}


def picture(studio):
    with studio.session() as session:
        return session.scalars(select(Picture).where(Picture.slug == "platz")).one().record


def test_words_and_licence_are_typed_where_the_picture_is_chosen(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    page = client.post(where, data={**hidden(client.get(where).text), **PICTURES, "then": "show.pictures"}).text
    assert "fehlt: Alternativtext" in page
    typed = {f"{ABOUT}texts.de.alt": "Ein Platz mit Bäumen.", f"{ABOUT}texts.de.caption": "", f"{ABOUT}author": ""}

    page = client.post(where, data={**hidden(page), **PICTURES, **typed, "then": "own.picture.platz"}).text
    assert shown(page, "author") == "Eigene Stadt"
    assert shown(page, "texts.de.alt") == "Ein Platz mit Bäumen."
    typed |= {f"{ABOUT}{name}": shown(page, name) for name in ("author", "origin")} | {f"{ABOUT}licence": "CC-BY-4.0"}
    answer = client.post(where, data={**hidden(page), **PICTURES, **typed, **marks(page)})

    assert answer.status_code == 303
    said = picture(small_studio)
    assert (said["author"], said["licence"]) == ("Eigene Stadt", "CC-BY-4.0")
    assert said["texts"] == {"de": {"alt": "Ein Platz mit Bäumen."}}


def test_what_is_typed_of_a_picture_is_kept_until_it_is_saved(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    client.post(where, data={**hidden(client.get(where).text), **PICTURES})
    page = client.get(where).text
    form = {**hidden(page), **PICTURES, **marks(page), f"{ABOUT}texts.de.alt": "Noch nicht gespeichert."}

    kept = client.post(where.replace("bearbeiten", "zwischenstand"), data=form)
    page = client.get(where).text

    assert kept.headers["X-Kept"] == "yes"
    assert shown(page, "texts.de.alt") == "Noch nicht gespeichert."
    assert "Anders ist, was zu Bildern und 3D gesagt wird." in page


def test_another_persons_words_are_shown_before_they_are_replaced(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    client.post(where, data={**hidden(client.get(where).text), **PICTURES})
    page = client.get(where).text
    with writing(small_studio.engine).begin() as session:
        found = session.scalars(select(Picture).where(Picture.slug == "platz")).one()
        found.record = {**found.record, "texts": {"de": {"alt": "Von jemand anderem."}}}
    form = {**PICTURES, f"{ABOUT}texts.de.alt": "Von mir."}

    answer = client.post(where, data={**hidden(page), **marks(page), **form})

    assert answer.status_code == 409
    assert "„Von jemand anderem.“" in answer.text
    assert shown(answer.text, "texts.de.alt") == "Von mir."
    again = client.post(where, data={**hidden(answer.text), **marks(answer.text), **form})
    assert again.status_code == 303
    assert picture(small_studio)["texts"]["de"]["alt"] == "Von mir."
