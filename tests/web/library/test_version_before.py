"""A newer version of a file says where an earlier one is still shown, and takes its place there with one press."""

import re

import pytest
from sqlalchemy import select

from app.actions.content import edit
from app.actions.items import replace_everywhere
from app.models import Account, Asset, BuildState, Document, Picture, Planning

FILES = {"3d": (Asset, "bank", {"asset": "bank"}), "bilder": (Picture, "platz", {"pictures": ["platz"]})}
FILES["dokumente"] = (Document, "plan", {"documents": ["plan"]})


def versions(world, table, slug, count):
    """Add versions of a file, each following the one before, and return their ids, the first one's first."""
    with world.session() as session:
        found = [session.scalars(select(table).where(table.slug == slug)).one()]
        for number in range(2, count + 1):
            columns = {each.name for each in table.__table__.columns} - {"id", "slug", "follows_id", "record"}
            values = {name: getattr(found[-1], name) for name in columns}
            record = {**found[-1].record, "slug": f"{slug}-{number}"}
            made = table(**values, slug=f"{slug}-{number}", record=record, follows=found[-1])
            if table is Asset:
                made.state = BuildState.READY
            session.add(made)
            session.flush()
            found.append(made)
        session.commit()
        return [each.id for each in found]


def planner(session):
    return session.scalars(select(Account).where(Account.name == "Planner Own")).one()


def show(world, what):
    """Let the draft of a planner show a file."""
    with world.session() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        draft = edit.start(session, planning, by=planner(session))
        edit.save(session, draft, {**draft.record, **what}, version=draft.version, by=planner(session))
        session.commit()


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("count", [2, 3])
def test_the_newest_version_takes_the_place_of_the_one_that_is_shown(small_studio, kind, count):
    table, slug, what = FILES[kind]
    ids = versions(small_studio, table, slug, count)
    client, page = small_studio.client("Planner Own"), f"/studio/bibliothek/{kind}/{ids[-1]}/"
    assert "frühere Version" not in client.get(page).text  # as nothing shows one

    show(small_studio, what)
    offered = client.get(page).text

    assert "Eine frühere Version wird noch gezeigt: Planung plain, neu." in offered
    assert "frühere Version" not in small_studio.client("Planner Other").get(page).text
    assert "frühere Version" not in small_studio.client("Approver Own").get(page).text
    address = f"/studio/bibliothek/{kind}/{ids[0]}/ersetzen"
    assert f'action="{address}"' in offered
    done = client.post(address, data=dict(re.findall(r'name="(by|item)" value="(\d+)"', offered))).text
    assert "In 1 Entwurf steht jetzt" in done
    assert "frühere Version" not in client.get(page).text
    with small_studio.session() as session:
        places = replace_everywhere.places(session, session.get_one(table, ids[-1]), planner(session))
        assert [each.title for each in places] == ["Planung plain, neu"]
