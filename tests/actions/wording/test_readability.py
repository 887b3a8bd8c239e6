"""Hints for German: what is hard is named, what is easy is left in peace."""

import pytest

from app.actions.wording.readability import LEAD_MAX, SENTENCE_MAX, Hint, Kind, hints, lead_hints, sentences

EASY = """## Heute hier

Der Platz ist im Sommer sehr heiß. Sieben Segel spenden bald Schatten, z. B. für Kinder am Brunnen.

- Bäume
- eine Bank für Ältere
"""
LONG = "Der Platz " + "und noch ein Baum " * 5 + "stehen am Weg."


def kinds(text, **how):
    return [hint.kind for hint in hints(text, **how)]


def test_plain_words_get_no_hint():
    assert hints(EASY) == []


def test_a_long_sentence_is_quoted_with_its_words():
    assert hints(f"Kurz. {LONG} Wieder kurz.") == [Hint(Kind.LONG_SENTENCE, LONG, 25)]
    assert kinds(" ".join(["Wort"] * SENTENCE_MAX) + ".") == []


def test_leichte_sprache_wants_shorter_sentences():
    sentence = "Auf dem Platz stehen bald sieben große Segel und geben allen Menschen Schatten."

    assert kinds(sentence) == []
    assert kinds(sentence, is_simple=True) == [Kind.LONG_SENTENCE]


def test_a_long_word_is_named_once_and_hyphens_help():
    long = "Straßenbahnhaltestellenüberdachung"

    assert hints(f"Die {long} ist neu. Die {long} ist schön.")[0] == Hint(Kind.LONG_WORD, long, 34)
    assert kinds("Die Straßenbahn-Haltestellen-Überdachung ist neu.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Platz wird umgebaut.",
        "Die Bäume wurden im Herbst gepflanzt.",
        "Der Weg ist verbreitert worden.",
        "Hier werden Flächen entsiegelt.",
        "Das Haus wurde saniert.",
    ],
)
def test_what_is_done_without_saying_by_whom_is_named(sentence):
    assert kinds(sentence) == [Kind.PASSIVE]


@pytest.mark.parametrize(
    "sentence", ["Die Stadt baut den Platz um.", "Es wird wärmer.", "Bald werden Kinder hier spielen."]
)
def test_the_future_is_no_passive(sentence):
    assert kinds(sentence) == []


def test_a_row_of_abstract_nouns_is_named():
    text = "Die Durchführung der Maßnahme zur Verbesserung der Aufenthaltsqualität dient der Förderung der Gesundheit."

    assert Kind.NOUNS in kinds(text)


def test_markup_and_short_forms_are_no_part_of_a_sentence():
    text = (
        "**Am 3. Mai** eröffnet [der Park](https://302.example/a.b), ca. 200 m weiter.\nDann folgt Nr. 4.\n\n## Zeile"
    )

    assert sentences(text) == ["Am 3. Mai eröffnet der Park, ca. 200 m weiter.", "Dann folgt Nr. 4.", "Zeile"]
    assert sentences("- Eins\n- Zwei") == ["Eins", "Zwei"]
    assert sentences("") == []


@pytest.mark.parametrize(
    ("lead", "wanted"),
    [
        ("Ein Segel, das Schatten wirft.", []),
        ("ü" * LEAD_MAX, []),
        ("ü" * (LEAD_MAX + 1), [Kind.LONG_LEAD]),
        ("Die Ansicht zeigt drei Bänke.", [Kind.LEAD_ABOUT_VIEW]),
        ("The 3D view shows three benches.", [Kind.LEAD_ABOUT_VIEW]),
        ("3B görünüm üç bank gösteriyor.", [Kind.LEAD_ABOUT_VIEW]),
        ("Das Modell aus Bronze steht auf dem Platz.", []),
        ("The views from here reach far.", []),
    ],
)
def test_a_lead_is_short_and_begins_with_what_there_is(lead, wanted):
    assert [hint.kind for hint in lead_hints(lead)] == wanted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Das Haus steht hier seit 1912. Neben ihm wächst ein Baum.", 2),
        ("Der Bau begann 2019. 2024 war er fertig.", 2),
        ("Am 3. März 1912 fuhr die erste Bahn.", 1),
        ("Im 19. Jahrhundert lag hier ein Feld.", 1),
        ("Es gibt Haus Nr. 12. Die Nummer 13 fehlt.", 2),
        ("Das war im Jahr 9. Im Jahr 10 kam Regen.", 2),
        ("Bäume, z. B. Linden, und ca. 30 Bänke.", 1),
        ("Um 200 v. Chr. lag hier Wald.", 1),
        ("Was ist hier? Ein Platz! Komm vorbei …", 3),
        ("## Heute hier\n\nEin Platz.\n\n- Bäume\n- eine Bank", 4),
        ("Ein Satz, der über\nzwei Zeilen geht.", 1),
        ("", 0),
    ],
)
def test_sentences_are_counted_right(text, count):
    assert len(sentences(text)) == count


def test_in_leichte_sprache_each_line_is_a_sentence():
    text = "Hier ist ein Platz\nAuf dem Platz stehen 7 Segel\nSie geben Schatten. Das ist gut."

    assert len(sentences(text, by_line=True)) == 4
    assert kinds("\n".join(["Der Platz hat viele große Bäume"] * 4), is_simple=True) == []
