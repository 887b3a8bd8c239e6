"""Pages of the admins: who works in the studio, and what they may do there."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.content import show_item
from app.actions.items import show_assigned
from app.actions.line import show_journal
from app.actions.people import assignments, mail_queue, people, show_people
from app.actions.records.line_record import today
from app.actions.translations import translation_table
from app.errors import Invalid
from app.exchange.typed import is_whole_number, whole_number
from app.models import Account, Item, Role
from app.web.frame import errors
from app.web.frame.access import require
from app.web.frame.languages import _, _l
from app.web.people import letters

bp = Blueprint("people", __name__)
AT_PARTNER = {  # roles, and what whoever has one does
    Role.PLANNER: _l("schreibt, bringt Bilder und 3D und gibt zur Freigabe"),
    Role.APPROVER: _l("entscheidet über das, was andere geschrieben haben, veröffentlicht und zieht zurück"),
    Role.KEEPER: _l("legt Schilder an, bestellt, misst und prüft sie"),
    Role.AGENCY: _l("plant nur das, was ihm zugeteilt ist"),
    Role.TRANSLATOR: _l("ändert nur Texte der zugeteilten Sprachen"),
    Role.GUEST: _l("liest mit und merkt an, ändert nichts"),
}
Page = str | tuple[str, int]


@bp.get("/menschen/")
@require(Role.ADMIN)
def index() -> str:
    page, search = request.args.get("page", 1, type=whole_number), request.args.get("q", "")
    found, pages = show_people.people(g.session, search=search, page=page)
    return render_template("people/index.html", people=found, page=page, pages=pages, search=search)


@bp.get("/menschen/neu")
@require(Role.ADMIN)
def new() -> str:
    return _new({})


@bp.post("/menschen/neu")
@require(Role.ADMIN)
def invite() -> Page | Response:
    given = request.form
    try:
        account = people.invite(
            g.session, email=given.get("email", ""), name=given.get("name", ""), tasks=_tasks(), by=g.account
        )
    except Invalid as refusal:
        return _new(given, wrong=errors.words(refusal)), 422
    if not letters.can_be_sent():
        people.note_link(g.session, account, by=g.account)
        return _person(account, link=letters.password_link(account))
    letters.invited(account, by=g.account)
    flash(_("Eingeladen. Eine Mail mit dem Link zum Passwort ist unterwegs."))
    return redirect(url_for(".person", account_id=account.id), code=303)


@bp.get("/menschen/<int:account_id>/")
@require(Role.ADMIN)
def person(account_id: int) -> str:
    return _person(show_people.person(g.session, account_id))


@bp.post("/menschen/<int:account_id>/aufgaben")
@require(Role.ADMIN)
def set_roles(account_id: int) -> Response:
    account = show_people.person(g.session, account_id)
    people.set_roles(g.session, account, _tasks(), by=g.account)
    flash(_("Die Aufgaben sind geändert. Sie gelten sofort."))
    return redirect(url_for(".person" if g.account.is_admin else "line.start", account_id=account_id), code=303)


@bp.post("/menschen/<int:account_id>/auftrag/<int:item_id>/geben")
@require(Role.ADMIN)
def give(account_id: int, item_id: int) -> Response:
    account, head = show_people.person(g.session, account_id), show_item.head(g.session, g.session.get(Item, item_id))
    assignments.give(g.session, account, head.item, by=g.account)
    flash(_("„%(title)s“ gehört jetzt zum Auftrag.", title=head.title))
    return redirect(url_for(".person", account_id=account_id, _anchor=f"works-{head.partner.slug}"), code=303)


@bp.post("/menschen/<int:account_id>/auftrag/<int:item_id>/nehmen")
@require(Role.ADMIN)
def take(account_id: int, item_id: int) -> Response:
    account, head = show_people.person(g.session, account_id), show_item.head(g.session, g.session.get(Item, item_id))
    assignments.take(g.session, account, head.item, by=g.account)
    flash(_("„%(title)s“ gehört nicht mehr zum Auftrag. Entwürfe und was getippt ist, bleiben.", title=head.title))
    return redirect(url_for(".person", account_id=account_id, _anchor=f"works-{head.partner.slug}"), code=303)


@bp.post("/menschen/<int:account_id>/sprachen/<slug>")
@require(Role.ADMIN)
def speak(account_id: int, slug: str) -> Response:
    account, partner = show_people.person(g.session, account_id), show_people.partner(g.session, slug)
    chosen = [each for each in translation_table.languages(g.session) if each in request.form.getlist("language")]
    assignments.speak(g.session, account, partner, chosen, by=g.account)
    flash(_("Die Sprachen sind geändert. Das gilt sofort."))
    return redirect(url_for(".person", account_id=account_id), code=303)


@bp.post("/menschen/<int:account_id>/sperren")
@require(Role.ADMIN)
def deactivate(account_id: int) -> Response:
    account = show_people.person(g.session, account_id)
    people.deactivate(g.session, account, by=g.account)
    flash(_("Gesperrt und überall abgemeldet."))
    return redirect(url_for(".person", account_id=account_id), code=303)


@bp.post("/menschen/<int:account_id>/freigeben")
@require(Role.ADMIN)
def activate(account_id: int) -> Response:
    account = show_people.person(g.session, account_id)
    people.activate(g.session, account, by=g.account)
    flash(_("Das Konto ist wieder freigegeben."))
    return redirect(url_for(".person", account_id=account_id), code=303)


@bp.post("/menschen/<int:account_id>/link")
@require(Role.ADMIN)
def link(account_id: int) -> Page | Response:
    """Send the link for a password, or show it where no mail can be sent or the last one is still here."""
    account = show_people.person(g.session, account_id)
    people.note_link(g.session, account, by=g.account)
    if not letters.can_be_sent() or mail_queue.stuck(g.session, account.email):
        return _person(account, link=letters.password_link(account))
    letters.forgotten(account)
    flash(_("Eine Mail mit dem Link zum Passwort ist unterwegs."))
    return redirect(url_for(".person", account_id=account_id), code=303)


@bp.post("/menschen/<int:account_id>/ende")
@require(Role.ADMIN)
def end(account_id: int) -> Page | Response:
    account, typed = show_people.person(g.session, account_id), request.form.get("ends_on", "").strip()
    try:
        people.end_on(g.session, account, _day(typed), today=today(g.session), by=g.account)
    except Invalid as refusal:
        return _person(account, ends_on=typed, wrong=errors.words(refusal)), 422
    flash(_("Der letzte Tag ist gemerkt.") if account.ends_on else _("Das Konto hat keinen letzten Tag mehr."))
    return redirect(url_for(".person", account_id=account_id), code=303)


@bp.post("/menschen/<int:account_id>/zweiter-faktor-entfernen")
@require(Role.ADMIN)
def forget_factor(account_id: int) -> Response:
    account = show_people.person(g.session, account_id)
    people.forget_factor(g.session, account, by=g.account)
    flash(_("App, Passkeys und Ersatzcodes sind entfernt; die Person ist überall abgemeldet."))
    return redirect(url_for(".person", account_id=account_id), code=303)


@bp.post("/menschen/<int:account_id>/verbindung-loesen")
@require(Role.ADMIN)
def unbind(account_id: int) -> Response:
    account = show_people.person(g.session, account_id)
    people.unbind(g.session, account, by=g.account)
    flash(_("Gelöst. Die nächste Anmeldung über den Anmeldedienst verbindet das Konto neu."))
    return redirect(url_for(".person", account_id=account_id), code=303)


@bp.post("/menschen/<int:account_id>/loeschen")
@require(Role.ADMIN)
def erase(account_id: int) -> Response:
    account = show_people.person(g.session, account_id)
    people.erase(g.session, account, by=g.account)
    flash(_("Gelöscht. Was getan wurde, steht jetzt unter „%(name)s“.", name=account.name))
    return redirect(url_for(".person", account_id=account_id), code=303)


def _tasks() -> list[people.Task]:
    """Return the ticked tasks: *planner 3*, or *admin*."""
    found: list[people.Task] = []
    for each in request.form.getlist("task"):
        role, _space, partner = each.partition(" ")
        if role not in set(Role) or not (is_whole_number(partner) or not partner):
            raise Invalid("Diese Aufgabe gibt es nicht. Bitte die Seite neu laden.")
        found.append((Role(role), int(partner) if partner else None))
    return found


def _new(given: Mapping[str, str], *, wrong: str = "") -> str:
    return render_template(
        "people/new.html",
        given=given,
        wrong=wrong,
        ticked=set(request.form.getlist("task")),
        partners=show_people.partners(g.session),
        roles=AT_PARTNER,
        can_mail=letters.can_be_sent(),
    )


def _day(typed: str) -> date | None:
    """Return a day as a browser sends it, None for none.  Raises Invalid for what is no day."""
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise Invalid("„%(given)s“ ist kein Tag. Erwartet wird JJJJ-MM-TT.", given=typed) from error


def _person(account: Account, *, link: str = "", ends_on: str | None = None, wrong: str = "") -> str:
    works, words = show_assigned.assigned(g.session, account), request.args.get("q", "")
    return render_template(
        "people/person.html",
        works=works,
        translates=[each for each in account.memberships if each.role is Role.TRANSLATOR],
        languages=translation_table.languages(g.session),
        words=words,
        offered={
            each.partner.slug: show_assigned.offered(g.session, each.partner, words, but=[row.id for row in each.rows])
            for each in works
            if each.partner.slug == request.args.get("partner")
        },
        person=account,
        link=link,
        ends_on=ends_on if ends_on is not None else account.ends_on.isoformat() if account.ends_on else "",
        wrong=wrong,
        ticked={f"{each.role} {each.partner_id or ''}".strip() for each in account.memberships},
        partners=show_people.partners(g.session),
        roles=AT_PARTNER,
        can_mail=letters.can_be_sent(),
        stuck=mail_queue.stuck(g.session, account.email),
        events=show_journal.about(g.session, account),
        demanded=current_app.config["SECOND_FACTOR"],
        pseudonym=people.PSEUDONYM % account.id,
    )
