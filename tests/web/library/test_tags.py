"""The field for tags on the page of a file, and the tags above the lists."""

import pytest
from sqlalchemy import select

from app.database import writing
from app.models import Asset


@pytest.fixture
def asset_id(small_studio):
    with writing(small_studio.engine).begin() as session:
        return session.scalars(select(Asset.id).where(Asset.slug == "bank")).one()


def test_tags_are_said_on_the_page_and_narrow_the_list_for_the_whole_session(small_studio, asset_id):
    client = small_studio.client("Planner Own")
    page = f"/studio/bibliothek/3d/{asset_id}/"

    answer = client.post(f"{page}schlagwoerter", data={"tags": "Platz am Markt, <b>"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}#tags")
    shown = client.get(page).text
    assert 'value="&lt;b&gt;, Platz am Markt"' in shown
    narrowed = client.get("/studio/bibliothek/?kind=assets&tag=Platz+am+Markt").text
    assert 'aria-current="true">Platz am Markt' in narrowed
    assert narrowed.count('class="holding"') == 1
    assert "Hier ist nichts." in client.get("/studio/bibliothek/?kind=assets&tag=gibt+es+nicht").text
    assert "Hier ist nichts." in client.get("/studio/bibliothek/").text, "it is remembered"
    assert client.get("/studio/bibliothek/?kind=assets&q=").text.count('class="holding"') == 1


def test_what_is_refused_stands_there_as_it_was_typed(small_studio, asset_id):
    typed = f"Markt, {'x' * 41}"

    answer = small_studio.client("Planner Own").post(
        f"/studio/bibliothek/3d/{asset_id}/schlagwoerter", data={"tags": typed}
    )

    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert "ist zu lang für ein Schlagwort" in answer.text
