"""Pages of print orders: choose signs, formats and copies, see how far it is, fetch the files as often as one likes."""

from collections.abc import Mapping, Sequence

import werkzeug
from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.datastructures import Headers, MultiDict

from app.actions.prints import (
    campaigns,
    cancel_order,
    changes_since,
    order_print,
    page_picture,
    print_content,
    print_files,
    printers,
    show_prints,
)
from app.actions.prints.campaigns import Step
from app.actions.signs import show_signs
from app.errors import Invalid, Missing
from app.exchange.reading import Faults, read
from app.exchange.records import SignKind
from app.exchange.typed import is_whole_number, whole_number
from app.i18n import N_
from app.models import Campaign, OrderOutput, OrderState, PrintOrder, Role, SignStage
from app.signage import address, code_size
from app.signage.faults import Fault
from app.signage.order_note import PRINTED, OrderNote
from app.signage.sheet import LOW_VISION_FACTOR, SHEETS
from app.web.frame import labels
from app.web.frame.access import require
from app.web.frame.errors import words
from app.web.frame.forms import sentences
from app.web.frame.languages import _
from app.web.prints.print_labels import changed_name
from app.web.signs import sign_filters

bp = Blueprint("prints", __name__)
PAGES, FIRST_PAGES = 24, 12  # shown at once
SAMPLE = "000000"  # as long as every code
Form = MultiDict[str, str]


