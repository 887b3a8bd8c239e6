"""Values for the tests of rider pages: a small line with a fork, and the nastiest names that real life has."""

import hashlib
from dataclasses import replace

from app.exchange.records import (
    Annotation,
    AssetRecord,
    AssetText,
    Branch,
    Confidence,
    LineRecord,
    Partner,
    Place,
    PlanningRecord,
    PlanningText,
    SignRecord,
    Source,
    StationRecord,
    Status,
    StopRecord,
    Topic,
    Year,
    YearKind,
)
from app.exchange.stored import Callout, ModelFiles
from app.site.values import Asset, Files, Line, Neighbour, Planning, Settings, Station

SETTINGS = Settings(
    public_url="https://linie302.example",
    operator_name="Stadt Beispiel",
    operator_address="Rathausplatz 1\n44787 Bochum",
    operator_mail="barrierefrei@linie302.example",
    operator_phone="0234 0000-0",
    checked_on="2026-11-23",
)


def make_text(title="Schatten, der Strom liefert", **more):
    given = {
        "summary": "Segel über dem Platz werfen Schatten und machen aus der Sonne Strom.",
        "body": "## Heute hier\n\nEin Platz.",
    }
    return PlanningText(title=title, **given | more)


def make_texts(title="Schatten, der Strom liefert", **more):
    """The same words in all four languages, each with its own title."""
    titles = {"de": title, "en": f"EN {title}"[:60], "tr": f"TR ığüşöçİ {title}"[:60], "de-simple": f"LS {title}"[:60]}
    return {lang: make_text(each, **more) for lang, each in titles.items()}


def make_stop(seq, name, branch="trunk", city="Gelsenkirchen", **more):
    return StopRecord(
        seq=seq, dhid=f"de:05513:{4000 + seq}", name=name, city=city, branch=branch, lat=51.5, lon=7.1, **more
    )


STOPS = (
    make_stop(1, "Buer Rathaus"),
    make_stop(2, "Buer Bergmannsheil"),
    make_stop(3, "Heinrich-König-Platz", underground=True, wheelchair="yes"),
    make_stop(4, "Bochumer Verein/Jahrhunderthalle", city="Bochum", underground=True),
    make_stop(5, "Laer Mitte", city="Bochum"),
    make_stop(6, "Mark 51°7", branch="langendreer", city="Bochum"),
    make_stop(7, "Alte Ümminger Straße", branch="langendreer", city="Bochum"),
    make_stop(8, "Langendreer S", branch="langendreer", city="Bochum"),
    make_stop(9, "Max-Planck-Institut", branch="o-werk", city="Bochum"),
    make_stop(10, "O-Werk", branch="o-werk", city="Bochum"),
)
SLUGS = {1: "buer-rathaus", 3: "heinrich-koenig-platz", 4: "jahrhunderthalle", 6: "mark-51-7", 10: "o-werk"}


def media(name):
    """Return the address of a file as the store gives it: the hash of its content, which nothing makes shorter."""
    return f"/media/{hashlib.sha256(name.encode()).hexdigest()}/{name}"


def make_model(name="solarsegel", **more):
    given = {"glb": media(f"{name}.glb"), "glb_bytes": 812_000, "usdz": media(f"{name}.usdz"), "usdz_bytes": 640_000}
    return ModelFiles(**given | more)


def make_files(name="solarsegel", **more):
    names = ("1200.avif", "1200.webp", "600.avif", "600.webp", "320.webp")
    given = {
        "view": media(f"{name}.glb"),
        "view_bytes": 812_000,
        "true": make_model(f"{name}-true"),
        "table": make_model(f"{name}-table"),
        "across_m": 16.0,
        "posters": {each: media(f"{name}.{each}") for each in names},
    }
    return Files(**given | more)


def make_asset(**more):
    words = AssetText(
        alt={"today": "Modell des Platzes, leer und grau", "planned": "Modell des Platzes mit Segeln"},
        annotations={"segel": Annotation(title="Sonnensegel", sentence="Jedes Segel liefert Strom für zwei Bänke.")},
    )
    given = {
        "record": AssetRecord(
            slug="solarsegel",
            title="Solarsegel",
            author="Linie 302",
            licence="CC-BY-4.0",
            origin="eigene Arbeit",
            texts={"de": words},
        ),
        "variants": {"today": make_files("today"), "planned": make_files("planned")},
        "schematic": "Die Häuser sind vereinfacht.",
        "size": ((0.0, 0.0, 0.0), (12.0, 0.0, 0.0)),
        "annotations": (Callout(id="segel", at=(1.0, 6.5, -2.0), when=("planned",)),),
    }
    return Asset(**given | more)


