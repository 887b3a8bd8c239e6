"""The glossary: the words that translations are to use, kept by the planners of all partners."""

from collections.abc import Mapping

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.wording import glossary
from app.errors import Invalid, Overtaken
from app.exchange.terms import Term
from app.models import Role
from app.web.frame import current_line, errors, forms
from app.web.frame.access import holds, require
from app.web.frame.languages import _

bp = Blueprint("glossary", __name__)
NEW = Term(term="")


@bp.get("/linie/glossar/")
def index() -> str:
    return render_template(
        "line/glossary/index.html",
        terms=glossary.terms(g.session),
        languages=current_line.record().languages,
        may_plan=holds(Role.PLANNER),
    )


@bp.get("/linie/glossar/wort")
@require(Role.PLANNER)
def edit() -> str:
    name = request.args.get("wort", "")
    term = glossary.term(g.session, name) if name else NEW
    return _edit(term, was=name, version=glossary.seen(term) if name else "")


@bp.post("/linie/glossar/wort")
@require(Role.PLANNER)
def save() -> Response | tuple[str, int]:
    was, version = request.form.get("was", ""), request.form.get("version", "")
    if was and request.form.get("then") == "remove":
        glossary.remove(g.session, was=was, version=version, by=g.account)
        flash(_("„%(term)s“ steht nicht mehr im Glossar.", term=was))
        return redirect(url_for(".index"), code=303)
    given = _given(request.form)
    try:
        kept = glossary.keep(g.session, given, was=was, version=version, by=g.account)
    except Invalid as refusal:
        return _edit(_typed(given), was=was, version=version, faults=forms.sentences(refusal)), 422
    except Overtaken as refusal:
        newer = glossary.term(g.session, was)
        page = _edit(_typed(given), was=was, version=glossary.seen(newer), newer=newer, refusal=errors.words(refusal))
        return page, 409
    flash(_("„%(term)s“ ist gespeichert.", term=kept.term))
    return redirect(url_for(".index"), code=303)


def _given(form: Mapping[str, str]) -> dict[str, object]:
    """Return a term as a form says it; languages without a word are left out."""
    names = {tag: forms.one_line(form.get(f"names.{tag}", "")) for tag in _others()}
    lines = {name: forms.one_line(form.get(name, "")) for name in ("term", "meaning")}
    return {**lines, "names": {tag: words for tag, words in names.items() if words}}


def _typed(given: Mapping[str, object]) -> Term:
    return Term(**given)  # type: ignore[arg-type]  # of the shape that ``_given`` makes


def _edit(
    term: Term,
    *,
    was: str,
    version: str,
    faults: Mapping[str, str] | None = None,
    newer: Term | None = None,
    refusal: str = "",
) -> str:
    return render_template(
        "line/glossary/edit.html",
        term=term,
        was=was,
        version=version,
        errors=faults or {},
        newer=newer,
        refusal=refusal,
        languages=_others(),
    )


def _others() -> tuple[str, ...]:
    return current_line.record().languages[1:]
