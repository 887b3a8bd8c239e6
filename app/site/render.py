"""From values to HTML: the frame of a page, its templates, its security policy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from app import qr
from app.exchange.languages import is_simple
from app.exchange.licences import PERMISSION, licence
from app.exchange.records import Partner, Survey, Text
from app.site import paths, route, sheet
from app.site.prose import prose
from app.site.stage import NO_POSTERS, VIEW, WITHOUT, Stage
from app.site.typeset import names, typeset
from app.site.values import Line, Settings
from app.site.variants import first, shown
from app.site.version import STATIC_VERSION
from app.site.words import Voice, voice_of

NO_GRAPH = Markup()
OWN_SHEETS = {  # template -> what no other page needs of styles
    "line.html": ("line.css",),
    "map.html": ("map.css", "help.css"),
    "station.html": ("station.css",),
    "text.html": ("text.css",),
    **dict.fromkeys(("gone.html", "not_found.html", "withdrawn.html"), ("help.css",)),
}
LEAST_MEGABYTE_BYTES = 100_000
WITH_SCRIPT = ("map.html",)  # templates of pages that run a script also without anything in 3D
PathIn = Callable[[str], str]  # language -> address


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the layout needs of a page."""

    lang: str
    voice: Voice
    title: str
    description: str
    path: str
    address: str  # absolute
    others: tuple[tuple[str, str, str], ...]  # language, its name, address of this page in it
    locales: tuple[str, ...]  # of all languages, as messengers call them, each once
    posters: Mapping[str, str]  # stand for the page where somebody shares it; may be empty
    poster_alt: str
    is_listed: bool  # search engines may list it


def make_frame(
    line: Line,
    lang: str,
    settings: Settings,
    where: PathIn,
    *,
    title: str,
    description: str = "",
    posters: Mapping[str, str] = NO_POSTERS,
    poster_alt: str = "",
    is_listed: bool = True,
) -> Frame:
    """Return the frame of a page that lives at ``where(language)``."""
    return Frame(
        lang=lang,
        voice=voice_of(line, lang),
        title=title,
        description=description,
        path=where(lang),
        address=settings.public_url + where(lang),
        others=tuple((tag, voice_of(line, tag).name, where(tag)) for tag in line.record.languages),
        locales=tuple(dict.fromkeys(voice_of(line, tag).open_graph_locale for tag in line.record.languages)),
        posters=posters,
        poster_alt=poster_alt,
        is_listed=is_listed,
    )


def render(
    template: str,
    line: Line,
    settings: Settings,
    frame: Frame,
    *,
    graph: Markup = NO_GRAPH,
    import_map: str = "",
    stage: Stage | None = None,
    texts: Sequence[Mapping[str, Text]] = (),
    **values: object,
) -> str:
    """Return a page: its template with what all templates need, and ``values``.

    ``import_map`` is JSON that the template puts inline, so that modules find a library by its name.  ``texts`` are
    what the page says of things; what they call alike in every language is a name.
    """
    topics = tuple(topic.slug for topic in line.record.topics) if template == "line.html" else ()
    style = sheet.style(line.record.colour, line.record.text_colour, topics, OWN_SHEETS.get(template, ()))
    lang, home = frame.lang, line.record.first_language
    with_view = bool(import_map or (stage and stage.has_view))
    html = (
        environment_of(frame.voice)
        .get_template(template)
        .render(
            frame=frame,
            graph=graph,
            lang=lang,
            line=line,
            settings=settings,
            stage=stage,
            style=Markup(style),  # noqa: S704 -- our own sheet and two colours that a pattern checked
            import_map=Markup(import_map),  # noqa: S704 -- our own, see onsite.py
            policy=_policy(style, import_map, with_view=with_view, with_script=with_view or template in WITH_SCRIPT),
            partner=partial(partner_of, line),
            topic=partial(_topic, line, frame.voice),
            to_line=paths.line_path(lang, line.record.slug),
            to_map=paths.map_path(lang, line.record.slug),
            to_outcome=paths.outcome_path(lang, line.record.slug),
            to_station=lambda slug: paths.station_path(lang, line.record.slug, slug),
            to_planning=lambda station, slug: paths.planning_path(lang, line.record.slug, station, slug),
            **values,
        )
    )
    places = (stop.name for stop in line.stops)
    return typeset(html, home=home, named=names(places, texts, home=home, spoken=lang))


