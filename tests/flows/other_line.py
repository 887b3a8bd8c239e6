"""A line that is nothing like the 302: on an island in the west, in French and Dutch, of three partners.  All invented.

Its catalogues say each word of the pages and signs as its language and a number, *fr 17*, so that one sees at once
what still comes from the code; a few words are as people would write them.
"""

import io
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from app.exchange.catalogues import NAMES, PLACE
from app.exchange.codes import check_letter
from app.exchange.content import Content
from app.exchange.records import (
    Bounds,
    Branch,
    LineRecord,
    Partner,
    Place,
    PlanningRecord,
    PlanningText,
    SignKind,
    SignRecord,
    StationRecord,
    StopRecord,
    Text,
    Topic,
)
from app.exchange.writing import write_folder

APP = Path(__file__).parents[2] / "app"
CODE = "2KTKT" + check_letter("2KTKT")
ZONE = "America/Lower_Princes"  # four hours behind UTC, all year
SAID = {
    "fr": {
        "Du bist hier": "Vous êtes ici",
        "Zum Inhalt": "Aller au contenu",
        "Schild": "Panneau",
        "heute": "aujourd’hui",
    },
    "nl": {"Du bist hier": "U bent hier", "Zum Inhalt": "Naar de inhoud", "Schild": "Bord", "heute": "vandaag"},
}
LINE = LineRecord(
    slug="t7",
    number="T7",
    name="Ligne T7",
    operator="Trams du Phare",
    languages=("fr", "nl"),
    country="SX",
    time_zone=ZONE,
    stop_prefix="ISLE:",
    bounds=Bounds(south=17.9, west=-63.3, north=18.2, east=-62.9),
    partners=(
        Partner(slug="rivage", name="Commune de Rivage", city="Rivage", home="https://rivage.example"),
        Partner(slug="colline", name="Commune de Colline", city="Colline"),
        Partner(slug="trams", name="Trams du Phare"),
    ),
    topics=(Topic(slug="eau", names={"fr": "L’eau", "nl": "Water"}),),
    branches=(Branch(slug="tronc"), Branch(slug="nord", after="ISLE:T7.2")),
    funding={"fr": "Avec l’aide de l’île."},
    texts={
        "fr": Text(title="La ligne T7", summary="Toutes les stations de la ligne."),
        "nl": Text(title="Lijn T7", summary="Alle haltes van de lijn."),
    },
)
STOPS = tuple(
    StopRecord(seq=seq, dhid=f"ISLE:T7.{seq}", name=name, city=city, branch=branch, lat=18.0 + seq / 100, lon=-63.1)
    for seq, name, city, branch in (
        (1, "Quai des Pêcheurs", "Rivage", "tronc"),
        (2, "Place du Phare", "Rivage", "tronc"),
        (3, "Mairie", "Colline", "tronc"),
        (4, "Moulin", "Colline", "nord"),
    )
)


def catalogue(name: str, lang: str) -> str:
    """Return a catalogue that says everything that ours in English says."""
    said = Catalog(locale=lang)
    path = next(APP.glob(f"*/words/en/LC_MESSAGES/{name}.po"))
    with path.open("rb") as file:
        for number, message in enumerate(read_po(file, locale="en"), start=1):
            if message.id:
                forms = message.id if isinstance(message.id, tuple) else (message.id,)
                texts = tuple(SAID[lang].get(each) or _said(lang, number, each) for each in forms)
                said.add(message.id, texts if len(forms) > 1 else texts[0])
    out = io.BytesIO()
    write_po(out, said, omit_header=False)
    return out.getvalue().decode()


def _said(lang: str, number: int, word: str) -> str:
    return " ".join((lang, str(number), *(f"%({each})s" for each in PLACE.findall(word))))


def words(french: str, dutch: str = "") -> dict[str, Text]:
    """Return a text in French, and in Dutch if that is given."""
    found: dict[str, Text] = {}
    found["fr"] = PlanningText(title=french, summary=f"En bref : {french}.", body="## Ici\n\nUn lieu.")
    if dutch:
        found["nl"] = PlanningText(title=dutch, summary=f"In het kort: {dutch}.", body="## Hier\n\nEen plek.")
    return found


def planning(slug: str, texts: dict[str, Text], **more: Any) -> PlanningRecord:
    place = Place(lat=18.0201, lon=-63.1002, uncertainty_m=20.0)
    return PlanningRecord(slug=slug, topic="eau", place=place, texts=texts, confidence_note="À vérifier.", **more)


def content() -> Content:
    sign = SignRecord(
        code=CODE,
        kind=SignKind.A4,
        planning="fontaine",
        where={"fr": "Près de l’escalier", "nl": "Bij de trap"},
        place=Place(lat=18.02, lon=-63.1, uncertainty_m=5.0),
        facing_deg=90.0,
        facing_uncertainty_deg=10.0,
    )
    station = StationRecord(
        slug="place-du-phare",
        stop="ISLE:T7.2",
        partner="rivage",
        plannings=("fontaine", "digue"),
        texts=words("Place du Phare", "Vuurtorenplein"),
    )
    plannings = {
        "fontaine": planning("fontaine", words("Une fontaine pour la place", "Een fontein voor het plein")),
        "digue": planning("digue", words("La digue devient un jardin")),
    }
    return Content(
        line=LINE,
        stops=STOPS,
        stations={station.slug: station},
        plannings={station.slug: plannings},
        signs={station.slug: (sign,)},
        assets={},
        files={},
        pages={"impressum": words("Mentions légales", "Colofon")},
        words={lang: {name: catalogue(name, lang) for name in NAMES} for lang in LINE.languages},
    )


def write(root: Path) -> Path:
    """Write the line as an exchange folder below ``root``."""
    write_folder(content(), root)
    return root
