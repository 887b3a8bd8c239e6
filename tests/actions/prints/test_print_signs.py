"""Printing: an order keeps what it is made from, gives proof-read files and printed signs, or sentences and no file."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import select

from app.actions.line.load import load
from app.actions.prints import (
    cancel_order,
    changes_since,
    order_print,
    page_picture,
    print_content,
    print_files,
    print_signs,
    remake_files,
)
from app.actions.prints.order_print import Wanted
from app.actions.records import record_json
from app.actions.records.dump import names, words
from app.actions.riders import site_values
from app.actions.signs import show_signs, signs
from app.errors import Forbidden, Invalid, Missing, WrongState
from app.models import Event, EventKind, OrderOutput, OrderState, Planning, PrintRun, Role, Sign, SignStage
from app.signage.faults import Refused
from app.signage.look import Look
from app.signage.order_note import OrderNote
from app.signage.request import Output
from app.signage.typeset import Press
from tests.factories import code, make_account, publish_record, write
from tests.signage.test_trial_mark import says_trial

FONTS = Path(__file__).parents[3] / "assets/fonts"
PUBLIC_URL = "https://302.example"
PRESS = Press(FONTS)


@pytest.fixture
def line(session, media, tmp_path):
    load(session, media, write(tmp_path / "in", stations=2), is_public=True)
    return session


def place(session, *codes, output=OrderOutput.PRINT, by=None, public_url=PUBLIC_URL, **options):
    by = by or make_account(session, Role.ADMIN)
    wanted = Wanted(
        copies=dict.fromkeys(codes or show_signs.codes(session, show_signs.Filter(in_use=True)), 1),
        output=output,
        **options,
    )
    return order_print.place(session, wanted, public_url=public_url, by=by)


def carry_out(session, media, order):
    """Do what the job does, in one transaction."""
    work = print_signs.work(session, media, order.id)
    faults = []
    for file in work.made(PRESS):
        if isinstance(file, Refused):
            faults += file.faults
        else:
            print_signs.store_printed(session, media, order.id, file)
    print_signs.end(session, media, PRESS, work, faults)


def sign(session, number=1):
    return session.scalars(select(Sign).where(Sign.code == code(number))).one()


def rename(session, title):
    """Give the first planning another title, and publish it."""
    planning = session.scalars(select(Planning).order_by(Planning.id)).first()
    record = planning.current.record
    texts = {"de": {**record["texts"]["de"], "title": title}}
    publish_record(session, planning, {**record, "texts": texts})


def test_an_order_gives_one_file_a_kind_and_an_order_sheet(line, media):
    order = place(line)

    carry_out(line, media, order)

    assert order.state is OrderState.RELEASED
    with zipfile.ZipFile(io.BytesIO(b"".join(print_files.packed(media, order)))) as packed:
        assert packed.namelist() == [f"{order.number}-a3.pdf", f"{order.number}-auftrag.pdf"]
        assert packed.read(f"{order.number}-a3.pdf") == print_files.file(media, order, "a3.pdf")
        assert len(pypdfium2.PdfDocument(packed.read(f"{order.number}-a3.pdf"))) == 2


def test_released_signs_are_printed_ones_with_their_run_and_the_hash_is_in_the_journal(line, media):
    order = place(line, printer="coated")

    carry_out(line, media, order)

    run = line.scalars(select(PrintRun).where(PrintRun.sign == sign(line))).one()
    assert sign(line).state is SignStage.PRINTED
    assert (run.address, run.code_mm, run.kind) == (f"HTTPS://302.EXAMPLE/S/{code(1)}", 160, "a3")
    assert (run.page, run.copies, run.order.by, run.order.profile["condition"]) == (1, 1, order.by, "FOGRA51")
    told = line.scalars(select(Event.comment).where(Event.what == EventKind.PRINT).order_by(Event.id)).all()
    assert f"a3.pdf SHA-256 {run.sha256}" in told[0]
    assert run.sha256 == order.files[0]["sha256"]


def test_an_address_that_must_not_hang_is_printed_as_a_trial_alone(line, media):
    inner = "http://127.0.0.1:3020"

    with pytest.raises(Invalid, match="beginnt nicht mit https"):
        place(line, public_url=inner)
    order = place(line, public_url=inner, may_be_trial=True)
    carry_out(line, media, order)

    assert (order.state, order.release) == (OrderState.RELEASED, OrderOutput.TRIAL)
    assert sign(line).state is SignStage.PLANNED
    assert line.scalars(select(PrintRun)).all() == []
    assert place(line, public_url=inner, output=OrderOutput.DIGITAL).release is OrderOutput.DIGITAL
    assert order_print.again(line, order, public_url=PUBLIC_URL, by=order.by).release is OrderOutput.PRINT


def test_each_page_of_a_trial_says_so_and_no_other_does(line, media):
    trial, print_ = place(line, public_url="http://127.0.0.1", may_be_trial=True), place(line, may_be_trial=True)
    for order in (trial, print_):
        carry_out(line, media, order)

    def said(order):
        return [says_trial(page) for page in pypdfium2.PdfDocument(print_files.file(media, order, "a3.pdf"))]

    assert said(trial) == [True, True]
    assert said(print_) == [False, False]


def test_the_code_size_of_the_latest_run_stands_in_the_sign(line, media):
    sign(line).record = {**sign(line).record, "kind": "pole"}
    before = sign(line).version

    carry_out(line, media, place(line, code(1)))

    assert record_json.sign_record(sign(line)).code_mm == 52
    assert sign(line).version > before


def test_the_on_site_page_knows_what_stands_on_paper(line, media):
    carry_out(line, media, place(line, code(1)))

    [printed] = site_values.station(line, sign(line).station_id).prints[code(1)]

    assert printed.address == f"HTTPS://302.EXAMPLE/S/{code(1)}"
    assert printed.code_mm == sign(line).record["code_mm"]


@pytest.mark.parametrize("output", [OrderOutput.DIGITAL, OrderOutput.TRIAL])
def test_what_is_no_print_leaves_signs_as_they_are(line, media, output):
    order = place(line, output=output)

    carry_out(line, media, order)

    assert order.state is OrderState.RELEASED
    assert len(order.files) == (2 if output is OrderOutput.DIGITAL else 1)
    assert sign(line).state is SignStage.PLANNED
    assert line.scalars(select(PrintRun)).all() == []


def test_a_sign_that_hangs_is_printed_again_and_goes_on_hanging(line, media):
    carry_out(line, media, place(line, code(1)))
    signs.move(line, sign(line), SignStage.MOUNTED, by=make_account(line, Role.ADMIN))

    carry_out(line, media, place(line, code(1)))

    assert sign(line).state is SignStage.MOUNTED
    assert len(line.scalars(select(PrintRun)).all()) == 2


def test_an_order_is_made_from_what_was_published_when_it_was_placed(line, media):
    order = place(line, code(1))
    first = place(line, code(1))
    carry_out(line, media, first)

    rename(line, "Ein ganz anderer Titel")
    carry_out(line, media, order)

    pages = [pypdfium2.PdfDocument(print_files.file(media, each, "a3.pdf"))[0] for each in (first, order)]
    assert pages[0].get_textpage().get_text_range() == pages[1].get_textpage().get_text_range()


def test_a_file_that_is_there_is_not_made_again_and_a_second_end_changes_nothing(line, media):
    order = place(line)
    work = print_signs.work(line, media, order.id)
    for file in work.made(PRESS):
        print_signs.store_printed(line, media, order.id, file)
        print_signs.store_printed(line, media, order.id, file)

    again = print_signs.work(line, media, order.id)
    assert (again.lacking, again.done, len(order.files)) == ((), 1, 1)
    print_signs.end(line, media, PRESS, work, [])
    print_signs.end(line, media, PRESS, work, [])

    assert print_signs.work(line, media, order.id) is None
    assert len(line.scalars(select(PrintRun)).all()) == 2


def test_an_order_with_words_that_do_not_fit_is_refused_by_sign_and_field(line, media):
    rename(line, "W" * 60)
    sign(line).record = {**sign(line).record, "kind": "pole"}
    order = place(line)

    carry_out(line, media, order)

    assert order.state is OrderState.REFUSED
    with pytest.raises(Invalid, match="nicht drucken") as refused:
        print_files.file(media, order, "a3.pdf")
    assert {(fault.code, fault.field) for fault in refused.value.faults} == {(code(1), "plannings.segel.title")}
    assert sign(line).state is SignStage.PLANNED


def test_a_frozen_order_comes_back_as_it_was(line):
    chosen = print_content.chosen(
        words(line, [code(1)]),
        {code(1): 3},
        names=names(line),
        languages=("de", "en"),
        looks={"nord": Look(colour="#003366", fault={"de": "Schild beschädigt? 0209 1"})},
        pictures={"platz/segel": "0/poster.webp"},
        public_url=PUBLIC_URL,
        on=date(2026, 11, 23),
    )

    thawed = print_content.thaw(print_content.freeze(chosen), "")

    assert print_content.freeze(thawed) == print_content.freeze(chosen)
    assert thawed.items[0].copies == 3
    assert thawed.items[0].languages == ("de",)  # this line speaks no English
    assert thawed.names == chosen.names


def test_files_wait_for_their_order(line, media):
    with pytest.raises(Missing, match="noch nicht fertig"):
        print_files.packed(media, place(line))


def test_an_unknown_or_retired_sign_and_a_foreign_keeper_are_refused(line, media):
    with pytest.raises(Missing, match="222223"):
        place(line, "222223")
    with pytest.raises(Forbidden, match="Schildpflege"):
        place(line, code(1), by=make_account(line, Role.KEEPER, "sued"))
    with pytest.raises(Missing, match="Druckerei"):
        place(line, code(1), printer="none")
    sign(line).move(SignStage.RETIRED)
    line.flush()
    with pytest.raises(Invalid, match="außer Dienst"):
        place(line, code(1))
    with pytest.raises(Invalid, match="kein Schild gewählt"):
        order_print.place(
            line, Wanted(copies={}, output=OrderOutput.PRINT), public_url=PUBLIC_URL, by=make_account(line, Role.ADMIN)
        )


@pytest.mark.parametrize("count", [0, 1000])
def test_a_number_of_copies_nobody_means_is_refused(line, count):
    wanted = Wanted(copies={code(1): count}, output=OrderOutput.PRINT)

    with pytest.raises(Invalid, match="zwischen 1 und 999"):
        order_print.place(line, wanted, public_url=PUBLIC_URL, by=make_account(line, Role.ADMIN))


def test_outputs_are_called_alike_in_the_workshop_and_in_the_table():
    assert [each.value for each in OrderOutput] == [each.value for each in Output]


def checked(line, media, **options):
    """Return an order that was only looked at so far."""
    order = place(line, code(1), is_ordered=False, **options)
    carry_out(line, media, order)
    return order


def test_an_order_that_is_only_looked_at_releases_nothing_until_somebody_orders_it(line, media):
    order = checked(line, media)

    assert order.state is OrderState.CHECKED
    assert sign(line).state is SignStage.PLANNED
    assert line.scalars(select(Event).where(Event.what.in_([EventKind.PRINT, EventKind.ORDER]))).all() == []
    with pytest.raises(Invalid, match="noch nicht bestellt"):
        print_files.file(media, order, "a3.pdf")
    hash_before = order.files[0]["sha256"]

    order_print.confirm(line, order, by=order.by)
    carry_out(line, media, order)

    assert order.state is OrderState.RELEASED
    assert [each["name"] for each in order.files] == ["a3.pdf", "auftrag.pdf"]
    assert order.files[0]["sha256"] == hash_before
    assert sign(line).state is SignStage.PRINTED
    with pytest.raises(WrongState):
        order_print.confirm(line, order, by=order.by)


def test_faults_are_named_before_anything_is_ordered(line, media):
    rename(line, "W" * 60)
    sign(line).record = {**sign(line).record, "kind": "pole"}

    order = checked(line, media)

    assert order.state is OrderState.REFUSED
    assert print_files.faults(order)[0].code == code(1)


def test_nobody_confirms_signs_that_went_out_of_use_meanwhile_or_belong_to_others(line, media):
    order = checked(line, media)
    with pytest.raises(Forbidden):
        order_print.confirm(line, order, by=make_account(line, Role.PLANNER))
    signs.move(line, sign(line), SignStage.RETIRED, by=order.by)

    with pytest.raises(Invalid, match="außer Dienst"):
        order_print.confirm(line, order, by=order.by)
    assert (order.state, order.is_ordered) == (OrderState.CHECKED, False)


def test_what_the_print_shop_is_told_stands_on_the_order_sheet_alone(line, media):
    note = OrderNote(
        due_on="2026-12-24", material="Alu 3 mm", lamination="matt", contact="Mia 0209/1", note="Bitte flach."
    )
    order = place(line, code(1), note=note)

    carry_out(line, media, order)

    sheet, face = (
        "".join(
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(print_files.file(media, order, name))
        )
        for name in ("auftrag.pdf", "a3.pdf")
    )
    assert all(each in sheet for each in ("24. Dezember 2026", "Alu 3 mm", "matt", "Mia 0209/1", "Bitte flach."))
    assert "Alu" not in face
    assert order_print.again(line, order, public_url=PUBLIC_URL, by=order.by).note["material"] == "Alu 3 mm"


@pytest.mark.parametrize("was", ["waiting", "checked", "released"])
def test_an_order_is_cancelled_by_somebody_for_a_reason(line, media, was):
    order = checked(line, media) if was == "checked" else place(line, code(1))
    if was == "released":
        carry_out(line, media, order)
    by = make_account(line, Role.ADMIN)

    with pytest.raises(Invalid, match="Warum"):
        cancel_order.cancel(line, order, reason="  ", by=by)
    cancel_order.cancel(line, order, reason="Falsches Material", by=by)

    assert (order.state, order.cancelled_by) == (OrderState.CANCELLED, by)
    assert sign(line).state is SignStage.PLANNED
    told = line.scalars(select(Event).where(Event.what == EventKind.CANCEL_ORDER)).one()
    assert (told.by, told.comment) == (by, f"{order.number}: Falsches Material")
    with pytest.raises(WrongState):
        cancel_order.cancel(line, order, reason="Noch einmal", by=by)
    with pytest.raises(Invalid, match="storniert"):
        print_files.packed(media, order)


def test_an_order_that_is_cancelled_while_the_jobs_are_at_it_stays_so(line, media):
    order = place(line, code(1))
    work = print_signs.work(line, media, order.id)
    [file] = work.made(PRESS)

    cancel_order.cancel(line, order, reason="Doch nicht", by=order.by)
    print_signs.store_printed(line, media, order.id, file)
    print_signs.end(line, media, PRESS, work, [])

    assert order.state is OrderState.CANCELLED
    assert sign(line).state is SignStage.PLANNED
    assert print_signs.work(line, media, order.id) is None


def test_a_cancelled_print_is_none_that_anything_is_measured_against(line, media):
    first, second = place(line, code(1)), None
    carry_out(line, media, first)
    signs.move(line, sign(line), SignStage.MOUNTED, by=first.by)
    second = place(line, code(1), public_url="https://anders.example")
    carry_out(line, media, second)

    cancel_order.cancel(line, second, reason="Doppelt", by=second.by)

    [printed] = site_values.station(line, sign(line).station_id).prints[code(1)]
    assert printed.address == f"HTTPS://302.EXAMPLE/S/{code(1)}"
    assert sign(line).state is SignStage.MOUNTED
    with pytest.raises(Invalid, match=f"hängen schon: {code(1)}"):
        cancel_order.cancel(line, first, reason="Zu spät", by=first.by)
    with pytest.raises(Forbidden):
        cancel_order.cancel(line, first, reason="Fremd", by=make_account(line, Role.PLANNER))


def test_ordering_again_tells_what_changed_since(line, media):
    order = place(line, code(1))
    assert changes_since.changes(line, order, public_url=PUBLIC_URL) == []
    rename(line, "Ein neuer Titel")
    sign(line).record = {**sign(line).record, "where": {"de": "Jetzt am Südkopf"}}
    line.flush()

    found = changes_since.changes(line, order, public_url="https://302.ruhr")

    told = {each.field: (each.about, each.after) for each in found}
    assert told["public_url"] == ("", "https://302.ruhr")
    assert told["where.de"] == (code(1), "Jetzt am Südkopf")
    assert told["texts.de.title"][1] == "Ein neuer Titel"
    assert len(found) == 3


def test_a_lost_file_is_made_again_with_the_same_bytes_or_not_at_all(line, media):
    order = place(line)
    carry_out(line, media, order)
    kept = {each["name"]: media.get(each["key"]) for each in order.files}
    for each in order.files:
        media.put(each["key"], b"")

    assert print_files.lost(media, order) == ["a3.pdf", "auftrag.pdf"]
    with pytest.raises(Missing, match=r"a3\.pdf, auftrag\.pdf"):
        print_files.packed(media, order)
    with pytest.raises(Missing, match="neu herstellen"):
        print_files.file(media, order, "a3.pdf")
    print_files.remake(line, order, by=order.by)
    assert remake_files.waiting(line) == [order.id]
    remake_files.restore(line, media, PRESS, order.id)

    assert {each["name"]: media.get(each["key"]) for each in order.files} == kept
    assert (order.is_remade, order.lost, remake_files.waiting(line)) == (False, [], [])


def test_what_would_have_other_bytes_by_now_stays_lost_and_is_named(line, media):
    order = place(line)
    carry_out(line, media, order)
    content = order.content
    order.content = {**content, "public_url": "https://anders.example"}  # as another typesetter would do it
    media.put(order.files[0]["key"], b"cut short")

    print_files.remake(line, order, by=order.by)
    remake_files.restore(line, media, PRESS, order.id)

    assert (order.is_remade, order.lost) == (False, ["a3.pdf"])
    assert media.get(order.files[0]["key"]) == b"cut short"


def test_a_file_with_other_bytes_of_the_same_length_is_not_given_out(line, media):
    order = place(line)
    carry_out(line, media, order)
    raw = media.get(order.files[0]["key"])
    media.put(order.files[0]["key"], raw[:-1] + b"x")

    with pytest.raises(Missing, match="beschädigt"):
        print_files.file(media, order, "a3.pdf")
    remake_files.restore(line, media, PRESS, order.id)
    assert print_files.file(media, order, "a3.pdf") == raw


def test_for_screens_each_sign_has_a_file_of_its_own_that_says_which(line, media):
    order = place(line, output=OrderOutput.DIGITAL)

    carry_out(line, media, order)

    made = [each["name"] for each in order.files]
    assert len(made) == 2
    assert all(name.endswith(f"-a3-{code(number)}.pdf") for number, name in enumerate(made, start=1))
    assert [page.codes for page in page_picture.pages(order)] == [(code(1),), (code(2),)]


def test_each_page_may_be_looked_at_as_it_will_be_cut(line, media):
    order = checked(line, media)

    [page] = page_picture.pages(order)
    drawn = Image.open(io.BytesIO(page_picture.draw(media, order, page.file, page.number)))

    assert page.codes == (code(1),)
    assert drawn.width == page_picture.WIDTH_PX
    assert drawn.height / drawn.width == pytest.approx(420 / 297, rel=0.01)
    for name, number in (("a3.pdf", 0), ("a3.pdf", 2), ("a4.pdf", 1), ("../a3.pdf", 1)):
        with pytest.raises(Missing):
            page_picture.draw(media, order, name, number)


def test_film_comes_as_it_is_and_mirrored_and_its_signs_count_once(line, media):
    for number in (1, 2):
        sign(line, number).record = {**sign(line, number).record, "kind": "window"}
    order = place(line)

    carry_out(line, media, order)

    assert [each["name"] for each in order.files] == ["window.pdf", "window-gespiegelt.pdf", "auftrag.pdf"]
    assert sum(each.signs for each in print_files.files(order)) == order.signs == 2
    runs = line.scalars(select(PrintRun).order_by(PrintRun.id)).all()
    assert [(run.sign.code, run.page) for run in runs] == [(code(1), 1), (code(2), 2)]
    assert {run.sha256 for run in runs} == {order.files[0]["sha256"]}
    assert [(page.file, page.codes) for page in page_picture.pages(order)] == [
        (name, (code(number),)) for name in ("window.pdf", "window-gespiegelt.pdf") for number in (1, 2)
    ]


def test_film_is_not_mirrored_for_screens_or_the_office(line, media):
    sign(line).record = {**sign(line).record, "kind": "window"}
    for output in (OrderOutput.DIGITAL, OrderOutput.TRIAL):
        order = place(line, code(1), output=output)
        carry_out(line, media, order)

        assert len(order.files) == 1
