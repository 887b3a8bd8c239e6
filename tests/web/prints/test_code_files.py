"""The page of a code alone: a file in the size that was asked for, or the form again with what was typed."""

import io

import pytest
import zxingcpp
from PIL import Image

from tests.web.studio_world import CODE


@pytest.fixture
def keeper(small_studio):
    return small_studio.client("Keeper Own")


def test_a_code_comes_in_the_size_that_was_asked_for(keeper):
    page = f"/studio/schilder/{CODE}/code"
    assert "Code allein" in keeper.get(page).text

    answer = keeper.get(f"{page}/datei?form=png&code_mm=60,5&distance_m=0,5&dpi=300&words=1&frame=1")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="code-{CODE}-60.5mm.png"'
    picture = Image.open(io.BytesIO(answer.data))
    assert picture.info["dpi"][0] >= 299
    assert picture.width / picture.info["dpi"][0] * 25.4 == pytest.approx(60.5 / 29 * 39, rel=0.01)
    assert zxingcpp.read_barcodes(picture)[0].text == f"HTTPS://302.EXAMPLE/S/{CODE}"


def test_what_is_too_small_is_refused_and_nothing_typed_is_lost(keeper):
    answer = keeper.get(f"/studio/schilder/{CODE}/code/datei?form=svg&code_mm=10&distance_m=2&dpi=600&words=1")

    assert answer.status_code == 422
    assert "gedruckt braucht es 0,5 mm" in answer.text
    assert all(f'value="{each}"' in answer.text for each in ("10", "2", "600"))
    assert 'aria-invalid="true"' in answer.text
    for odd in ("", "viel", "1e999", "nan"):
        assert keeper.get(f"/studio/schilder/{CODE}/code/datei?code_mm={odd}").status_code == 422
    assert keeper.get("/studio/schilder/ZZZZZZ/code").status_code == 404
