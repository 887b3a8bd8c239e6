"""What a product that has just started lacks: one of each thing that some page of the studio is about."""

import io

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.care import reminder
from app.actions.content import edit, history, publish, remark, share
from app.actions.designs import begin_design
from app.actions.documents import add_document
from app.actions.library import add_picture
from app.actions.prints import campaigns, order_print
from app.actions.records.line_record import day_of
from app.actions.signs import check_signs, idempotency, import_signs, sign_table, work_lists
from app.exchange import ways
from app.models import (
    Account,
    DayOfOpenings,
    Finding,
    Kind,
    Membership,
    OrderOutput,
    Package,
    Planning,
    PrintOrder,
    Revision,
    Role,
    Sign,
    SignStage,
    State,
    Station,
    now,
)
from app.pictures.clean import clean
from app.storage import Store
from tests.documents import papers
from tests.pictures.test_clean import picture
from tests.studio_pages import first_items

TITLE = "Nur zum Ansehen"
PUBLIC_URL = "https://302.example"


def lay(session: Session, media: Store) -> None:
    """Add files, a print order if there is none, a table, a check with its photograph, a remark, a link to share.

    The items that pages are about are to be looked at again, and get versions to compare, discarded so that they are in
    nobody's way.
    """
    by = session.scalars(select(Account).join(Membership).where(Membership.role == Role.ADMIN)).first()
    sign = session.scalars(select(Sign).join(Station, Station.id == Sign.station_id).order_by(Sign.id)).first()
    revision = session.scalars(select(Revision).order_by(Revision.id.desc())).first()
    assert by and sign and revision, "the product has people, signs and versions from its first start"
    made = clean(picture())
    owner = sign.station.partner
    add_picture.add_picture(session, media, made, title=TITLE, source_hash="", owner=owner, by=by)
    paper = add_document.receive(io.BytesIO(papers.plan()), name="plan.pdf")
    add_document.add(session, media, paper, owner=owner, by=by, said={"title": TITLE})
    if session.scalars(select(PrintOrder)).first() is None:
        wanted = order_print.Wanted(copies={sign.code: 1}, output=OrderOutput.DIGITAL)
        order_print.place(session, wanted, by=by, public_url=PUBLIC_URL)
    table = sign_table.write(session)
    import_signs.order(session, table, sign_table.read(session, table, by=by), by=by)
    hang = work_lists.Wanted(codes=[sign.code], company="Aushang GmbH", days=7, tools="Leiter")
    work_lists.make(session, hang, by=by, at=now())
    mounted = session.scalars(select(Sign).where(Sign.state == SignStage.MOUNTED).order_by(Sign.id)).first()
    if mounted is None:
        sign.state, mounted = SignStage.MOUNTED, sign
    campaigns.begin(session, [mounted.code], title=TITLE, by=by, at=now())
    photo = media.put_private("photo.jpg", check_signs.photo(picture()))
    seen = check_signs.Given(
        request_id=idempotency.new_id(),
        code=sign.code,
        seen=Finding.GOOD,
        seen_at=now(),
        note=TITLE,
        photos=(photo,),
    )
    check_signs.note(session, seen, by=by, at=now(), ours=(PUBLIC_URL,))
    design = begin_design.begin(session, None, by=by)
    version = edit.start(session, design, by=by)
    version.state = State.APPROVED  # without a second person: here it is only to be looked at
    publish.publish(session, version, by=by)
    for item in (each for each in first_items(session) if each.kind in reminder.KINDS):
        reminder.remind(session, item, on=reminder.choices(session)[6], note=TITLE, seen=0, by=by)
    for item in sorted(first_items(session), key=lambda each: each.kind is Kind.PLANNING):  # the newest version is its
        draft = edit.start(session, item, by=by)
        texts = {"texts": {"de": {**draft.record["texts"]["de"], "summary": TITLE}}} if "texts" in draft.record else {}
        edit.save(session, draft, {**draft.record, **(texts or {"name": TITLE})}, version=draft.version, by=by)
        history.discard(session, item, by=by)
    planning = next(each for each in first_items(session) if each.kind is Kind.PLANNING)
    assert isinstance(planning, Planning)
    part = edit.start(session, planning, by=by)
    part.state = State.SUBMITTED  # whether or not its files are built: here it is only to be looked at
    session.add(Package(title=TITLE, owner=planning.owner, by=by, revisions=[part]))
    session.merge(
        DayOfOpenings(day_on=day_of(session, now()), item_id=planning.id, language="de", way=ways.VIEW, count=3)
    )
    remark.add_remark(session, revision, field="", text=TITLE, by=by)
    share.make(session, revision, days=share.DAYS[0], note=TITLE, by=by)
