"""Records from plain mappings: every fault is named, with what is allowed."""

import pytest

from app.exchange.reading import Faults, plain, read
from app.exchange.records import PlanningRecord

GOOD = {
    "slug": "solarsegel",
    "topic": "klimaschutz",
    "place": {"lat": 51.5, "lon": 7.09, "uncertainty_m": 30},
    "texts": {"de": {"title": "Schatten", "summary": "Ein Satz."}},
}


def faults_of(**changes):
    faults = Faults("planning.toml")
    record = read(PlanningRecord, {**GOOD, **changes}, faults)
    assert (record is None) == bool(faults.found)
    return [str(fault) for fault in faults.found]


def test_what_is_read_is_written_again():
    faults = Faults("planning.toml")

    record = read(PlanningRecord, GOOD, faults)

    assert plain(record) == GOOD


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"colour": "red"}, "colour", "Dieses Feld gibt es hier nicht."),
        ({"slug": "Größe"}, "slug", "„Größe“ hat nicht die verlangte Form."),
        ({"topic": 7}, "topic", "Erwartet wird ein Text."),
        ({"status": "fertig"}, "status", "„fertig“ ist hier kein Wert."),
        ({"rotation_deg": 360}, "rotation_deg", "360.0 liegt außerhalb des Erlaubten."),
        ({"rotation_deg": float("nan")}, "rotation_deg", "nan liegt außerhalb"),
        ({"place": {"lat": 91, "lon": 7, "uncertainty_m": 1}}, "place.lat", "Erlaubt: -90 bis 90."),
        ({"place": {"lat": 51, "lon": 7}}, "place.uncertainty_m", "Das Feld fehlt."),
        ({"place": 3}, "place", "Erwartet wird ein Abschnitt"),
        ({"years": {}}, "years", "Hier steht keine Liste."),
        ({"years": [{"year": 1995.5, "kind": "opened"}]}, "years[1].year", "Erwartet wird eine ganze Zahl."),
        ({"sources": [{"url": "javascript:alert(1)", "title": "x"}]}, "sources[1].url", "verlangte Form"),
        ({"texts": {"de": {"title": "x" * 61, "summary": "y"}}}, "texts.de.title", "hat 61 Zeichen"),
        ({"texts": {"de": {"title": " ", "summary": "y"}}}, "texts.de.title", "Der Text ist leer."),
    ],
)
def test_a_fault_names_field_and_remedy(changes, field, sentence):
    found = faults_of(**changes)

    assert len(found) == 1
    assert found[0].startswith(f"planning.toml: {field}: ")
    assert sentence in found[0]


def test_all_faults_are_found_at_once():
    found = faults_of(slug="Ä", topic="", status="x", place={})

    fields = [line.split(": ")[1] for line in found]
    assert fields == ["slug", "topic", "status", "place.lat", "place.lon", "place.uncertainty_m"]
