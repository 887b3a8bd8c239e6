"""Print shops: those that come with the signs, the operator's own, and the ICC file that goes into the files."""

import io

import pikepdf
import pytest
from sqlalchemy import select

from app.actions.prints import print_files, printers
from app.errors import Forbidden, Invalid
from app.models import Event, EventKind, Role
from tests.actions.prints.test_print_signs import carry_out, line, place
from tests.factories import make_account
from tests.signage.icc_file import cmyk_profile

__all__ = ["line"]
SHOP = {"name": "Druckerei an der Ecke", "bleed_mm": 5.0, "condition": "FOGRA51", "has_marks": True}


@pytest.fixture
def admin(session):
    return make_account(session, Role.ADMIN)


def put(session, media, by, slug="ecke", icc_file=None, keeps_icc=True, **changes):
    return printers.save_printer(
        session, media, slug, {**SHOP, **changes}, icc_file=icc_file, keeps_icc=keeps_icc, by=by
    )


def test_what_comes_with_the_signs_is_there_and_the_standard_is_first(session):
    found = printers.all_printers(session)

    assert found[0].slug == "standard"
    assert {"coated", "large_format", "office", "with_marks"} < {row.slug for row in found}


def test_an_own_one_may_replace_one_that_comes_along(session, media, admin):
    put(session, media, admin, slug="coated")

    assert printers.printer(session, "coated").record["name"] == SHOP["name"]
    assert len([row for row in printers.all_printers(session) if row.slug == "coated"]) == 1
    assert session.scalars(select(Event).where(Event.what == EventKind.CHANGE_PRINTER)).one().by is admin


def test_its_icc_file_goes_into_the_files_and_stays_until_it_is_taken_out(line, media):
    admin = make_account(line, Role.ADMIN)
    put(line, media, admin, icc_file=cmyk_profile())
    put(line, media, admin, name="Anders")
    order = place(line, printer="ecke")
    carry_out(line, media, order)

    pdf = pikepdf.open(io.BytesIO(print_files.file(media, order, "a3.pdf")))
    assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == cmyk_profile()
    assert put(line, media, admin, keeps_icc=False).icc_key == ""


def test_a_kept_icc_file_is_held_against_the_new_name_of_the_condition(session, media, admin):
    put(session, media, admin, icc_file=cmyk_profile())

    with pytest.raises(Invalid) as refused:
        put(session, media, admin, condition="FOGRA52")

    assert {fault.field for fault in refused.value.faults} == {"icc"}


def test_files_are_x4_where_the_profile_of_the_condition_comes_along(session, media, admin):
    put(session, media, admin, slug="uncoated", condition="FOGRA52")
    found = {row.slug: row.is_x4 for row in printers.all_printers(session)}

    assert found["standard"] and found["large_format"]
    assert not found["coated"] and not found["office"] and not found["uncoated"]


def test_a_change_leaves_orders_alone_that_are_on_their_way(line, media):
    admin = make_account(line, Role.ADMIN)
    put(line, media, admin)
    order = place(line, printer="ecke")

    put(line, media, admin, bleed_mm=10.0)

    assert order.profile["bleed_mm"] == 5.0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"bleed_mm": 200.0}, "bleed_mm"),
        ({"bleed_mm": "viel"}, "bleed_mm"),
        ({"contour": "Cut/Contour"}, "contour"),
        ({"slug": "An der Ecke"}, "slug"),
        ({"icc_file": b"no profile"}, "icc"),
        ({"icc_file": cmyk_profile(), "condition": ""}, "condition"),
        ({"icc_file": cmyk_profile("Generic CMYK")}, "icc"),
        ({"icc_file": cmyk_profile("FOGRA39"), "condition": "FOGRA39"}, "icc"),
    ],
)
def test_what_no_printer_can_do_is_refused_by_its_field(session, media, admin, changes, field):
    with pytest.raises(Invalid) as refused:
        put(session, media, admin, **changes)

    assert field in {fault.field for fault in refused.value.faults}


def test_only_who_runs_the_installation_changes_printers(session, media):
    with pytest.raises(Forbidden, match="Betrieb"):
        put(session, media, make_account(session, Role.KEEPER))
