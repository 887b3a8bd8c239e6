"""The on-site view stands first on riders' pages once who runs the line has declared it proven, on grounds."""

import pytest
from sqlalchemy import select

from app.actions.line import prove_on_site
from app.actions.line.load import load
from app.actions.records.dump import dump
from app.actions.records.line_record import today
from app.actions.riders import stale_pages
from app.errors import Forbidden, Invalid
from app.exchange.folder import read_folder
from app.models import EventKind, Line, Role
from tests.factories import SETTINGS, make_account, write

GROUNDS = "Zwei Telefone an drei Stationen, unter einem Meter daneben."


@pytest.fixture
def folder(session, media, tmp_path):
    folder = write(tmp_path / "in", in_3d=False)
    load(session, media, folder, is_public=True)
    return folder


@pytest.fixture
def admin(session):
    account = make_account(session, Role.ADMIN)
    assert account.is_admin
    return account


def keys(session):
    return {name: each.key for name, each in stale_pages.every(session, SETTINGS).items()}


def test_a_proven_view_is_in_the_record_the_journal_and_makes_every_page_stale(session, folder, admin):
    before = keys(session)

    prove_on_site.decide(session, is_proven=True, grounds=f" {GROUNDS} ", by=admin)

    assert prove_on_site.proven_on(session) == today(session)
    event = prove_on_site.decisions(session)[0]
    assert (event.what, event.by, event.comment) == (EventKind.PROVE_ON_SITE, admin, GROUNDS)
    assert {name for name, key in keys(session).items() if key == before[name]} == {"codes"}


def test_it_can_be_on_trial_again_and_saying_so_twice_is_one_decision(session, folder, admin):
    prove_on_site.decide(session, is_proven=True, grounds=GROUNDS, by=admin)
    for _ in range(2):
        prove_on_site.decide(session, is_proven=False, grounds="An einer Station fünf Meter daneben.", by=admin)

    assert prove_on_site.proven_on(session) is None
    kinds = [each.what for each in prove_on_site.decisions(session)]
    assert kinds == [EventKind.DOUBT_ON_SITE, EventKind.PROVE_ON_SITE]


def test_nobody_decides_without_the_right_or_without_grounds(session, folder, admin):
    with pytest.raises(Forbidden, match="Betrieb"):
        prove_on_site.decide(session, is_proven=True, grounds=GROUNDS, by=make_account(session, Role.APPROVER))
    with pytest.raises(Invalid) as refused:
        prove_on_site.decide(session, is_proven=True, grounds=" ", by=admin)

    assert [fault.field for fault in refused.value.faults] == ["grounds"]
    assert prove_on_site.proven_on(session) is None


def test_the_decision_outlasts_another_load_and_goes_along_with_the_folder(session, media, folder, admin, tmp_path):
    prove_on_site.decide(session, is_proven=True, grounds=GROUNDS, by=admin)

    load(session, media, folder, is_public=True)

    assert session.scalars(select(Line)).one().record["on_site_proven_on"] == today(session).isoformat()
    dump(session, media, tmp_path / "out")
    assert read_folder(tmp_path / "out").line.on_site_proven_on == today(session).isoformat()
