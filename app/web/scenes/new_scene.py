"""Where a scene is begun: from a template, as a copy, or empty, on a page or within the editor; and their pictures."""

from collections.abc import Mapping

import flask
from flask import Blueprint, current_app, g, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from app.actions.content import show_item
from app.actions.library import library_files
from app.actions.people.rights import MAKERS
from app.actions.scenes import new_scene, working_copy
from app.errors import Invalid, Missing
from app.exchange.typed import whole_number
from app.meshes.drafting.templates import Template, templates
from app.models import Item
from app.web.content import editor
from app.web.content.lookup import own
from app.web.frame import errors, languages
from app.web.frame.access import require
from app.web.library.media_store import media
from app.web.scenes.lookup import scene_of

bp = Blueprint("new_scene", __name__)
EMPTY, COPY, TEMPLATE = "empty", "copy", "template:"


@bp.get("/szenen/neu")
@require(*MAKERS)
def new() -> str:
    return _form(_item())


@bp.post("/szenen/neu")
@require(*MAKERS)
def add() -> Response | tuple[str, int]:
    item = _item()
    title, owner = request.form.get("title", ""), request.form.get("partner", "")
    try:
        text = _begun(request.form.get("start", EMPTY), item)
        made = new_scene.begin(g.session, media(), text, title=title, item=item, owner=owner, by=g.account)
    except Invalid as refusal:
        return _form(item, errors.words(refusal)), 422
    return redirect(url_for("scene_editor.edit", asset_id=made.id, item=item.id if item else None), code=303)


@bp.get("/inhalte/<int:item_id>/szene")
@require(*MAKERS)
def of_planning(item_id: int) -> Response:
    """Lead to the scene of a planning, or to where one is begun for it."""
    item = own(item_id).item
    found = new_scene.scene_of(g.session, item, of=g.account)
    if found is None:
        return redirect(url_for(".new", item=item.id))
    return redirect(url_for("scene_editor.edit", asset_id=found.id, item=item.id))


@bp.post("/inhalte/<int:item_id>/szene-aus-vorlage")
@require(*MAKERS)
def into_editor(item_id: int) -> flask.Response:
    """Return the editor with a scene made of a template in it, and all that was typed; the draft is not saved."""
    head, template = own(item_id), _template(request.form.get("template", ""))
    title, owner = head.title[: new_scene.LONGEST_TITLE], head.partner.slug
    made = new_scene.begin(
        g.session, media(), template.text, title=title, item=None, owner=owner, by=g.account, what=template.what
    )
    form = {**request.form.to_dict(), "asset": str(made.slug)}
    typed = editor.typed(head.item, form)
    return editor.page(head, typed.record, typed.origin, form=form)


@bp.get("/szenen/vorlagen/<slug>.webp")
@require(*MAKERS)
def picture(slug: str) -> flask.Response:
    return send_file(_template(slug).picture, mimetype="image/webp", max_age=86400)


def _begun(start: str, item: Item | None) -> str:
    """Return the text that was chosen.  Raises Missing."""
    if start.startswith(TEMPLATE):
        return _template(start.removeprefix(TEMPLATE)).text
    if start == COPY:
        return working_copy.saved_text(media(), scene_of(request.form.get("copy", 0, whole_number)))
    return new_scene.empty(g.session, item, of=g.account)


def _template(slug: str) -> Template:
    found = next((each for each in _templates() if each.slug == slug), None)
    if found is None:
        raise Missing("Diese Vorlage gibt es nicht.")
    return found


def _templates() -> list[Template]:
    return templates(current_app.config["TEMPLATES"])


def _item() -> Item | None:
    """Return the planning for which a scene is begun, if it is for one."""
    item_id = request.args.get("item", None, whole_number)
    return own(item_id).item if item_id else None


def _form(item: Item | None, error: str = "") -> str:
    called = show_item.head(g.session, item).title[: new_scene.LONGEST_TITLE] if item else ""
    return render_template(
        "scenes/new.html",
        item=item,
        error=error,
        title=request.form.get("title", called),
        templates=[(f"{TEMPLATE}{each.slug}", each.slug, _said(each.title), _said(each.what)) for each in _templates()],
        scenes=new_scene.to_copy(g.session),
        copy=request.form.get("copy", 0, whole_number),
        partners=[(each.slug, each.name) for each in library_files.partners(g.session, g.account)],
    )


def install(app: flask.Flask) -> None:
    """Let the editor offer the templates."""
    app.jinja_env.globals["scene_starts"] = lambda: [
        (each.slug, _said(each.title), _said(each.what)) for each in _templates()
    ]


def _said(words: Mapping[str, str]) -> str:
    """Return words in the person's language, else in the first that they were written in."""
    return words.get(languages.chosen()) or next(iter(words.values()))
