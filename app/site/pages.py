"""Values in, a page out.  Each function returns the whole HTML of one page in one language and touches nothing else.

A page is a file that every rider gets alike: what differs between phones is chosen by CSS.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from app.exchange.codes import foreign_letters, spelled
from app.exchange.records import AssetRecord, SignRecord, SignState, Text
from app.site import onsite, outcome, paths, route, structured
from app.site.drawing import draw
from app.site.offers import offers
from app.site.outcome import Became
from app.site.prose import fill
from app.site.render import Frame, PathIn, environment_of, make_frame, partner_of, render
from app.site.stage import NO_POSTERS, OnSite, Stage, line_stage, planning_stage, station_stage
from app.site.values import Asset, Line, Neighbour, Planning, Settings, Station
from app.site.variants import shown
from app.site.whereabouts import whereabouts
from app.site.words import voice_of


def line_page(line: Line, lang: str, settings: Settings, *, model: Asset | None = None) -> str:
    """Return the page of the line: its model, all stops, the stations large."""
    voice = voice_of(line, lang)
    text, text_lang = voice.said(line.record.texts or _name_only(line))
    where = partial(paths.line_path, line=line.record.slug)
    stage = line_stage(model, settings, voice=voice, title=text.title, path=where(lang))
    station = next((each for each in line.stations if each.poster), None)
    frame = make_frame(
        line,
        lang,
        settings,
        where,
        title=text.title,
        description=text.summary,
        posters=stage.posters or (station.poster if station else NO_POSTERS),
        poster_alt=stage.poster_alt if stage.posters else voice.gettext("Modell einer Planung an der Linie"),
    )
    return render(
        "line.html",
        line,
        settings,
        frame,
        graph=structured.line_graph(line, frame, settings),
        text=text,
        text_lang=text_lang,
        texts=[line.record.texts],
        strip=route.diagram(line),
        stage=stage,
    )


def map_page(line: Line, lang: str, settings: Settings, *, model: Asset | None = None) -> str:
    """Return the page of the line's map, which tells whoever asks what of the line is near them."""
    voice = voice_of(line, lang)
    where = partial(paths.map_path, line=line.record.slug)
    text = Text(
        title=voice.gettext("Karte der Linie"),
        summary=voice.gettext("Wo die Haltestellen liegen und welche AR-Station dir am nächsten ist."),
    )
    stage = line_stage(model, settings, voice=voice, title=text.title, path=where(lang))
    frame = _staged(line, lang, settings, where, text, stage)
    drawing = draw(line, voice)
    known = whereabouts(line, drawing.plane, voice)
    return render("map.html", line, settings, frame, drawing=drawing, whereabouts=known)


def station_page(line: Line, station: Station, lang: str, settings: Settings) -> str:
    """Return the page of a station, to which its sign leads."""
    voice = voice_of(line, lang)
    text, text_lang = voice.said(station.record.texts)
    where = partial(_station_path, line, station)
    stage = station_stage(station, settings, voice=voice, title=text.title, path=where(lang))
    frame = _staged(line, lang, settings, where, text, stage)
    return render(
        "station.html",
        line,
        settings,
        frame,
        graph=structured.station_graph(station, frame, settings),
        text=text,
        text_lang=text_lang,
        texts=[station.record.texts, *(planning.record.texts for planning in station.plannings)],
        station=station,
        stage=stage,
        offers=offers(line, station, lang, settings),
        on_site=_on_site(line, station, lang),
        signs=[sign for sign in station.signs if sign.state is not SignState.RETIRED and not sign.planning],
        beside=route.neighbours(line, station.record.slug),
    )


def planning_page(line: Line, station: Station, planning: Planning, lang: str, settings: Settings) -> str:
    """Return the page of one planning."""
    voice = voice_of(line, lang)
    text, text_lang = voice.said(planning.record.texts)
    where = partial(_planning_path, line, station, planning)
    zone = line.record.time_zone
    stage = planning_stage(planning, settings, voice=voice, title=text.title, path=where(lang), time_zone=zone)
    frame = _staged(line, lang, settings, where, text, stage)
    return render(
        "planning.html",
        line,
        settings,
        frame,
        graph=structured.planning_graph(planning, partner_of(line, station.record.partner), frame, settings),
        text=text,
        text_lang=text_lang,
        texts=[station.record.texts, *(each.record.texts for each in station.plannings)],
        station=station,
        planning=planning,
        stage=stage,
        credited=_credited(planning),
        on_site=_on_site(line, station, lang, planning.record.slug),
        others=[each for each in station.plannings if each.record.slug != planning.record.slug],
        timeline=outcome.entries(planning.record, voice, planning.news),
        heading=outcome.HEADING,
        beside=route.neighbours(line, station.record.slug),
    )


def _credited(planning: Planning) -> list[AssetRecord]:
    """Return the records of what a planning shows, and of what others made and its scenes place, each once."""
    assets = [each.asset for each in shown(planning)]
    records = [record for each in assets for record in (each.record, *each.placed) if record is not None]
    return list({each.slug: each for each in records}.values())


def outcome_page(line: Line, plannings: Sequence[Became], lang: str, settings: Settings) -> str:
    """Return the page of what became of the line's plannings: the newest first, then those of which nothing is known.

    ``plannings`` are in the order of the line.
    """
    voice = voice_of(line, lang)
    where = partial(paths.outcome_path, line=line.record.slug)
    title = voice.gettext("Was daraus wurde")
    summary = voice.gettext("Was mit den Planungen der Linie geschah und noch geschehen soll.")
    frame = make_frame(line, lang, settings, where, title=title, description=summary)
    found = [(each, outcome.entries(each.record, voice)) for each in plannings]
    return render(
        "outcome.html",
        line,
        settings,
        frame,
        known=sorted((pair for pair in found if pair[1]), key=lambda pair: pair[1][0].year.at, reverse=True),
        unknown=[each for each, timeline in found if not timeline],
        texts=[each.record.texts for each in plannings],
        heading=outcome.HEADING,
    )


