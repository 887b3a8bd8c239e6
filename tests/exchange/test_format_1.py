"""Version 1 of the format is read as version 2, and written as that: a real folder of then, and what it may say."""

import shutil
from pathlib import Path

import pytest

from app.exchange import format_1
from app.exchange.folder import FaultyFolderError, read_folder
from app.exchange.records import Variant
from app.exchange.writing import write_folder

FOLDER = Path(__file__).parent / "format_1"  # two of the stations of November 2026, in one language


def written(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_pairs_of_labels_become_variants_that_name_what_the_scene_calls_them():
    content = read_folder(FOLDER)

    changed = content.plannings["jahrhunderthalle"]["jahrhunderthalle"]
    planned = content.plannings["stephanstrasse"]["bochumer-strasse"]
    assert changed.variants == (Variant(id="then", scene="before"), Variant(id="today", today=True, scene="after"))
    assert planned.variants == (Variant(id="today", today=True, scene="before"), Variant(id="planned", scene="after"))
    alt = content.assets["jahrhunderthalle"].texts["de"].alt
    assert {variant: words[:15] for variant, words in alt.items()} == {
        "before": "Lange dunkle Ba",
        "after": "Dieselben Halle",
    }


def test_what_was_version_1_comes_out_as_version_2_and_stays_so(tmp_path):
    once, twice = tmp_path / "once", tmp_path / "twice"

    write_folder(read_folder(FOLDER), once)
    write_folder(read_folder(once), twice)

    old, new = written(FOLDER), written(once)
    assert new == written(twice)
    assert set(new) == set(old)
    assert {name for name in old if old[name] != new[name]} == {
        "stations/jahrhunderthalle/plannings/jahrhunderthalle/planning.toml",
        "stations/stephanstrasse/plannings/bochumer-strasse/planning.toml",
        "assets/meshes/bochumer-strasse/text.de.toml",
        "assets/meshes/jahrhunderthalle/text.de.toml",
    }


@pytest.mark.parametrize(
    ("given", "of_asset", "found"),
    [
        ({"labels": "changed"}, ("planned",), {}),
        ({"labels": "changed"}, ("then", "today"), {}),
        ({}, ("today", "planned"), {}),
        ({}, (), {}),
        ({"labels": "wished"}, ("before", "after"), {"labels": "wished"}),
        ({"labels": "changed", "variants": []}, ("before", "after"), {"labels": "changed", "variants": []}),
        ({}, ("before", "after"), {"variants": list(format_1.PAIRS["planned"])}),
    ],
)
def test_a_planning_names_variants_only_where_its_scene_is_of_version_1(given, of_asset, found):
    assert format_1.planning(given, of_asset) == found


@pytest.mark.parametrize(
    ("given", "of_asset", "found"),
    [
        ({"alt_after": "Neu."}, ("planned",), {"alt": {"planned": "Neu."}}),
        (
            {"alt_before": "Alt.", "alt_after": "Neu."},
            ("a", "b", "c"),
            {"alt": {"a": "Alt.", "c": "Neu."}},
        ),
        ({"alt_after": "Neu.", "annotations": {}}, ("before", "after"), {"alt": {"after": "Neu."}, "annotations": {}}),
        ({"alt": {"planned": "Neu."}}, ("planned",), {"alt": {"planned": "Neu."}}),
        ({"alt_after": "Neu.", "alt": {}}, ("planned",), {"alt_after": "Neu.", "alt": {}}),
        ({"alt_after": "Neu."}, (), {"alt_after": "Neu."}),
    ],
)
def test_the_words_for_those_who_do_not_see_go_to_the_variants(given, of_asset, found):
    assert format_1.asset_text(given, of_asset) == found


@pytest.mark.parametrize(
    ("variants", "sentence"),
    [
        ("labels = 'wished'", "planning.toml: labels: Dieses Feld gibt es hier nicht."),
        ("variants = [{ id = 'x' }]", "variants[1].scene: „x“ gibt es nicht. Erlaubt: before, after."),
        ("variants = [{ id = 'before' }, { id = 'before' }]", "variants[2].id: Den Zustand „before“ gibt es schon."),
        ("variants = [{}]", "variants[1].id: Das Feld fehlt."),
        (f"variants = [{'{}, ' * 6}]", "variants: Das sind 6 Einträge."),
        ("variants = [{ id = 'a', asset = 'b' }]", "variants[1].asset: „b“ gibt es nicht."),
    ],
)
def test_what_is_wrong_with_variants_is_said(tmp_path, variants, sentence):
    root = shutil.copytree(FOLDER, tmp_path / "folder")
    path = root / "stations/jahrhunderthalle/plannings/jahrhunderthalle/planning.toml"
    path.write_text(path.read_text("utf-8").replace('labels = "changed"', variants), "utf-8")

    with pytest.raises(FaultyFolderError) as refused:
        read_folder(root)

    assert any(sentence in str(fault) for fault in refused.value.faults), refused.value
