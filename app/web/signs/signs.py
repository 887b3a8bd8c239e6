"""Pages of the sign keeper: every sign, what is known about it, its code to download, and its state."""

from collections.abc import Mapping

import werkzeug
from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import format_decimal

from app import qr
from app.actions.items import show_place
from app.actions.line import show_journal, show_line
from app.actions.people.rights import check
from app.actions.records import line_record, record_json
from app.actions.signs import check_signs, lead_sign, nearness, show_signs, signs
from app.errors import Invalid, Missing, Overtaken
from app.exchange.records import Place, SignKind, SignRecord, Survey
from app.exchange.typed import whole_number
from app.models import SIGN_MOVES, Role, Sign, SignStage, Station
from app.signage.address import scan_address
from app.signage.sheet import SHEETS
from app.web.frame import current_line, diagram, labels, maps, pick
from app.web.frame.access import may, require
from app.web.frame.field_values import field_value, point
from app.web.frame.forms import sentences
from app.web.frame.languages import _
from app.web.signs import goal_words, sign_filters, sign_forms
from app.web.signs.sign_picture import picture_of

bp = Blueprint("signs", __name__)
MODULE_PX = 24  # of the PNG: sharp up to a poster


@bp.get("/schilder/")
def index() -> str:
    only, page = chosen(), max(1, request.args.get("page", 1, type=whole_number))
    count = show_signs.count(g.session, only)
    return render_template(
        "signs/index.html",
        signs=show_signs.signs(g.session, only, page=page),
        only=only,
        count=count,
        page=page,
        pages=-(-count // show_signs.PAGE),
        choices=sign_filters.choices(),
        may_add=bool(show_signs.stations(g.session, keeper=g.account)) and sign_filters.keeps(),
    )


@bp.get("/schilder/linie/")
def on_line() -> str:
    """Show the signs of every station along the line."""
    at_stops = show_signs.at_stops(g.session)
    rows = diagram.rows(current_line.record().branches, show_line.stops(g.session), at_stops)
    return render_template("signs/on_line.html", rows=rows)


@bp.get("/schilder/hilfe/")
def guide() -> str:
    """Tell the keeper's story, with pictures of three signs."""
    return render_template("signs/help.html")


@bp.get("/schilder/karte/")
def on_map() -> Response:
    """Show where signs are and where they face, those of the filter only."""
    only = chosen()
    stops, tracks = show_place.along_line(g.session, current_line.record().branches)
    at_stops = show_signs.at_stops(g.session)  # the others go without a name: there are too many
    scene = {
        "stops": [
            {"name": each["name"] if each["dhid"] in at_stops else "", "at": (each["lat"], each["lon"])}
            for each in stops
        ],
        "tracks": tracks,
        "signs": [
            {
                **vars(each),
                "name": str(_("Schild %(code)s", code=each.code)),
                "href": url_for(".sign", code=each.code),
            }
            for each in show_signs.places(g.session, only)
        ],
        "plannings": [],
        "tiles": maps.tiles(),
    }
    return maps.with_tiles(render_template("signs/on_map.html", scene=scene, only=only, choices=sign_filters.choices()))


@bp.route("/schilder/neu", methods=["GET", "POST"])
@require(Role.KEEPER)
def new() -> str | werkzeug.Response | tuple[str, int]:
    station = _station(request.values.get("station", 0, type=whole_number))
    if station is None or pick.target(request.args):
        field, is_unanswered = pick.station("station", keeper=g.account), pick.is_unanswered(request.args, "station")
        page = render_template("signs/choose_station.html", station=field, is_unanswered=is_unanswered)
        return (page, 422) if is_unanswered else page
    check(g.account, Role.KEEPER, station.owner)
    if request.method == "GET":
        return _form(sign_forms.shown(signs.at_stop(g.session, station, SignKind.A3), current_line.record()), station)
    values = sign_forms.typed(request.form, current_line.record())
    try:
        record = sign_forms.filled(values, "new", SignStage.PLANNED.value, current_line.record())
        if doubt := _doubt(station, record.place):
            return _form(values, station, doubt=doubt), 422
        made = signs.add_sign(g.session, station, record, by=g.account, source=sign_filters.SOURCE)
    except Invalid as refusal:
        return _form(values, station, errors=sentences(refusal)), 422
    flash(_("Angelegt mit dem Code %(code)s.", code=made.code))
    return redirect(url_for(".sign", code=made.code), code=303)


@bp.get("/schilder/<code>/")
def sign(code: str) -> str:
    found = show_signs.sign(g.session, code)
    return render_template(
        "signs/sign.html",
        sign=found,
        row=show_signs.row(g.session, found),
        goal=(goal := lead_sign.goal_on(g.session, found, line_record.today(g.session))),
        leads_to=goal_words.leads_to(found, goal),
        facts=_facts(found),
        address=_address(found),
        moves=sorted(SIGN_MOVES[found.state]),
        may_keep=may(Role.KEEPER, found.station.partner),
        checks=check_signs.of(g.session, found),
        runs=show_signs.printed(g.session, found),
        events=show_journal.entries(g.session, show_journal.Wanted(code=found.code)),
        sheet=SHEETS[record_json.sign_record(found).kind],
    )


@bp.route("/schilder/<code>/bearbeiten", methods=["GET", "POST"])
@require(Role.KEEPER)
def edit(code: str) -> str | werkzeug.Response | tuple[str, int]:
    found = show_signs.sign(g.session, code)
    check(g.account, Role.KEEPER, found.station.owner)
    if request.method == "GET":
        return _form(sign_forms.shown(record_json.sign_record(found), current_line.record()), found.station, sign=found)
    values = sign_forms.typed(request.form, current_line.record())
    try:
        record = sign_forms.filled(values, code, found.state.value, current_line.record())
        version = request.form.get("version", 0, type=whole_number)
        is_moved = _point(record.place) != _point(record_json.sign_record(found).place)
        if is_moved and (doubt := _doubt(found.station, record.place)):
            return _form(values, found.station, sign=found, doubt=doubt), 422
        is_changed = signs.edit(g.session, found, record, version=version, by=g.account)
    except Overtaken:
        return _form(values, found.station, sign=found, later=record_json.sign_record(found)), 409
    except Invalid as refusal:
        told = sentences(refusal) or {"kind": str(_(refusal.sentence))}
        return _form(values, found.station, sign=found, errors=told), 422
    flash(_("Gespeichert. Es gilt sofort.") if is_changed else _("Es hat sich nichts geändert."))
    return redirect(url_for(".sign", code=code), code=303)


@bp.get("/schilder/<code>/ansicht")
def picture(code: str) -> Response:
    """Draw the sign as it would be printed today, or say why it cannot be."""
    raw, kind = picture_of(g.session, show_signs.sign(g.session, code), current_app.config)
    return Response(raw, mimetype=kind)


@bp.get("/schilder/<code>.svg")
def svg(code: str) -> Response:
    found = show_signs.sign(g.session, code)
    drawing = qr.svg(_address(found), code_mm=found.record.get("code_mm", 160.0))
    return Response(drawing, mimetype="image/svg+xml")


@bp.get("/schilder/<code>.png")
def png(code: str) -> Response:
    found = show_signs.sign(g.session, code)
    return Response(qr.png(_address(found), module_px=MODULE_PX), mimetype="image/png")


@bp.post("/schilder/<code>/zustand")
@require(Role.KEEPER)
def move(code: str) -> werkzeug.Response:
    found = show_signs.sign(g.session, code)
    instead = request.form.get("moved_to", "").strip().upper()
    moved_to = show_signs.sign(g.session, instead) if instead else None
    signs.move(g.session, found, _state(request.form.get("state", "")), by=g.account, moved_to=moved_to)
    flash(_("Notiert: %(state)s.", state=labels.SIGN_STATES[found.state]))
    return redirect(url_for(".sign", code=code), code=303)


def chosen() -> show_signs.Filter:
    """Return which signs the address asks for; what is unknown asks for nothing."""
    given = request.args.get
    kind, state = given("kind", ""), given("state", "")
    return show_signs.Filter(
        station_id=request.args.get("station", 0, type=whole_number),
        partner=given("partner", ""),
        kind=kind if kind in set(SignKind) else "",
        state=state if state in set(SignStage) else "",
        find=given("q", "").strip(),
    )


def _station(station_id: int) -> Station | None:
    if not station_id:
        return None
    found: Station | None = g.session.get(Station, station_id)
    if found is None:
        raise Missing("Diese Station gibt es nicht.")
    return found


def _point(place: Place) -> tuple[float, float]:
    return place.lat, place.lon


def _doubt(station: Station, place: Place) -> str:
    """Return what is to be asked about a place, unless it was answered: whether it is meant to be far away."""
    values = nearness.far(station, place) if "sure" not in request.form else None
    return str(_(nearness.FAR) % values) if values else ""


def _form(
    values: Mapping[str, str],
    station: Station,
    *,
    sign: Sign | None = None,
    errors: Mapping[str, str] | None = None,
    later: SignRecord | None = None,
    doubt: str = "",
) -> str:
    """Return the form with what was typed; ``later`` is what somebody else stored meanwhile."""
    plannings = show_signs.plannings(g.session, station)
    stored = sign_forms.shown(later, current_line.record()) if later else {}
    return render_template(
        "signs/edit.html",
        values=values,
        station=station,
        station_title=dict(show_signs.stations(g.session)).get(station.id, station.slug),
        sign=sign,
        errors=errors or {},
        doubt=doubt,
        is_sure="sure" in request.form,
        differences={name: stored[name] for name in stored if stored[name] != values.get(name, "")},
        kinds=[(kind.value, f"{labels.SIGN_KINDS[kind]} ({labels.size(kind)})") for kind in SignKind],
        languages=sign_forms.languages(current_line.record()),
        plannings=[("", _("keine: führt zur Station")), *plannings],
        surveys=[(each.value, str(labels.SURVEYS[each])) for each in (Survey.ESTIMATED, Survey.MEASURED)],
        is_planned=sign is None or sign.state is SignStage.PLANNED,
    )


def _state(given: str) -> SignStage:
    if given not in set(SignStage):
        raise Invalid("„%(given)s“ ist kein Zustand eines Schilds.", given=given)
    return SignStage(given)


def _address(sign: Sign) -> str:
    return scan_address(current_app.config["SIGN_URL"], sign.code)


def _facts(sign: Sign) -> list[tuple[str, str]]:
    """Return name and value of what is known about a sign, as one reads it."""
    record = record_json.sign_record(sign)
    spot, number = record.place, format_decimal
    return [
        (_("Ort"), labels.spoken(record.where)),
        (_("Art"), f"{labels.SIGN_KINDS[record.kind]} ({labels.size(record.kind)})"),
        (
            _("Lage"),
            f"{point(spot.lat, spot.lon)} ± {number(spot.uncertainty_m)} m"
            f" ({_surveyed(spot.status, spot.by, spot.on)})",
        ),
        (
            _("Ausrichtung"),
            f"{number(record.facing_deg)}° ± {number(record.facing_uncertainty_deg)}°"
            f" ({_surveyed(record.facing_status, record.facing_by, record.facing_on)})",
        ),
        (
            _("Höhe des Codes"),
            f"{number(record.code_height_m)} ± {number(record.code_height_uncertainty_m)} m"
            f" ({_surveyed(record.code_height_status, record.code_height_by, record.code_height_on)})",
        ),
        (_("Breite des Codes"), f"{number(record.code_mm)} mm"),
    ]


def _surveyed(status: Survey, by: str, on: str) -> str:
    """Return how something is known: *vermessen, Vermessungsamt, 23. Nov. 2026*."""
    return ", ".join(
        part for part in (str(labels.SURVEYS[status]), by, field_value("place.on", on) if on else "") if part
    )
