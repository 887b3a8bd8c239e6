"""What changed between two versions, field by field and word by word."""

from app.actions.records.compare import Change, Piece, compare, diff

BEFORE = {"status": "idea", "texts": {"de": {"title": "Ein Haus im alten Park", "summary": "Kurz."}}}


def test_nothing_changed_says_nothing():
    assert compare(BEFORE, BEFORE) == []


def test_a_change_names_its_field_and_both_values():
    after = {"status": "built", "texts": {"de": {"title": "Ein Haus im alten Park", "summary": "Kurz."}}}

    assert compare(BEFORE, after) == [Change("status", "idea", "built")]


def test_against_nothing_every_field_is_new():
    changes = compare(None, BEFORE)

    assert [(each.field, each.before) for each in changes] == [
        ("status", None),
        ("texts.de.title", None),
        ("texts.de.summary", None),
    ]


def test_a_field_that_went_away_comes_last():
    after = {"topic": "kultur", "texts": BEFORE["texts"]}

    assert compare(BEFORE, after) == [Change("topic", None, "kultur"), Change("status", "idea", None)]


def test_lists_count_as_one_value():
    changes = compare({"years": [{"year": 1995}]}, {"years": [{"year": 1995}, {"year": 2001}]})

    assert [each.field for each in changes] == ["years"]
    assert changes[0].pieces == ()


def test_the_word_diff_keeps_phrases_together():
    pieces = diff("Ein Haus im alten Park\nsteht da.", "Ein grünes Haus am neuen Park\nsteht da.")

    assert pieces == (
        Piece("same", "Ein"),
        Piece("gone", " Haus im alten"),
        Piece("new", " grünes Haus am neuen"),
        Piece("same", " Park\nsteht da."),
    )


def test_both_texts_can_be_read_out_of_the_word_diff():
    old, new = "## Heute hier\n\nEin Platz, ein Baum.", "## Heute hier\n\nEin Platz mit drei Bäumen, ein Brunnen. "

    pieces = diff(old, new)

    assert "".join(each.text for each in pieces if each.kind != "new") == old
    assert "".join(each.text for each in pieces if each.kind != "gone") == new
