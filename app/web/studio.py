"""The studio: a Flask application of its own, under ``/studio``, so that nothing of it touches a rider's request.

It meets the riders' application only in ``main.py``, which hands over by path.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for
from sqlalchemy.orm import Session, sessionmaker

from app.actions.scenes import drafting
from app.actions.signs.inspection import intervals
from app.config import Config
from app.front import proxies
from app.storage import open_store
from app.web.care import reminders
from app.web.content import approver, autosave, editions, editor, history, own_phone, planner, preview, remarks, share
from app.web.designs import designs, logo_pictures
from app.web.documents import documents
from app.web.frame import (
    cross_site,
    current_line,
    errors,
    field_values,
    help_pages,
    inputs,
    labels,
    language_switch,
    languages,
    moments,
    session,
    shortcut_keys,
    shortcuts,
)
from app.web.items import bulk, bulk_review, items, place, sight_preview
from app.web.library import file_guides, file_labels, kit, library, permits, pictures, replace, tags
from app.web.line import (
    easy_language,
    glossary,
    health,
    journal,
    line,
    line_words,
    on_site,
    openings,
    search,
    statistics,
    timetable,
)
from app.web.packages import packages
from app.web.people import account, notices, oidc, partners, people, sign_in
from app.web.prints import campaigns, code_files, printers, prints
from app.web.scenes import hand_in, new_scene, scene_drawing, scene_editor, scene_underlay
from app.web.signs import goals, inspection, sign_check, sign_tables, signs, survey, work, work_lists
from app.web.surroundings import surroundings
from app.web.translations import translate, translations

PREFIX = "/studio"
STATIC = Path(__file__).parent / "static"
YEAR_S = 365 * 24 * 3600
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
PARTS = (
    *(approver, autosave, editions, history, own_phone, planner, preview, remarks, share),
    *(bulk, bulk_review, items, place, sight_preview, packages, reminders),
    *(designs, documents, file_guides, kit, library, permits, pictures, replace, tags),
    *(hand_in, new_scene, scene_drawing, scene_editor, scene_underlay),
    *(
        campaigns,
        code_files,
        goals,
        inspection,
        printers,
        prints,
        sign_check,
        sign_tables,
        signs,
        survey,
        work,
        work_lists,
    ),
    *(account, notices, oidc, partners, people),
    *(
        easy_language,
        glossary,
        health,
        journal,
        line,
        line_words,
        on_site,
        openings,
        search,
        statistics,
        timetable,
        surroundings,
    ),
    *(translate, translations, help_pages, language_switch, shortcuts),
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "private, no-store",
}


def create(
    config: Config, *, reading: sessionmaker[Session], writing: sessionmaker[Session], wake: Callable[[], None]
) -> Flask:
    """Return the studio.  ``wake`` is called after each commit that may have left work for the jobs."""
    app = Flask(__name__, static_folder=str(STATIC), static_url_path=f"{PREFIX}/static")
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="studio",
        SESSION_COOKIE_PATH=PREFIX,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.public_url.startswith("https:"),
        MAX_CONTENT_LENGTH=inputs.LONGEST_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=inputs.LONGEST_FORM_BYTES,
        PUBLIC_URL=config.public_url,
        SIGN_URL=config.sign_url,
        SITE=config.site,
        POLICY=POLICY,
        BASEMAP_URL=config.basemap_url,
        BASEMAP_CREDIT=config.basemap_credit,
        ORTHOPHOTO_URL=config.orthophoto_url,
        ORTHOPHOTO_CREDIT=config.orthophoto_credit,
        INSPECTION_DAYS=intervals(config.inspection_days),
        MEDIA=open_store(config.media_store),
        FONTS=config.fonts,
        TEMPLATES=config.templates,
        UPLOADS=open_store(config.upload_store),
        DRAFTING=drafting.warm(),
    )
    errors.install(app)
    inputs.install(app)
    session.install(app, reading=reading, writing=writing, wake=wake)
    sign_in.install(app, config)
    oidc.install(app, config)
    cross_site.install(app, public_url=config.public_url)
    app.before_request(inputs.check)
    words = (languages, current_line, labels, field_values, file_labels, shortcut_keys, moments)
    for part in (*words, editor, kit, new_scene, logo_pictures):
        part.install(app)
    for module in PARTS:
        app.register_blueprint(module.bp, url_prefix=PREFIX)
    app.jinja_env.globals["asset"] = lambda name: url_for("static", filename=name, v=version_of(name))
    app.after_request(protect)
    if config.proxies:
        app.wsgi_app = proxies.behind(config.proxies, app.wsgi_app)  # type: ignore[method-assign, assignment]
    return app


@cache
def version_of(name: str) -> str:
    """Return a short hash of a static file, so that its address changes with it."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def protect(response: Response) -> Response:
    """Add the headers that every answer of the studio carries, unless a view has chosen its own."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and response.status_code < 400:
        is_fixed = "v" in request.args or "/vendor/" in request.path  # a vendored file has its version in its name
        response.headers["Cache-Control"] = f"private, max-age={YEAR_S}, immutable" if is_fixed else "no-cache"
    return response
