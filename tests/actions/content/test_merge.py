"""Two people changed the same: what only one changed is settled, the rest is asked."""

from app.actions.content.merge import BOTH, MINE, THEIRS, both, clashes, merged, taken_over

BODY = "Eins.\n\nZwei.\n\nDrei.\n"


def record(title="Alt", summary="Kurz.", body=BODY, **more):
    return {"texts": {"de": {"title": title, "summary": summary, "body": body}}, **more}


def test_a_field_that_one_side_changed_needs_no_choice():
    was, theirs, mine = record(), record(title="Ihrer"), record(summary="Meine.")

    assert clashes(was, theirs, mine) == []
    assert taken_over(was, theirs, mine) == ["texts.de.title"]
    assert merged(was, theirs, mine, {}) == record(title="Ihrer", summary="Meine.")


def test_a_field_that_both_changed_is_asked_and_mine_is_suggested():
    was, theirs, mine = record(), record(title="Ihrer"), record(title="Meiner")

    (clash,) = clashes(was, theirs, mine)

    assert (clash.field, clash.theirs, clash.mine, clash.suggested) == ("texts.de.title", "Ihrer", "Meiner", MINE)
    assert merged(was, theirs, mine, {}) == mine
    assert merged(was, theirs, mine, {"texts.de.title": THEIRS}) == theirs


def test_the_same_change_on_both_sides_is_no_clash():
    assert clashes(record(), record(title="Neu"), record(title="Neu")) == []


def test_different_lines_of_one_text_are_woven_together():
    theirs, mine = BODY.replace("Eins.", "Eins, neu."), BODY.replace("Drei.", "Drei.\n\nVier.")

    (clash,) = clashes(record(), record(body=theirs), record(body=mine))

    assert clash.suggested == BOTH
    assert clash.both == "Eins, neu.\n\nZwei.\n\nDrei.\n\nVier.\n"
    assert merged(record(), record(body=theirs), record(body=mine), {})["texts"]["de"]["body"] == clash.both


def test_the_same_line_is_never_woven():
    assert both(BODY, BODY.replace("Eins.", "A."), BODY.replace("Eins.", "B.")) is None
    assert both("kurz", "a", "b") is None
    assert both(None, "a\n", "b\n") is None


def test_a_translation_that_one_side_added_stays_and_one_that_was_removed_goes():
    added = record()
    added["texts"]["en"] = {"title": "New", "summary": "Short."}

    assert merged(record(), added, record(title="Meiner"), {})["texts"]["en"] == {"title": "New", "summary": "Short."}
    assert "en" not in merged(added, record(), added, {})["texts"]


def test_a_place_and_lists_are_settled_whole():
    was = record(place={"lat": 51.5, "lon": 7.1}, sources=[], rotation_deg=0.0)
    theirs = record(place={"lat": 51.6, "lon": 7.1}, sources=[{"url": "https://a", "title": "A"}], rotation_deg=0.0)
    mine = record(place={"lat": 51.5, "lon": 7.2}, sources=[{"url": "https://b", "title": "B"}], rotation_deg=9.0)

    assert {clash.field for clash in clashes(was, theirs, mine)} == {"sources", "place"}
    result = merged(was, theirs, mine, {"sources": THEIRS})
    assert result["place"] == {"lat": 51.5, "lon": 7.2}
    assert result["rotation_deg"] == 9.0
    assert result["sources"] == theirs["sources"]
