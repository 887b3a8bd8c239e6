"""The page on which a scene that was just built goes to an approver: what is still missing, with the fields for it."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import edit
from app.actions.library import library_files, stored_asset
from app.actions.people.rights import MAKERS
from app.actions.scenes import hand_in, new_scene, show_scene, working_copy
from app.actions.scenes.hand_in import Told
from app.errors import Invalid, Missing
from app.exchange.languages import is_simple
from app.models import Asset, BuildState, Planning
from app.web.content.lookup import own
from app.web.frame import current_line, errors, forms, labels
from app.web.frame.access import require
from app.web.frame.languages import _
from app.web.library import file_labels
from app.web.library.media_store import media

bp = Blueprint("hand_in", __name__)
ABOUT = ("author", "licence", "origin")
WAITING = "warten"  # in the address of whoever wants it handed in as soon as it is built


@bp.get("/inhalte/<int:item_id>/szene/freigabe")
@require(*MAKERS)
def show(item_id: int) -> str | Response:
    planning = _planning(item_id)
    asset = new_scene.scene_of(g.session, planning, of=g.account)
    return _page(planning, asset) if asset is not None else _begin(planning)


@bp.post("/inhalte/<int:item_id>/szene/freigabe")
@require(*MAKERS)
def send(item_id: int) -> Response | tuple[str, int]:
    """Keep what was typed and hand in; as long as the scene is being built, only keep it and wait."""
    planning = _planning(item_id)
    asset = new_scene.scene_of(g.session, planning, of=g.account)
    if asset is None:
        return _begin(planning)
    is_built = asset.state is not BuildState.PENDING
    try:
        with g.session.begin_nested():
            draft = hand_in.tell(g.session, planning, asset, _told(asset), by=g.account)
            if is_built:
                hand_in.submit(g.session, media(), draft, asset, by=g.account)
            else:
                hand_in.check(g.session, media(), asset)
    except Invalid as refusal:
        return _page(planning, asset, refusal=refusal), 422
    if not is_built:
        return redirect(url_for(".show", item_id=item_id, warten=1), code=303)
    flash(_("Zur Freigabe gegeben. Jetzt muss jemand anderes zustimmen."))
    return redirect(url_for("planner.item", item_id=item_id), code=303)


def _planning(item_id: int) -> Planning:
    """Return a planning that the person plans for.  Raises Missing and Forbidden."""
    found = own(item_id).item
    if not isinstance(found, Planning):
        raise Missing("Szenen gehören zu Planungen. Bitte eine Planung der Station wählen.")
    return found


def _begin(planning: Planning) -> Response:
    """Lead to where a scene is begun."""
    return redirect(url_for("new_scene.new", item=planning.id), code=303)


def _told(asset: Asset) -> Told:
    """Return what was typed; its fields are called as in the records of the asset and of the planning."""
    names = [each.id for each in hand_in.states(media(), asset, {})]
    about = {name: forms.one_line(request.form[name]) for name in ABOUT if name in request.form}
    return Told(
        about=about,
        alt={tag: {name: _typed(hand_in.field_of(tag, name)) for name in names} for tag in _languages()},
        labels={tag: {name: _typed(_label(tag, name)) for name in names} for tag in _languages()},
    )


def _typed(name: str) -> str:
    return forms.one_line(request.form.get(name, ""))


def _label(language: str, state: str) -> str:
    """Return where the record of a planning says what a state is called."""
    return f"texts.{language}.variants.{state}.label"


def _languages() -> list[str]:
    return [tag for tag in current_line.record().languages if not is_simple(tag)]


def _page(planning: Planning, asset: Asset, *, refusal: Invalid | None = None) -> str:
    draft = edit.open_draft(g.session, planning, of=g.account) or edit.newest(g.session, planning)
    record = draft.record if draft is not None else {}
    states = hand_in.states(media(), asset, record)
    wrong = forms.sentences(refusal) if refusal else {}
    return render_template(
        "scenes/hand_in.html",
        head=own(planning.id),
        thing=asset,
        states=states,
        typed=request.form,
        alt_field=hand_in.field_of,
        label_field=_label,
        nameless={each.id for each in states if each.id not in labels.VARIANTS},
        languages=_languages(),
        licences=file_labels.licences(asset.record.get("licence", "")),
        why_not=library_files.why_not(g.session, asset, g.account),
        lacking=hand_in.lacking(g.session, planning, asset, record),
        posters=stored_asset.posters(asset),
        steps=stored_asset.steps(asset),
        faults=stored_asset.faults(asset),
        text_hash=show_scene.hash_of(working_copy.saved_text(media(), asset)),
        is_waiting=WAITING in request.args and asset.state is BuildState.PENDING,
        refusal=errors.words(refusal) if refusal else "",
        errors=wrong,
    )
