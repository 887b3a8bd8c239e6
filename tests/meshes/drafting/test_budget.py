"""Budget: what a variant weighs beside what it may, and that the sums of loading are those of the files."""

import os
from pathlib import Path

import brotli
import pytest

from app.meshes import check, glb
from app.meshes.drafting import budget

STATIC = Path(__file__).parents[3] / "app/site/static"
STYLES = ("tokens.css", "rider.css", "view.css")
FIRST_ANSWER_BYTES = 10_000  # which tests/site/test_budget.py holds pages to


def packed(paths):
    return sum(len(brotli.compress(path.read_bytes(), quality=9)) for path in paths)


def test_a_variant_weighs_what_its_file_does(dressed):
    view = glb.write(dressed, is_compact=True)

    found = budget.weigh(dressed, view)

    assert (found.triangles, found.draw_calls, found.bytes) == (dressed.triangles, dressed.draw_calls, len(view))
    assert found.finishes == len(dressed.finishes)
    assert (found.most_triangles, found.most_bytes) == (check.PLANNING.triangles, check.PLANNING.glb_bytes)
    assert 0.3 < found.seconds < 2


def test_a_megabyte_that_does_not_shrink_takes_most_of_a_second_more():
    assert budget.seconds(os.urandom(1_250_000)) - budget.seconds(b"") == pytest.approx(1.0, abs=0.11)


def test_the_page_and_the_viewer_weigh_what_is_reckoned_with():
    viewer = packed([*(STATIC / "viewer").glob("*.js"), STATIC / "js/view.js"])
    page = FIRST_ANSWER_BYTES + packed([STATIC / "css" / name for name in STYLES])

    assert 0.75 * budget.VIEWER_BYTES <= viewer <= budget.VIEWER_BYTES
    assert 0.75 * budget.PAGE_BYTES <= page <= budget.PAGE_BYTES
