"""Order print: signs are chosen, with formats and copies, for a print shop, for screens or for the office.

place   a new order, with everything it is made from; the jobs do the rest
confirm  order what was only looked at so far
again   the same signs in the same way once more, with what is public by now
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.actions.people.rights import check
from app.actions.prints import print_content, printers
from app.actions.records import dump, record_json, sign_designs, sign_pictures
from app.actions.records.line_record import today
from app.errors import Invalid, Missing
from app.exchange.reading import plain
from app.i18n import N_
from app.models import Account, Event, EventKind, OrderOutput, OrderState, PrintOrder, Role, Sign, SignStage
from app.models.base import Json
from app.signage import address
from app.signage.order_note import OrderNote

MAX_SIGNS = 2000  # of an order
MAX_COPIES = 999  # of a sign


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody orders.  ``copies`` is code -> how often.

    ``may_be_trial``: they know that an address which must not hang in public gives trials.

    ``languages`` go on the signs beside the first that signs of the line speak; None means the second.
    """

    copies: Mapping[str, int]
    output: OrderOutput
    printer: str = printers.STANDARD
    languages: Sequence[str] | None = None
    may_be_trial: bool = False
    is_ordered: bool = True  # or only to be looked at, so far
    note: OrderNote = field(default_factory=OrderNote)


def place(session: Session, wanted: Wanted, *, public_url: str, by: Account) -> PrintOrder:
    """Place an order.

    Raises Missing for a sign or printer that is not there, Forbidden unless ``by`` keeps all the signs, Invalid for
    signs that are out of use or whose station is not public, for too many, and for an address that must not hang in
    public unless a trial will do.
    """
    _check(session, wanted, by)
    printer = printers.printer(session, wanted.printer)
    return _placed(session, wanted, printer.record, printer.icc_key, public_url=public_url, by=by)


def again(session: Session, order: PrintOrder, *, public_url: str, by: Account) -> PrintOrder:
    """Place an order for what another ordered: signs, copies, languages, output, and the printer as it was then.

    Raises Forbidden and Invalid as ``place`` does.
    """
    items = order.content["items"]
    spoken = {tag for item in items for tag in item["languages"]}
    wanted = Wanted(
        copies={item["sign"]["code"]: item["copies"] for item in items},
        output=order.output,
        may_be_trial=order.is_trial,
        note=replace(record_json.stored(OrderNote, order.note), due_on="", reason=""),
        languages=[tag for tag in print_content.languages(session)[1:] if tag in spoken],
    )
    _check(session, wanted, by)
    return _placed(session, wanted, order.profile, order.icc_key, public_url=public_url, by=by)


def _placed(
    session: Session, wanted: Wanted, profile: Json, icc_key: str, *, public_url: str, by: Account
) -> PrintOrder:
    is_trial = _is_trial(wanted, public_url)
    main, *others = print_content.languages(session)
    beside = others[:1] if wanted.languages is None else [tag for tag in wanted.languages if tag in others]
    content = dump.words(session, wanted.copies)
    chosen = print_content.chosen(
        content,
        wanted.copies,
        names=dump.names(session),
        languages=(main, *beside),
        looks=sign_designs.looks(session),
        pictures=sign_pictures.pictures(session, content),
        public_url=public_url,
        on=today(session),
    )
    hidden = set(wanted.copies) - {item.code for item in chosen.items}
    if hidden:
        sentence = N_("Die Stationen dieser Schilder sind nicht veröffentlicht: %(codes)s. Bitte erst veröffentlichen.")
        raise Invalid(sentence, codes=", ".join(sorted(hidden)))
    order = PrintOrder(
        output=wanted.output,
        content=print_content.freeze(replace(chosen, is_trial=is_trial, note=wanted.note)),
        is_trial=is_trial,
        is_ordered=wanted.is_ordered,
        note=plain(wanted.note),
        profile=profile,
        icc_key=icc_key,
        signs=len(chosen.items),
        by=by,
    )
    session.add(order)
    session.flush()
    if order.is_ordered:
        _note(session, order, by)
    return order


def confirm(session: Session, order: PrintOrder, *, by: Account) -> None:
    """Order what was looked at: the jobs release its files as they are.

    Raises Forbidden and Invalid as ``place`` does, for what has changed of its signs, WrongState unless it was checked.
    """
    copies = {item["sign"]["code"]: item["copies"] for item in order.content["items"]}
    _check(session, Wanted(copies=copies, output=order.output), by)
    order.move(OrderState.WAITING)
    order.is_ordered = True
    _note(session, order, by)


def _note(session: Session, order: PrintOrder, by: Account) -> None:
    session.add(Event(what=EventKind.ORDER, by=by, comment=order.number))
    session.flush()


def _is_trial(wanted: Wanted, public_url: str) -> bool:
    """Tell whether an order gives trials.  Raises Invalid if it has to and nobody said that this will do."""
    unfit = address.unfit(public_url) if wanted.output is OrderOutput.PRINT else None
    if unfit is not None and not wanted.may_be_trial:
        sentence, values = unfit
        raise Invalid(sentence, address=values["address"], port=values["port"], most=values["most"])
    return unfit is not None


def _check(session: Session, wanted: Wanted, by: Account) -> None:
    if not wanted.copies:
        raise Invalid("Es ist kein Schild gewählt. Bitte mindestens eines ankreuzen.")
    if len(wanted.copies) > MAX_SIGNS:
        raise Invalid("Das sind mehr als %(most)s Schilder. Bitte den Auftrag teilen.", most=MAX_SIGNS)
    if not all(1 <= count <= MAX_COPIES for count in wanted.copies.values()):
        raise Invalid("Die Stückzahl muss zwischen 1 und %(most)s liegen.", most=MAX_COPIES)
    query = select(Sign).where(Sign.code.in_(wanted.copies)).options(selectinload(Sign.station))
    signs = {sign.code: sign for sign in session.scalars(query)}
    unknown = set(wanted.copies) - set(signs)
    if unknown:
        raise Missing("Diese Schilder gibt es nicht: %(codes)s.", codes=", ".join(sorted(unknown)))
    for sign in signs.values():
        check(by, Role.KEEPER, sign.station.owner)
    retired = sorted(sign.code for sign in signs.values() if sign.state is SignStage.RETIRED)
    if retired:
        sentence = N_("Diese Schilder sind außer Dienst: %(codes)s. Bitte an ihrer Stelle neue anlegen.")
        raise Invalid(sentence, codes=", ".join(retired))