def make_planning(
    slug="solarsegel", title="Schatten, der Strom liefert", *, asset=None, published_on="2026-11-20", **more
):
    given = {
        "slug": slug,
        "topic": "klimaschutz",
        "status": Status.IDEA,
        "asset": slug,
        "place": Place(lat=51.51, lon=7.09, uncertainty_m=30.0),
        "years": (Year(year=1995, kind=YearKind.OPENED),),
        "confidence": Confidence.INFERRED,
        "confidence_note": "Fünf Erlebnisse zum Klima sind belegt, ihr Inhalt nicht.",
        "sources": (Source(url="https://www.gelsenkirchen.de/digital", title="Stadt Gelsenkirchen: Digitallinie"),),
        "texts": make_texts(title),
    }
    return Planning(record=PlanningRecord(**given | more), asset=asset or make_asset(), published_on=published_on)


def make_sign(**more):
    given = {
        "code": "7K3M9Q",
        "where": {"de": "Am nördlichen Ende des Platzes", "en": "At the northern end of the square"},
        "place": Place(lat=51.51042, lon=7.094, uncertainty_m=15.0),
        "facing_deg": 335.0,
        "facing_uncertainty_deg": 20.0,
    }
    return SignRecord(**given | more)


def make_station(seq=3, plannings=None, **more):
    stop = STOPS[seq - 1]
    plannings = (
        (make_planning(), make_planning("hitzeinsel", "Hitzeinsel Innenstadt")) if plannings is None else plannings
    )
    given = {
        "slug": SLUGS[seq],
        "stop": stop.dhid,
        "partner": "gelsenkirchen",
        "plannings": tuple(each.record.slug for each in plannings),
        "sources": (Source(url="https://www.gelsenkirchen.de/", title="Stadt Gelsenkirchen"),),
        "texts": make_texts(stop.name),
    }
    asset = make_asset(
        record=None,
        size=None,
        annotations=(),
        variants={"together": make_files(posters={})},
    )
    station = Station(
        record=StationRecord(**given),
        stop=stop,
        plannings=plannings,
        signs=(make_sign(),),
        asset=asset,
        published_on="2026-11-20",
    )
    return replace(station, **more)


def make_neighbour(seq):
    stop = STOPS[seq - 1]
    return Neighbour(
        slug=SLUGS[seq],
        names={"de": stop.name, "en": stop.name},
        summaries={"de": "Ein Satz."},
        stop=stop,
        partner="gelsenkirchen",
        topics=("klimaschutz", "mobilitaet"),
        plannings=2,
        poster=make_files().posters,
    )


def make_line(**more):
    topics = {
        "klimaschutz": {"de": "Klimaschutz", "en": "Climate", "tr": "İklim", "de-simple": "Klima-Schutz"},
        "mobilitaet": {"de": "Mobilität", "en": "Mobility", "tr": "Ulaşım", "de-simple": "Unterwegs sein"},
    }
    record = LineRecord(
        slug="302",
        number="302",
        name="Linie 302",
        partners=(
            Partner(
                slug="gelsenkirchen",
                name="Stadt Gelsenkirchen",
                city="Gelsenkirchen",
                home="https://www.gelsenkirchen.de/",
            ),
            Partner(slug="bochum", name="Stadt Bochum", city="Bochum"),
        ),
        topics=tuple(Topic(slug=slug, names=names) for slug, names in topics.items()),
        branches=(
            Branch(slug="trunk"),
            Branch(slug="langendreer", after=STOPS[4].dhid),
            Branch(slug="o-werk", after=STOPS[4].dhid),
        ),
        funding={"de": "Gefördert vom Bund."},
        texts=make_texts("Linie 302"),
    )
    return Line(record=replace(record, **more), stops=STOPS, stations=tuple(make_neighbour(seq) for seq in SLUGS))