@bp.get("/druck/")
def index() -> str:
    page = max(1, request.args.get("page", 1, type=whole_number))
    count = show_prints.count(g.session)
    return render_template(
        "prints/index.html",
        orders=show_prints.orders(g.session, page=page),
        page=page,
        pages=-(-count // show_prints.PAGE),
        may_order=sign_filters.keeps(),
    )


@bp.get("/druck/neu")
@require(Role.KEEPER)
def new() -> str:
    return _form(request.args)


@bp.post("/druck/neu")
@require(Role.KEEPER)
def place() -> werkzeug.Response | tuple[str, int]:
    try:
        order = order_print.place(
            g.session, _wanted(request.form), public_url=current_app.config["SIGN_URL"], by=g.account
        )
    except (Invalid, Missing) as refusal:
        faults = sentences(refusal) if isinstance(refusal, Invalid) else {}
        return _form(request.form, wrong=words(refusal), errors=faults), 422
    if order.is_ordered:
        flash(_("Der Auftrag %(number)s ist in Arbeit.", number=order.number))
    return redirect(url_for(".order", order_id=order.id), code=303)


@bp.get("/druck/<int:order_id>/")
def order(order_id: int) -> str:
    return _page(_order(order_id))


@bp.get("/druck/<int:order_id>/noch-einmal")
@require(Role.KEEPER)
def since(order_id: int) -> str:
    """Show what would be printed otherwise if this was ordered again."""
    return _since(_order(order_id))


@bp.post("/druck/<int:order_id>/noch-einmal")
@require(Role.KEEPER)
def again(order_id: int) -> werkzeug.Response | tuple[str, int]:
    found = _order(order_id)
    try:
        new = order_print.again(g.session, found, public_url=current_app.config["SIGN_URL"], by=g.account)
    except (Invalid, Missing) as refusal:
        return _since(found, wrong=words(refusal)), 422
    flash(_("Der Auftrag %(number)s ist in Arbeit.", number=new.number))
    return redirect(url_for(".order", order_id=new.id), code=303)


@bp.post("/druck/<int:order_id>/bestellen")
@require(Role.KEEPER)
def confirm(order_id: int) -> werkzeug.Response | tuple[str, int]:
    found = _order(order_id)
    try:
        order_print.confirm(g.session, found, by=g.account)
    except (Invalid, Missing) as refusal:
        return _page(found, wrong=words(refusal)), 422
    flash(_("Der Auftrag %(number)s ist erteilt.", number=found.number))
    return redirect(url_for(".order", order_id=order_id), code=303)


@bp.post("/druck/<int:order_id>/stornieren")
@require(Role.KEEPER)
def cancel(order_id: int) -> werkzeug.Response | tuple[str, int]:
    found = _order(order_id)
    try:
        cancel_order.cancel(g.session, found, reason=request.form.get("reason", ""), by=g.account)
    except Invalid as refusal:
        return _page(found, wrong=words(refusal)), 422
    flash(_("Der Auftrag %(number)s ist storniert. Bitte auch der Druckerei Bescheid geben.", number=found.number))
    return redirect(url_for(".order", order_id=order_id), code=303)


@bp.post("/druck/<int:order_id>/neu-herstellen")
@require(Role.KEEPER)
def remake(order_id: int) -> werkzeug.Response:
    print_files.remake(g.session, _order(order_id), by=g.account)
    flash(_("Was fehlt, wird neu hergestellt. Bitte die Seite gleich neu laden."))
    return redirect(url_for(".order", order_id=order_id), code=303)


@bp.get("/druck/<int:order_id>/seiten/")
def pages(order_id: int) -> str:
    """Show every page as it will be, some at a time."""
    found = _order(order_id)
    whole, page = page_picture.pages(found), max(1, request.args.get("page", 1, type=whole_number))
    return render_template(
        "prints/pages.html",
        order=found,
        shown=whole[(page - 1) * PAGES : page * PAGES],
        count=len(whole),
        page=page,
        pages=-(-len(whole) // PAGES),
    )


@bp.get("/druck/<int:order_id>/seiten/<name>-<int:number>.png")
def page_of(order_id: int, name: str, number: int) -> Response:
    raw = page_picture.draw(current_app.config["MEDIA"], _order(order_id), f"{name}.pdf", number)
    return Response(raw, mimetype="image/png", headers={"Cache-Control": "private, max-age=3600"})


@bp.get("/druck/<int:order_id>/<name>.pdf")
def file(order_id: int, name: str) -> Response:
    found = _order(order_id)
    raw = print_files.file(current_app.config["MEDIA"], found, f"{name}.pdf")
    return Response(raw, mimetype="application/pdf", headers=_as(f"{found.number}-{name}.pdf", found))


@bp.get("/druck/<int:order_id>.zip")
def archive(order_id: int) -> Response:
    found = _order(order_id)
    pieces = print_files.packed(current_app.config["MEDIA"], found)
    return Response(pieces, mimetype="application/zip", headers=_as(f"{found.number}.zip", found))


def _page(found: PrintOrder, *, wrong: str = "") -> str:
    done = sum(each.signs for each in print_files.files(found))
    return render_template(
        "prints/order.html",
        order=found,
        wrong=wrong,
        may_order=sign_filters.keeps(),
        done=done,
        faults=[(told, _words(told.fault)) for told in show_prints.faults(g.session, found)],
        items=show_prints.items(found),
        shown=page_picture.pages(found)[:FIRST_PAGES] if found.state is OrderState.CHECKED else [],
        lost=print_files.lost(current_app.config["MEDIA"], found) if found.state is OrderState.RELEASED else [],
        undecided=show_prints.undecided(g.session, found),
        reason=request.form.get("reason", ""),
    )


def _since(found: PrintOrder, *, wrong: str = "") -> str:
    changed = changes_since.changes(g.session, found, public_url=current_app.config["SIGN_URL"])
    return render_template("prints/since.html", order=found, changed=changed, wrong=wrong, changed_name=changed_name)


def _order(order_id: int) -> PrintOrder:
    found: PrintOrder | None = g.session.get(PrintOrder, order_id)
    if found is None:
        raise Missing("Diesen Auftrag gibt es nicht.")
    return found


def _words(fault: Fault) -> str:
    return str(_(fault.sentence) % fault.values)


def _as(name: str, found: PrintOrder) -> Headers:
    kind = "probe" if found.release is OrderOutput.TRIAL else "auftrag"
    return Headers({"Content-Disposition": f'attachment; filename="{kind}-{name}"'})


def _wanted(form: Form) -> order_print.Wanted:
    """Return what a form orders.  A number that is none counts as 0, which is refused with a sentence."""
    chosen = form.getlist("code")
    if form.get("which") == "all":
        chosen = show_signs.codes(g.session, _filter(form))
    kinds = show_signs.kinds(g.session, chosen)
    copies = {code: _number(form.get(f"copies.{kinds[code]}", "1")) if code in kinds else 1 for code in chosen}
    output = form.get("output", "")
    return order_print.Wanted(
        copies=copies,
        output=OrderOutput(output) if output in set(OrderOutput) else OrderOutput.PRINT,
        printer=form.get("printer", printers.STANDARD),
        languages=form.getlist("language"),
        may_be_trial="trial" in form,
        is_ordered=form.get("step") != "look",
        note=_note(form),
    )


def _note(form: Form) -> OrderNote:
    """Return what the print shop is told.  Raises Invalid with every fault."""
    faults = Faults("")
    given = {name: " ".join(text.split()) for name in PRINTED if (text := form.get(name, ""))}
    note = read(OrderNote, given, faults)
    if note is not None and not note.is_possible:
        wrong, allowed = N_("„%(given)s“ ist kein Tag."), N_("Erwartet wird zum Beispiel 2026-12-24.")
        faults.add("due_on", wrong, allowed, given=note.due_on)
    if note is None or faults.found:
        raise Invalid("So lässt sich das nicht bestellen. Bitte die markierten Felder prüfen.", faults=faults.found)
    return note


def _filter(given: Form) -> show_signs.Filter:
    """Return which of the signs that the person keeps the form is about."""
    kind, state = given.get("kind", ""), given.get("state", "")
    return show_signs.Filter(
        station_id=given.get("station", 0, type=whole_number),
        kind=kind if kind in set(SignKind) else "",
        state=state if state in set(SignStage) else "",
        find=given.get("q", ""),
        keeper=g.account,
        in_use=True,
        codes=_of_campaign(given),
    )


def _of_campaign(given: Form) -> list[str] | None:
    """Return the signs still to be printed of the campaign that the form is about; None if it is about none."""
    number = given.get("campaign", 0, type=whole_number)
    found: Campaign | None = g.session.get(Campaign, number) if number else None
    return campaigns.codes_at(g.session, found, Step.OPEN) if found else None


def _form(given: Form, *, wrong: str = "", errors: Mapping[str, str] | None = None) -> str:
    """Return the order's form with what was chosen; at first the signs never printed, or all of a campaign."""
    only = _filter(given)
    rows = show_signs.signs(g.session, only)
    spoken = print_content.languages(g.session)
    ticked = set(given.getlist("code")) if "output" in given else _first_ticked(rows, only)
    return render_template(
        "prints/new.html",
        wrong=wrong,
        only=only,
        count=show_signs.count(g.session, only),
        signs=rows,
        ticked=ticked,
        which=given.get("which", "these" if only.codes is None else "all"),
        formats=[_format(kind, given) for kind in SignKind if any(row.kind == kind for row in rows)],
        outputs=[(each.value, str(labels.OUTPUTS[each])) for each in OrderOutput],
        output=given.get("output", OrderOutput.PRINT.value),
        printers=[(each.slug, each.record["name"]) for each in printers.all_printers(g.session)],
        printer=given.get("printer", printers.STANDARD),
        main_language=spoken[0],
        languages=spoken[1:],
        spoken=given.getlist("language") if "output" in given else spoken[1:2],
        choices=sign_filters.choices(),
        unfit=_unfit(),
        undecided=show_prints.undecided_words(g.session),
        given=given,
        errors=errors or {},
        may_be_trial="trial" in given,
    )


def _first_ticked(rows: Sequence[show_signs.SignRow], only: show_signs.Filter) -> set[str]:
    if only.codes is not None:
        return {row.code for row in rows}
    asked = {row.code for row in rows if row.code == only.find.strip().upper()}
    return asked or {row.code for row in rows if row.state is SignStage.PLANNED}


def _unfit() -> str:
    """Return why the address of signs must not hang in public, or nothing."""
    found = address.unfit(current_app.config["SIGN_URL"])
    return str(_(found[0]) % found[1]) if found else ""


def _format(kind: SignKind, given: Form) -> dict[str, object]:
    """Return what one should know of a kind before ordering it: its size, and from how far it is read (DIN 1450)."""
    sheet = SHEETS[kind]
    return {
        "kind": kind.value,
        "sheet": sheet,
        "name_low_m": sheet.name_distance_m / LOW_VISION_FACTOR,
        "text_low_m": sheet.text_distance_m / LOW_VISION_FACTOR,
        "copies": given.get(f"copies.{kind.value}", "1"),
        "code": code_size.of_address(address.scan_address(current_app.config["SIGN_URL"], SAMPLE), sheet.code_mm),
    }


def _number(text: str) -> int:
    return int(text) if is_whole_number(text) and len(text) < 5 else 0
