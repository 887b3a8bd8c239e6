"""Pages of print orders: choose signs, formats and copies, see how far it is, fetch the files as often as one likes."""

import werkzeug
from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.datastructures import Headers, MultiDict

from app.actions.prints import order_print, print_content, print_files, printers, show_prints
from app.actions.signs import show_signs
from app.errors import Invalid, Missing
from app.exchange.records import SignKind
from app.exchange.typed import is_whole_number, whole_number
from app.models import OrderOutput, PrintOrder, Role, SignStage
from app.signage import address, code_size
from app.signage.faults import Fault
from app.signage.sheet import LOW_VISION_FACTOR, SHEETS
from app.web.frame import labels
from app.web.frame.access import require
from app.web.frame.errors import words
from app.web.frame.languages import _
from app.web.signs import sign_filters

bp = Blueprint("prints", __name__)
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
        return _form(request.form, wrong=words(refusal)), 422
    flash(_("Der Auftrag %(number)s ist in Arbeit.", number=order.number))
    return redirect(url_for(".order", order_id=order.id), code=303)


@bp.get("/druck/<int:order_id>/")
def order(order_id: int) -> str:
    return _page(_order(order_id))


@bp.post("/druck/<int:order_id>/noch-einmal")
@require(Role.KEEPER)
def again(order_id: int) -> werkzeug.Response | tuple[str, int]:
    found = _order(order_id)
    try:
        new = order_print.again(g.session, found, public_url=current_app.config["SIGN_URL"], by=g.account)
    except (Invalid, Missing) as refusal:
        return _page(found, wrong=words(refusal)), 422
    flash(_("Der Auftrag %(number)s ist in Arbeit.", number=new.number))
    return redirect(url_for(".order", order_id=new.id), code=303)


@bp.get("/druck/<int:order_id>/<name>.pdf")
def file(order_id: int, name: str) -> Response:
    found = _order(order_id)
    raw = print_files.file(current_app.config["MEDIA"], found, f"{name}.pdf")
    return Response(raw, mimetype="application/pdf", headers=_as(f"{found.number}-{name}.pdf"))


@bp.get("/druck/<int:order_id>.zip")
def archive(order_id: int) -> Response:
    found = _order(order_id)
    pieces = print_files.packed(current_app.config["MEDIA"], found)
    return Response(pieces, mimetype="application/zip", headers=_as(f"{found.number}.zip"))


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
    )


def _order(order_id: int) -> PrintOrder:
    found: PrintOrder | None = g.session.get(PrintOrder, order_id)
    if found is None:
        raise Missing("Diesen Auftrag gibt es nicht.")
    return found


def _words(fault: Fault) -> str:
    return str(_(fault.sentence) % fault.values)


def _as(name: str) -> Headers:
    return Headers({"Content-Disposition": f'attachment; filename="auftrag-{name}"'})


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
    )


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
    )


def _form(given: Form, *, wrong: str = "") -> str:
    """Return the order's form with what was chosen; at first every sign on the page is."""
    only = _filter(given)
    rows = show_signs.signs(g.session, only)
    spoken = print_content.languages(g.session)
    ticked = set(given.getlist("code")) if "output" in given else {row.code for row in rows}
    return render_template(
        "prints/new.html",
        wrong=wrong,
        only=only,
        count=show_signs.count(g.session, only),
        signs=rows,
        ticked=ticked,
        which=given.get("which", "these"),
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
        may_be_trial="trial" in given,
    )


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