def text_page(line: Line, slug: str, texts: Mapping[str, Text], lang: str, settings: Settings) -> str:
    """Return a page of words, such as the imprint; ``{operator_name}`` and the like are filled from the settings."""
    voice = voice_of(line, lang)
    text, text_lang = voice.said(texts)
    values = {
        "operator_name": settings.operator_name,
        "operator_address": settings.operator_address,
        "operator_mail": settings.operator_mail,
        "operator_phone": settings.operator_phone,
        "public_url": settings.public_url,
        "today_checked": voice.day(settings.checked_on) if settings.checked_on else "–",
    }
    where = partial(paths.text_path, slug=slug)
    frame = make_frame(line, lang, settings, where, title=text.title, description=text.summary)
    return render("text.html", line, settings, frame, text=text, text_lang=text_lang, filled=fill(text.body, values))


def not_found_page(line: Line, lang: str, settings: Settings, tried: str = "", meant: Sequence[str] = ()) -> str:
    """Return the page for an address or a code that there is not: type the code again, or choose a station.

    ``tried`` is the code as it was typed, empty if it was no code at all; ``meant`` are codes that there are, which
    are like it.
    """
    frame = _unlisted(line, lang, settings, voice_of(line, lang).gettext("Nicht gefunden"))
    tried = tried[:40]
    foreign = foreign_letters(spelled(tried))
    return render("not_found.html", line, settings, frame, tried=tried, foreign_letters=foreign, meant=meant)


def away_page(line: Line, lang: str, settings: Settings) -> str:
    """Return the page in the place of one that cannot be read just now."""
    frame = _unlisted(line, lang, settings, voice_of(line, lang).gettext("Gerade nicht zu erreichen"))
    return render("away.html", line, settings, frame)


def gone_page(line: Line, sign: SignRecord, station: Neighbour | None, lang: str, settings: Settings) -> str:
    """Return the page for the code of a sign that hangs no more; ``station`` is where it led, if that still exists."""
    frame = _unlisted(line, lang, settings, voice_of(line, lang).gettext("Schild außer Dienst"))
    return render("gone.html", line, settings, frame, sign=sign, station=station)


def withdrawn_page(
    line: Line, names: Mapping[str, str], lang: str, settings: Settings, *, is_planning: bool, station: Neighbour | None
) -> str:
    """Return the page for what was shown and is no more, by its ``names``; ``station``: of a planning, if that is."""
    frame = _unlisted(line, lang, settings, voice_of(line, lang).gettext("Wird nicht mehr gezeigt"))
    return render("withdrawn.html", line, settings, frame, names=names, is_planning=is_planning, station=station)


def sitemap(line: Line, published: Mapping[tuple[str, ...], str], settings: Settings) -> str:
    """Return ``sitemap.xml``.

    ``published`` maps a page to the day of its last edition: () for the line, (station,), (station, planning), and the
    line's map and what became of its plannings as if they were stations.
    """
    root = settings.public_url
    languages = line.record.languages
    pages = [
        ({tag: f"{root}{paths.line_path(tag, '/'.join((line.record.slug, *slugs)))}" for tag in languages}, changed_on)
        for slugs, changed_on in published.items()
    ]
    return environment_of(voice_of(line, line.record.first_language)).get_template("sitemap.xml").render(pages=pages)


def robots(settings: Settings) -> str:
    """Return ``robots.txt``: everything public may be listed, codes and the studio need not be."""
    hidden = "".join(f"Disallow: {path}\n" for path in ("/s/", "/S/", "/studio/"))
    return f"User-agent: *\n{hidden}\nSitemap: {settings.public_url}/sitemap.xml\n"


def _staged(line: Line, lang: str, settings: Settings, where: PathIn, text: Text, stage: Stage) -> Frame:
    return make_frame(
        line,
        lang,
        settings,
        where,
        title=text.title,
        description=text.summary,
        posters=stage.posters,
        poster_alt=stage.poster_alt or text.title,
    )


def _station_path(line: Line, station: Station, lang: str) -> str:
    return paths.station_path(lang, line.record.slug, station.record.slug)


def _planning_path(line: Line, station: Station, planning: Planning, lang: str) -> str:
    return paths.planning_path(lang, line.record.slug, station.record.slug, planning.record.slug)


def _on_site(line: Line, station: Station, lang: str, planning: str = "") -> OnSite | None:
    """Return the way to the station's on-site view, to one planning in it by its slug; None if it has none."""
    if not onsite.has_onsite(station):
        return None
    path = paths.on_site_path(lang, line.record.slug, station.record.slug)
    return OnSite(href=f"{path}#{planning}" if planning else path, is_proven=bool(line.record.on_site_proven_on))


def _name_only(line: Line) -> Mapping[str, Text]:
    return {line.record.first_language: Text(title=line.record.name, summary=line.record.name)}


def _unlisted(line: Line, lang: str, settings: Settings, title: str) -> Frame:
    """Return the frame of a page that no search engine lists; its other languages lead to the line."""
    return make_frame(
        line, lang, settings, partial(paths.line_path, line=line.record.slug), title=title, is_listed=False
    )
