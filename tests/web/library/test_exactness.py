"""How finely a file was simplified stands on its page, and is chosen there without a script."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app import database
from app.actions.library import stored_asset
from app.exchange.reading import plain
from app.exchange.stored import AssetBuild, ModelFiles, Simplified, VariantFiles
from app.models import Account, Asset

HOUSE = Simplified(
    was=1_297_344,
    now=47_291,
    most_m=0.0137,
    usual_m=0.0034,
    dropped=160,
    dropped_m=0.0277,
    before="/media/before.webp",
    after="/media/after.webp",
)

FOR_PHONES = ModelFiles(glb="/media/a.glb", glb_bytes=1_234_400, usdz="/media/a.usdz", usdz_bytes=1_870_000)
FILES = VariantFiles(view="/media/view.glb", view_bytes=900_000, table=FOR_PHONES, true=FOR_PHONES)


@pytest.fixture
def address(small_studio):
    """The page of an asset that was simplified."""
    with database.writing(small_studio.engine).begin() as session:
        planner = session.scalars(select(Account).where(Account.name == "Planner Own")).one()
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        asset.by_id = planner.id
        asset.build = plain(
            replace(stored_asset.build(asset) or AssetBuild(), simplified=HOUSE, variants={"built": FILES})
        )
        return f"/studio/bibliothek/3d/{asset.id}/"


def test_the_page_tells_the_deviation_and_what_is_gone(small_studio, address):
    page = small_studio.client("Planner Own").get(address).text

    assert "47.291 statt 1.297.344 Dreiecke" in page
    assert "höchstens 1,4 cm" in page
    assert "160 kleine Teile sind weggelassen, keines größer als 2,8 cm." in page
    assert "1.234 kB (GLB) oder 1.870 kB (USDZ)" in page
    assert 'src="/media/before.webp"' in page and 'src="/media/after.webp"' in page
    assert 'name="triangles"' in page


@pytest.mark.parametrize("typed", ["20000", "20.000", " 20 000 "])
def test_a_number_lets_it_be_simplified_anew(small_studio, address, typed):
    answer = small_studio.client("Planner Own").post(f"{address}wie-genau", data={"triangles": typed})

    assert (answer.status_code, answer.location) == (303, address)
    with small_studio.session() as session:
        assert session.scalars(select(Asset).where(Asset.slug == "bank")).one().wishes["triangles"] == 20_000


@pytest.mark.parametrize("typed", ["", "viele", "0", "70000", "-5", "9" * 40])
def test_what_cannot_be_had_comes_back_with_a_sentence_and_what_was_typed(small_studio, address, typed):
    answer = small_studio.client("Planner Own").post(f"{address}wie-genau", data={"triangles": typed})

    assert answer.status_code == 422
    assert "von 1.000 bis 60.000" in answer.text
    assert not typed or f'value="{typed}"' in answer.text


def test_whoever_may_not_change_it_sees_the_pictures_and_no_form(small_studio, address):
    client = small_studio.client("Planner Other")

    assert 'name="triangles"' not in client.get(address).text
    assert client.post(f"{address}wie-genau", data={"triangles": "20000"}).status_code == 403
