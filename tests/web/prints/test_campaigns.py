"""Campaigns as a keeper goes through them: the rule, the signs, the order, what hangs, the end."""

import re

import pytest
from sqlalchemy import select

from app.database import writing
from app.models import Check, PrintOrder, PrintRun, Sign, SignStage, now
from tests.web.studio_world import CODE

NEW = "/studio/schilder/austausch/neu"


@pytest.fixture
def keeper(small_studio):
    with writing(small_studio.engine).begin() as session:
        session.scalars(select(Sign)).one().state = SignStage.MOUNTED
    return small_studio.client("Keeper Own")


@pytest.fixture
def campaign(keeper):
    return keeper.post(NEW, data={"title": " Neues  Logo ", "which": "all"}).headers["Location"]


def print_anew(studio):
    with writing(studio.engine).begin() as session:
        order, sign = session.scalars(select(PrintOrder)).one(), session.scalars(select(Sign)).one()
        run = {"kind": "a3", "address": f"HTTPS://302.EXAMPLE/S/{CODE}", "code_mm": 160, "sha256": "", "page": 1}
        session.execute(PrintRun.__table__.delete())
        session.add(PrintRun(order=order, sign=sign, copies=1, at=now(), **run))


def test_a_rule_is_applied_and_its_signs_begin_a_campaign(keeper, campaign):
    page = keeper.get(campaign).text

    assert "0 von 1 ausgetauscht" in page and "noch zu drucken" in page and "Neues Logo" in page
    assert CODE in page
    assert "0 von 1 ausgetauscht" in keeper.get("/studio/schilder/austausch/").text


def test_a_rule_that_meets_none_says_so_and_what_is_no_rule_is_none(keeper):
    assert "Auf kein Schild" in keeper.get(f"{NEW}?q=nirgends").text
    assert CODE in keeper.get(f"{NEW}?outdated=x&before=gestern&kind=y&station=z").text


def test_what_was_typed_stays_where_it_is_refused(keeper):
    answer = keeper.post(NEW, data={"title": "Neues Logo", "which": "these", "q": "Mast"})

    assert answer.status_code == 422 and "kein Schild gewählt" in answer.text
    assert 'value="Neues Logo"' in answer.text and 'value="Mast"' in answer.text


def test_it_leads_to_an_order_of_what_is_still_to_be_printed(small_studio, keeper, campaign):
    order = re.search(r'href="(/studio/druck/neu\?campaign=\d+)"', keeper.get(campaign).text)[1]
    page = keeper.get(order).text
    assert "was vom Austausch noch zu drucken ist" in page
    assert re.search(rf'value="{CODE}" checked', page)

    print_anew(small_studio)

    assert CODE not in keeper.get(order).text
    assert "druck/neu" not in keeper.get(campaign).text


def test_what_is_printed_is_given_to_a_company_or_said_to_hang_once(small_studio, keeper, campaign):
    print_anew(small_studio)
    page = keeper.get(campaign).text
    assert "neu gedruckt, hängt noch nicht" in page
    work = re.search(r'href="(/studio/arbeitslisten/neu\?code=\w+)"', page)[1]
    assert re.search(rf'value="{CODE}" checked', keeper.get(work).text)

    assert keeper.post(f"{campaign}haengt").status_code == 422
    for _ in range(2):
        assert keeper.post(f"{campaign}haengt", data={"code": CODE}).status_code == 303

    assert "1 von 1 ausgetauscht" in keeper.get(campaign).text
    with small_studio.session() as session:
        assert len(session.scalars(select(Check).where(Check.note == "Neues Logo")).all()) == 1


def test_once_ended_it_offers_nothing_and_says_when(keeper, campaign):
    assert "Ein Schild ist noch nicht ausgetauscht" in keeper.get(campaign).text

    assert keeper.post(f"{campaign}beenden").status_code == 303

    page = keeper.get(campaign).text
    assert "Ende: heute" in page and "Austausch beenden" not in page and "druck/neu" not in page
    assert keeper.post(f"{campaign}beenden").status_code == 409
    assert "Ende: heute" in keeper.get("/studio/schilder/austausch/").text


def test_of_another_partner_nothing_is_to_be_seen(small_studio, campaign):
    other = small_studio.client("Keeper Other")

    assert other.get(campaign).status_code == 403
    assert "Neues Logo" not in other.get("/studio/schilder/austausch/").text
    assert CODE not in other.get(NEW).text
