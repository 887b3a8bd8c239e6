"""How words are set: long ones may part, short pieces stay together, names are in their own language."""

import re

import pytest

from app.exchange.records import Text
from app.site.typeset import NO_BREAK_SPACE, SOFT_HYPHEN, WORD_JOINER, names, typeset

MARKS = {SOFT_HYPHEN: "|", WORD_JOINER: "+", NO_BREAK_SPACE: "~"}
PLACES = ("Heinrich-König-Platz", "Bochumer Verein/Jahrhunderthalle", "Laer Mitte")


def seen(html, *, lang="de", named=frozenset()):
    """Return what a page with ``html`` in its body becomes, with what does not show made visible."""
    page = typeset(f'<html lang="{lang}"><body>{html}</body></html>', home="de", named=named)
    inside = re.search("<body>(.*)</body>", page, re.DOTALL)[1]
    return inside.translate(str.maketrans(MARKS))


@pytest.mark.parametrize(
    ("lang", "html", "wanted"),
    [
        ("de", "<h1>Bronzemodell</h1>", "<h1>Bron|ze|mo|dell</h1>"),
        ("de", "<p>Wissenschaftspark</p>", "<p>Wissen|schafts|park</p>"),
        ("de", "<p>Haltestelle</p><h2>Haltestelle</h2>", "<p>Haltestelle</p><h2>Halte|stelle</h2>"),
        ("de", "<h1>Starkregen Hitzeinsel</h1>", "<h1>Starkregen Hitzeinsel</h1>"),  # better whole than wrong
        ("de-simple", "<h1>Jahrhundert-Halle</h1>", "<h1>Jahr|hun|dert-Halle</h1>"),
        ("en", "<p>accessibility</p>", "<p>access|ib|ility</p>"),
        ("tr", "<p>dönüştürülüyor</p>", "<p>dönüş|tü|rü|lüyor</p>"),
        ("ar", "<p>Wissenschaftspark</p>", "<p>Wissenschaftspark</p>"),
        ("en", '<p><i lang="de">Wissenschaftspark</i></p>', '<p><i lang="de">Wissen|schafts|park</i></p>'),
        ("de", "<p>Bochumer Verein/Jahrhunderthalle</p>", "<p>Bochumer Verein/<wbr>Jahr|hun|dert|halle</p>"),
        (
            "de",
            "<p>eine U-Bahn, AR-Station, De-la-Chevallerie</p>",
            "<p>eine U-+Bahn, AR-+Station, De-+la-+Chevallerie</p>",
        ),
        ("de", "<p>Langendreer S, auf 30 m genau</p>", "<p>Langendreer~S, auf 30~m genau</p>"),
        ("de", "<h1>Linie 302 – AR-Stationen</h1>", "<h1>Linie 302~– AR-+Stationen</h1>"),
    ],
)
def test_words_part_and_stay_together(lang, html, wanted):
    assert seen(html, lang=lang) == wanted


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/wissenschaftspark/" title="Wissenschaftspark">x</a>',
        "<script>Wissenschaftspark</script>",
        "<title>Wissenschaftspark</title>",
        "<style>.wissenschaftspark{}</style>",
        "<p>wissenschaftspark@stadt.example www.wissenschaftspark.de</p>",
        "<p>&lt;script&gt; &amp;wissenschaftspark;</p>",
    ],
)
def test_what_is_no_word_to_read_stays_as_it_is(html):
    assert seen(html) == html


def test_names_of_the_line_s_places_are_in_its_language():
    named = names(PLACES, (), home="de", spoken="en")

    found = seen("<h1>From Heinrich-König-Platz’s end to Jahrhunderthalle</h1>", lang="en", named=named)

    assert found == (
        '<h1>From <bdi lang="de">Heinrich-König-Platz</bdi>’s end to <bdi lang="de">Jahr|hun|dert|halle</bdi></h1>'
    )
    assert seen('<p lang="de">Laer Mitte</p>', lang="en", named=named) == '<p lang="de">Laer Mitte</p>'
    assert names(PLACES, (), home="de", spoken="de-simple") == frozenset()


def test_what_is_called_alike_in_both_languages_is_a_name():
    german = Text(title="De-la-Chevallerie-Straße", summary="Der Park am Open Innovation Lab, Adenauerallee")
    english = Text(title="De-la-Chevallerie-Straße", summary="The Park at the Open Innovation Lab, Adenauerallee")

    assert names((), [{"de": german, "en": english}], home="de", spoken="en") == {
        "De-la-Chevallerie-Straße",
        "Adenauerallee",
    }
