"""Pages of the design of signs: which there are, beginning one, and every format in one before it takes effect.

They are written, handed in and decided on as all content is (``web/content``).
"""

import base64
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import preview, show_item
from app.actions.content.origin import of_form
from app.actions.designs import begin_design, show_designs, take_logo
from app.actions.people.rights import MAKERS
from app.actions.prints import print_content
from app.actions.records import record_json
from app.errors import Invalid, Missing
from app.exchange.designs import Logo
from app.exchange.reading import Fault, plain
from app.exchange.typed import whole_number
from app.i18n import N_
from app.models import Item, Kind, Revision, Role, SignDesign
from app.models.base import Json
from app.signage.sheet import SHEETS, Sheet
from app.web.content import editor, framed
from app.web.content.lookup import own, revision_of
from app.web.content.shown_as import shown_as
from app.web.frame import forms, labels
from app.web.frame.access import may, require
from app.web.frame.languages import _

bp = Blueprint("designs", __name__)
NONE = N_("Diese Gestaltung gibt es nicht.")
NO_FILE, CHOOSE = N_("Es ist keine Datei gewählt."), N_("Bitte eine SVG- oder PDF-Datei wählen.")
LOGOS = ("logos", "funders")  # the lists of a design


@dataclass(frozen=True)
class Shown:
    """A format as the page shows it: its picture as an address, or sentences about what is wrong with it."""

    kind: str
    sheet: Sheet
    picture: str
    wrong: Sequence[str]


@bp.get("/schilder/gestaltung/")
def index() -> str:
    found = show_designs.rows(g.session)
    may_begin = {row.owner.id for row in found if may(Role.PLANNER, row.owner)}
    return render_template("designs/index.html", rows=found, may_begin=may_begin)


@bp.post("/schilder/gestaltung/")
@require(Role.PLANNER)
def begin() -> Response:
    """Begin the design of a partner, or without one that of the line."""
    slug = request.form.get("partner", "")
    partners = (row.partner for row in show_designs.rows(g.session) if row.partner)
    partner = next((each for each in partners if each.slug == slug), None)
    if slug and partner is None:
        raise Missing("Diesen Partner gibt es nicht.")
    design = begin_design.begin(g.session, partner, by=g.account)
    return redirect(url_for("planner.edit", item_id=design.id), code=303)


@bp.get("/schilder/gestaltung/<int:sign_design_id>/formate")
def formats(sign_design_id: int) -> str:
    """Show every format in the version that the address names, else in the newest, before it takes effect."""
    revision = _revision(sign_design_id)
    spoken = print_content.languages(g.session)
    language = request.args.get("language", spoken[0])
    return render_template(
        "designs/formats.html",
        head=show_item.head(g.session, revision.item),
        revision=revision,
        shown_as=shown_as(revision),
        language_of_signs=language if language in spoken else spoken[0],
        languages=spoken,
        formats=_shown(revision.item, revision.record, language),
    )


@bp.get("/schilder/gestaltung/<int:sign_design_id>/formate/<language>")
@framed.spoken
def frame(sign_design_id: int, language: str) -> Response:
    """Show them in a frame, with what the address says is being typed; nothing of it is kept."""
    revision = _revision(sign_design_id)
    record = plain(editor.filled(record_json.record(Kind.DESIGN, revision.record), request.args))
    try:
        record_json.checked(g.session, revision.item, record)
    except Invalid as refusal:
        wrong = {labels.field_name(name): words for name, words in forms.sentences(refusal).items()}
        return framed.sentence(wrong, 422)
    shown = _shown(revision.item, record, language)
    return current_app.make_response(render_template("designs/framed.html", formats=shown))


@bp.post("/schilder/gestaltung/<int:sign_design_id>/logo")
@require(*MAKERS)
def add_logo(sign_design_id: int) -> str | tuple[Response, int]:
    """Return the editor with what is typed and one logo more, or what is wrong with its file; htmx gets the rows."""
    head = own(sign_design_id)
    form, only = request.form.to_dict(), request.form.get("then", "").removeprefix("add.")
    if not head.is_design or only not in LOGOS:
        raise Missing(NONE)
    errors: dict[str, str] = {}
    try:
        logo = _taken(only)
        place = len(forms.rows(form, only))
        form |= {f"rows.{only}": "1", f"{only}.{place}.file": logo.file, f"{only}.{place}.name": logo.name}
    except Invalid as refusal:
        errors[f"new.{only}"] = " ".join(forms.sentences(refusal).values())
    typed = editor.typed(head.item, form, of_form(form))
    if "HX-Request" in request.headers:  # which shows nothing of a refusal
        return render_template(
            "designs/logos.html", head=head, only=only, **editor.fields(head, typed.record, form, errors=errors)
        )
    return editor.page(head, typed.record, typed.origin, errors=errors, form=form), 422 if errors else 200


def _taken(only: str) -> Logo:
    """Return the logo that came with the form.  Raises Invalid if there is none, or with what is wrong with it."""
    given = request.files.get(f"new.{only}")
    if given is None or not given.filename:
        raise Invalid(NO_FILE, faults=[Fault("", "file", NO_FILE, CHOOSE)])
    with closing(given.stream) as file:
        return take_logo.take(current_app.config["MEDIA"], file, name=given.filename)


def _shown(item: Item, record: Json, language: str) -> list[Shown]:
    found = show_designs.formats(
        g.session,
        current_app.config["MEDIA"],
        item,
        record,
        language=language,
        public_url=current_app.config["SIGN_URL"],
        fonts=current_app.config["FONTS"],
    )
    return [
        Shown(
            kind=each.kind.value,
            sheet=SHEETS[each.kind],
            picture=f"data:image/png;base64,{base64.b64encode(each.picture).decode()}" if each.picture else "",
            wrong=[str(_(fault.sentence)) % fault.values for fault in each.faults],
        )
        for each in found
    ]


def _revision(sign_design_id: int) -> Revision:
    """Return the version that the address names, else the newest.  Raises Missing unless it is one of the design."""
    design: SignDesign | None = g.session.get(SignDesign, sign_design_id)
    if design is None:
        raise Missing(NONE)
    asked = request.args.get("fassung", 0, type=whole_number)
    found = revision_of(asked) if asked else preview.newest(g.session, design, of=g.account)
    if found is None or found.item is not design:
        raise Missing(NONE)
    return found
