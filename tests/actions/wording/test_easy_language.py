"""Hints for Leichte Sprache: what the norm advises against is named at its line, and good lines are left in peace."""

from pathlib import Path

import pytest

from app.actions.wording.easy_language import LineHint, Rule, hints

STATIONS = Path(__file__).parents[3] / "stations"


def rules(text, **how):
    return [hint.rule for hint in hints(text, **how)]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (Rule.LONG_SENTENCE, "Auf dem Platz in der Stadt stehen bald sieben große Segel mit viel Schatten."),
        (Rule.SENTENCES, "Hier ist ein Platz. Er ist groß."),
        (Rule.CLAUSES, "Man sieht, dass es warm ist, weil die Sonne scheint."),
        (Rule.LONG_WORD, "Das ist eine Bürgerbeteiligung."),
        (Rule.LONG_WORD, "Hier ist eine Straßenbahnhaltestelle."),
        (Rule.SHORT_FORM, "Hier sind z. B. Bäume."),
        (Rule.SHORT_FORM, "Das kostet ca. 5 Euro."),
        (Rule.DOUBLE_NEGATION, "Das ist nicht unmöglich."),
        (Rule.DOUBLE_NEGATION, "Ohne Baum geht es nicht ohne Schatten."),
        (Rule.NEGATION, "Das Haus ist nicht fertig."),
        (Rule.NEGATION, "Niemand wohnt hier."),
        (Rule.GENITIVE, "Das Dach des Hauses ist grün."),
        (Rule.GENITIVE, "Das Dach des neuen Hauses ist grün."),
        (Rule.GENITIVE, "Die Farbe der Bänke ist blau."),
        (Rule.PASSIVE, "Das Haus wird umgebaut."),
        (Rule.PASSIVE, "Die Bäume wurden gepflanzt."),
        (Rule.SUBJUNCTIVE, "Hier könnten Bäume stehen."),
        (Rule.SUBJUNCTIVE, "Das wäre schön."),
        (Rule.NUMBER_WORD, "Hier stehen drei Bänke."),
        (Rule.NUMBER_WORD, "Das Haus ist hundert Jahre alt."),
        (Rule.ROMAN, "Das war Kaiser Wilhelm II."),
        (Rule.ROMAN, "Im XIX. Jahrhundert war hier Wald."),
        (Rule.PERCENT, "50 % von den Häusern sind leer."),
        (Rule.PERCENT, "Viele Prozent sind leer."),
        (Rule.LARGE_NUMBER, "Hier wohnen 263.000 Menschen."),
        (Rule.LARGE_NUMBER, "Hier wohnen 263000 Menschen."),
        (Rule.SIGN, "Bus & Bahn halten hier."),
        (Rule.SIGN, "Das Haus (alt) ist leer."),
        (Rule.SIGN, "Der Anwohner/Besitzer kommt."),
        (Rule.NOUNS, "Die Planung der Beteiligung läuft."),
    ],
)
def test_what_the_norm_advises_against_is_named(rule, line):
    assert rule in rules(line)


@pytest.mark.parametrize(
    "line",
    [
        "Hier ist ein Platz.",
        "## Das hat sich geändert",
        "- Bäume",
        "Der Turm ist 64 Meter hoch.",
        "Im Jahr 1912 kam die Bahn.",
        "Sie werden wieder schön.",
        "Es wird wärmer.",
        "Die Stadt gibt der Firma Geld.",
        "Die Firma hilft der Stadt.",
        "Sie ließen das Haus stehen.",
        "Der erste Plan ist eine Säule.",
        "Achten Sie auf die Bahn.",
        "Sie brauchen **keine** App.",
        "Wenn es regnet, wird der Platz nass.",
        "Sie hören, wie der Wind weht.",
        "Neben der Straße steht ein Baum.",
        "Hier ist die Haltestelle O-Werk.",
        "Das Stahl-Werk und der Wissenschafts-Park.",
        "Internet: [www.lbbp.nrw.de/stelle](https://www.lbbp.nrw.de/stelle)",
        "E-Mail: post@stadt-gelsenkirchen.example",
        "{operator_name}",
        "44787 Bochum",
        "Am 3. März ist ein Fest.",
        "Die Linie 302 fährt hier.",
        "IT und AR sind neu.",
        "",
    ],
)
def test_a_line_that_is_right_gets_no_hint(line):
    assert hints(line) == []


def test_a_hint_tells_its_lines_and_the_same_word_is_told_once():
    text = "Hier stehen drei Bänke.\n\nDort sind drei Bäume.\nDas Haus ist nicht neu.\nEs gibt keine Tür."

    assert hints(text) == [
        LineHint(Rule.NEGATION, "nicht, keine", (4, 5), 1),
        LineHint(Rule.NUMBER_WORD, "drei", (1, 3), 1),
    ]


def test_a_field_of_one_line_may_hold_two_sentences():
    assert rules("Hier ist ein Platz. Er ist groß.", is_one_line=True) == []


def test_names_stay_as_they_are():
    assert rules("Das Haus des Wissens ist neu.") == [Rule.GENITIVE]
    assert rules("Das Haus des Wissens ist neu.", known=["Haus des Wissens"]) == []


def test_a_hard_word_comes_with_its_meaning_unless_the_text_explains_it():
    explained = lambda line: [("Bronze", "Bronze ist ein Metall.")] if "Bronze" in line else []  # noqa: E731

    told = hints("Das Modell ist aus Bronze.", explained=explained)

    assert told == [LineHint(Rule.HARD_WORD, "Bronze", (1,), 0, "Bronze ist ein Metall.")]
    assert hints("Das Modell ist aus Bronze.\nBronze ist ein Metall.", explained=explained) == []


@pytest.mark.parametrize(
    "text", ["", "\n\n", "***", "{", "[](", "𝔘nicode 🚋 \u2028 Ende", "nicht " * 2_000, "a-" * 2_000]
)
def test_whatever_is_typed_is_looked_at(text):
    assert isinstance(hints(text), list)


def test_the_lines_own_texts_are_left_in_peace():
    """They were written by the rules: what is told of them is few, and most of it is what they negate."""
    bodies = [path.read_text().split("+++\n")[-1] for path in STATIONS.rglob("text.de-simple.md")]
    told = [hint for body in bodies for hint in hints(body) if hint.rule is not Rule.NEGATION]
    lines = sum(len(body.splitlines()) for body in bodies)

    assert lines > 400
    assert len(told) * 50 <= lines