def _policy(style: str, import_map: str, *, with_view: bool, with_script: bool) -> str:
    """Return the content security policy.

    The 3D view prints the picture that somebody takes (``blob:``); the on-site view, which has an import map, makes
    pictures of its textures and brings decoders in WebAssembly.
    """
    styles = [f"'{sheet.source_hash(style)}'"]
    rules = {
        "default-src": ["'none'"],
        "img-src": ["'self'", "data:"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
    if with_script:
        rules["script-src"] = ["'self'"]
    if with_view:
        styles.append("'self'")
        rules["img-src"].append("blob:")
        rules["connect-src"] = ["'self'"]
    if import_map:
        rules["script-src"] += ["'wasm-unsafe-eval'", f"'{sheet.source_hash(import_map)}'"]
        rules["connect-src"].append("blob:")
    rules["style-src"] = styles
    return ";".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


@lru_cache(maxsize=64)
def environment_of(voice: Voice) -> Environment:
    """Return the templates as a voice says them."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(voice.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}  # letters are shorter
    environment.filters |= {
        "day": voice.day,
        "number": voice.number,
        "quoted": quote,
        "opening": lambda planning: first(shown(planning)),
        "metres": _metres,
        "file_size": partial(_file_size, voice),
    }
    environment.globals |= {
        "voice": voice,
        "said": voice.said,
        "foreign": partial(_foreign, voice),
        "body": _body,
        "is_simple": is_simple,
        "qr": qr,
        "text_path": partial(paths.text_path, voice.lang),
        "estimated": Survey.ESTIMATED,
        "licence": licence,
        "permission": PERMISSION,
        "feed_path": paths.feed_path,
        "calendar_path": paths.calendar_path,
        "is_halt": lambda item: isinstance(item, route.Halt),
        "is_side": lambda item: isinstance(item, route.Side),
        "version": STATIC_VERSION,
        "view": VIEW,
        "without": WITHOUT,
    }
    return environment


def macro_words(voice: Voice, macro: str, value: str) -> str:
    """Return what a macro of ``macros/words.html`` says of a value, as plain text."""
    words = environment_of(voice).get_template("macros/words.html").module
    return Markup(getattr(words, macro)(value)).unescape()  # noqa: S704 -- our own words


def _foreign(voice: Voice, spoken: str) -> Markup:
    """Return the attributes of a piece that is not in the language of its page's words; nothing if it is."""
    if spoken == voice.spoken:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(spoken, voice.direction(spoken))


def _metres(at: tuple[float, float, float]) -> str:
    """Return a point for a data attribute, to the centimetre."""
    return " ".join(f"{value:.2f}" for value in at)


def _file_size(voice: Voice, size_bytes: int) -> str:
    """Return a size as people read it, with one digit of a megabyte."""
    if size_bytes < LEAST_MEGABYTE_BYTES:
        return f"{voice.number(max(1, round(size_bytes / 1000)))} kB"
    return f"{voice.number(size_bytes / 1_000_000, 1)} MB"


def _body(markdown: str, lang: str) -> Markup:
    return prose(markdown, keep_lines=is_simple(lang))


def partner_of(line: Line, slug: str) -> Partner:
    """Return a partner of the line, or one that is called by its slug."""
    return next((each for each in line.record.partners if each.slug == slug), Partner(slug=slug, name=slug))


def _topic(line: Line, voice: Voice, slug: str) -> Markup:
    found = next((topic.names for topic in line.record.topics if topic.slug == slug), None)
    if not found:
        return escape(slug)
    name, spoken = voice.said(found)
    attributes = _foreign(voice, spoken)
    return Markup("<span{}>{}</span>").format(attributes, name) if attributes else escape(name)
