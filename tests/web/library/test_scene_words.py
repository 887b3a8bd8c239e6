"""What was changed in a scene reads as people would say it, in metres and degrees, and in both languages."""

import pytest

from app.meshes.scene_text.changes import changes
from app.meshes.scene_text.source_text import SourceText
from app.web.library.scene_words import told

TEXT = """format = 2
title = "Platz"
variants = ["today", "planned"]
[cameras.poster]
eye = [10, 2, 0]
look = [0, 1, 0]
[[annotations]]
id = "sail"
at = [0, 3, 0]
[[parts]]
part = "tree"
spots = [[0, 0], [10, 0], [20, 0]]
[[parts]]
part = "bench"
at = [1, 1]
turn_deg = 350
when = ["planned"]
[[parts]]
asset = "kunst"
at = [5, 5]
"""
BENCH = '[[parts]]\npart = "bench"\nat = [40, %s]\n'


def said(studio, before, after, language="de"):
    with studio.app.test_request_context(headers={"Accept-Language": language}):
        return told(changes(SourceText.read(before), SourceText.read(after)), {"kunst": "Kunst am Gleis"})


@pytest.mark.parametrize(
    ("old", "new", "german"),
    [
        ("at = [1, 1]", "at = [3.4, 1]", ["Bank: 2,4 m nach Osten verschoben"]),
        ("at = [1, 1]", "at = [1, 0.5, 1]", ["Bank: 0,5 m nach oben verschoben"]),
        ("at = [1, 1]", "at = [4, -0.25, 1]", ["Bank: 3 m nach Osten, 0,25 m nach unten verschoben"]),
        ("[10, 0], [20, 0]]", "[10, 3], [20, 3]]", ["2 × Baum: 3 m nach Süden verschoben"]),
        ("[10, 0], [20, 0]]", "[10, 0]]", ["Baum: entfernt"]),
        ("[10, 0], [20, 0]]", "[10, 0], [20, 0], [30, 0], [40, 0]]", ["2 × Baum: neu"]),
        ("turn_deg = 350", "turn_deg = 20", ["Bank: um 30° nach rechts gedreht"]),
        ("turn_deg = 350", "turn_deg = 305", ["Bank: um 45° nach links gedreht"]),
        ('when = ["planned"]', "", ["Bank: Zu sehen in geplant → heute, geplant"]),
        ("at = [5, 5]", "at = [5, 5]\nclay = true", ["Kunst am Gleis: Grau wie ein Modell – → ja"]),
        ("eye = [10, 2, 0]", "eye = [12, 2, 0]", ["Kamera des Bildes: Standpunkt 2 m nach Osten verschoben"]),
        ("at = [0, 3, 0]", "at = [0, 3, -2]", ["Erklärpunkt „sail“: 2 m nach Norden verschoben"]),
        ('title = "Platz"', 'title = "Markt"', ["Szene: Titel Platz → Markt"]),
        ('"planned"]\n[cam', '"planned", "building"]\n[cam', ["Zustand „im Bau“: neu"]),
        ("turn_deg = 350", 'turn_deg = 350\ngroup = "Ruhe"\nlocked = true', []),
    ],
)
def test_a_change_is_a_sentence(small_studio, old, new, german):
    assert TEXT.count(old) == 1

    assert said(small_studio, TEXT, TEXT.replace(old, new)) == german


def test_things_that_came_alike_are_told_as_one(small_studio):
    after = TEXT + BENCH % 1 + BENCH % 9

    assert said(small_studio, TEXT, after) == ["2 × Bank: neu"]
    assert said(small_studio, after, TEXT, "en") == ["2 × Bench: removed"]


def test_a_setting_is_called_as_in_the_editor_and_has_its_default_and_its_unit(small_studio):
    high, material = TEXT + BENCH % 1, TEXT + BENCH % 1 + 'colour = "steel"\nlength_m = 2.5\n'

    assert said(small_studio, high, material) == ["Bank: Latten Holzbretter → Stahl", "Bank: Länge 1,8 → 2,5 m"]
