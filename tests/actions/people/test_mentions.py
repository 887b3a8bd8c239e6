"""Mentions: who is meant by @ and a name, as people write it."""

import pytest

from app.actions.people import assignments, mentions
from app.models import Role
from tests.factories import make_account, make_planning


@pytest.fixture
def people(session):
    found = {name: make_account(session, Role.PLANNER) for name in ("Ada", "Ada Öz", "Planung Nord (Team 1)", "Straße")}
    for name, each in found.items():
        each.name = name
    session.flush()
    return found


@pytest.mark.parametrize(
    ("text", "names", "unheard"),
    [
        ("@Ada bitte", ["Ada"], []),
        ("@ada öz, bitte", ["Ada Öz"], []),
        ("(@Planung Nord (Team 1))", ["Planung Nord (Team 1)"], []),
        ("@Ada und @Ada Öz und @Ada", ["Ada", "Ada Öz"], []),
        ("@Adam", [], ["@Adam"]),
        ("ada@example.org, 3 @ 5 Euro", [], []),
        ("@Mia-Lena, @Ada", ["Ada"], ["@Mia-Lena"]),
        ("@STRASSE @straße", ["Straße"], ["@STRASSE"]),
        ("@Ada_2", [], ["@Ada_2"]),
        ("", [], []),
    ],
)
def test_a_name_is_meant_as_a_whole(session, people, text, names, unheard):
    found = mentions.mentioned(session, text, make_planning(session))

    assert [each.name for each in found.people] == names
    assert list(found.unheard) == unheard


def test_of_several_with_one_name_all_are_meant(session, people):
    people["Straße"].name = "Ada"
    session.flush()

    found = mentions.mentioned(session, "@Ada", make_planning(session))

    assert set(found.people) == {people["Ada"], people["Straße"]}


def test_those_are_offered_who_may_read_it(session, people):
    stranger, admin = make_account(session, Role.PLANNER, "sued"), make_account(session, Role.ADMIN)
    planning = make_planning(session)
    agency = make_account(session, Role.AGENCY, "nord")
    everybody = mentions.colleagues(session, planning)
    planning.owner.shows_drafts = False

    some = mentions.colleagues(session, planning)
    assignments.give(session, agency, planning, by=admin)

    assert set(everybody) == {*people.values(), stranger, admin, agency}
    assert set(some) == {*people.values(), admin}
    assert set(mentions.colleagues(session, planning)) == {*people.values(), admin, agency}
