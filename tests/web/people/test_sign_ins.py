"""Sign-ins end on the server: with signing out, with time, and wherever a cookie was copied to."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.actions.people import people, sign_ins
from app.database import writing
from app.models import Account, Membership, Partner, Role, SignIn, now
from app.web.people.sign_in import KEY
from tests.factories import today
from tests.web.conftest import EMAIL, PASSWORD
from tests.web.studio_world import OTHER, OWN

HOME, PAGE = "/studio/konto/", "/studio/schilder/"


def enter(client):
    return client.post("/studio/anmelden", data={"email": EMAIL, "password": PASSWORD})


def cookie_of(client):
    return client.get_cookie("studio", path="/studio").value


def copy(studio, client):
    """Return another browser with the same cookie, as if somebody had stolen it."""
    other = studio.client()
    other.set_cookie("studio", cookie_of(client), path="/studio")
    return other


def is_inside(client):
    return client.get(PAGE).status_code == 200


def others(studio, client):
    """Return how the sign-ins of Mia but the client's own can end, by what ends them."""

    def change(deed):
        with writing(studio.engine).begin() as session:
            account = session.scalars(select(Account).where(Account.email == EMAIL)).one()
            admin = session.scalars(select(Account).where(Account.name == "Admin")).one()
            deed(session, account, by=admin)

    new = {"password": PASSWORD, "new_password": f"{PASSWORD} neu", "new_password_confirm": f"{PASSWORD} neu"}
    return {
        "signed out everywhere else": lambda: client.post("/studio/konto/ueberall-abmelden"),
        "a new password": lambda: client.post("/studio/konto/passwort", data=new),
        "deactivated": lambda: change(people.deactivate),
    }


def test_a_copied_cookie_opens_nothing_after_signing_out(studio):
    client = studio.client()
    enter(client)
    thief, stale = copy(studio, client), cookie_of(client)
    assert is_inside(thief)

    client.post("/studio/abmelden")

    assert not is_inside(thief)
    thief.set_cookie("studio", stale, path="/studio")
    assert thief.post("/studio/konto/", data={"name": "Dieb"}).status_code == 401
    with studio.session() as session:
        assert session.scalar(select(func.count()).select_from(SignIn)) == 0


def test_signing_out_here_leaves_the_other_device_alone(studio):
    here, there = studio.client(), studio.client()
    enter(here)
    enter(there)

    here.post("/studio/abmelden")

    assert (is_inside(here), is_inside(there)) == (False, True)


@pytest.mark.parametrize("how", ["signed out everywhere else", "a new password", "deactivated"])
def test_what_ends_all_sign_ins_ends_copies_as_well(studio, how):
    client, elsewhere = studio.client(), studio.client()
    enter(client)
    enter(elsewhere)
    thief = copy(studio, client)

    others(studio, client)[how]()

    assert [is_inside(each) for each in (thief, elsewhere)] == [False, False]
    assert is_inside(client) is (how != "deactivated")


def test_a_sign_in_ends_after_a_day_of_work_however_busy_it_was(studio):
    client = studio.client()
    enter(client)
    client.post("/studio/sprache", data={"language": "en"})  # writes the cookie anew
    with writing(studio.engine).begin() as session:
        session.execute(update(SignIn).values(started_at=now() - sign_ins.LONGEST - timedelta(seconds=1)))

    assert not is_inside(client)
    enter(client)
    with studio.session() as session:
        assert session.scalar(select(func.count()).select_from(SignIn)) == 1  # what is over was forgotten


def test_whoever_plants_a_cookie_gets_nothing_of_what_is_signed_in_with_it(studio):
    attacker = studio.client()
    attacker.get("/studio/anmelden?next=/studio/")
    attacker.post("/studio/sprache", data={"language": "en"})
    victim = studio.client()
    victim.set_cookie("studio", cookie_of(attacker), path="/studio")

    enter(victim)

    assert (is_inside(victim), is_inside(attacker)) == (True, False)


def test_each_sign_in_has_a_key_of_its_own_that_the_database_does_not_know(studio):
    client, keys = studio.client(), []
    for _ in range(2):
        enter(client)
        with client.session_transaction("/studio/") as cookie:
            keys.append(cookie[KEY])
        client.post("/studio/abmelden")
    enter(client)

    with studio.session() as session, client.session_transaction("/studio/") as cookie:
        kept = session.scalars(select(SignIn)).one()
        assert len({*keys, cookie[KEY]}) == 3
        assert cookie[KEY] not in (kept.key_hash, str(kept.id))


def test_the_key_of_one_person_does_not_open_the_account_of_another(studio):
    mine, other = studio.client("Planner Own"), studio.client("Admin")
    with other.session_transaction("/studio/") as cookie:
        theirs = cookie["_user_id"]

    with mine.session_transaction("/studio/") as cookie:
        cookie["_user_id"] = theirs

    assert not is_inside(mine)


ROLES = [
    ("/studio/neue-station", Role.PLANNER),
    ("/studio/pruefplan/", Role.KEEPER),
    ("/studio/menschen/", Role.ADMIN),
]


@pytest.mark.parametrize(("page", "role"), ROLES)
def test_a_task_acts_and_ends_with_the_next_request(studio, page, role):
    client = studio.client("Nobody")
    seen = [client.get(page).status_code]
    for tasks in ([role], [Role.APPROVER], []):
        give(studio, "Nobody", tasks)
        seen.append(client.get(page).status_code)

    assert seen == [403, 200, 403, 403]


def test_a_task_that_moves_to_another_partner_acts_there_alone_with_the_next_request(studio):
    client = studio.client("Nobody")
    with studio.session() as session:
        number = session.scalar(select(Account.id).where(Account.name == "Nobody"))
    seen = []
    for partner in (OWN, OTHER):
        give(studio, "Nobody", [Role.KEEPER], partner)
        seen.append(client.get("/studio/schild/foto/1-0.jpg").status_code)

    assert number
    assert seen == [200, 403]


def give(studio, name, roles, partner=OWN):
    with writing(studio.engine).begin() as session:
        account = session.scalars(select(Account).where(Account.name == name)).one()
        where = session.scalars(select(Partner).where(Partner.slug == partner)).one()
        account.memberships = [Membership(role=role, partner=None if role is Role.ADMIN else where) for role in roles]


def test_an_account_is_shut_out_on_the_day_after_its_last_before_any_job_comes(small_studio):
    client = small_studio.client("Writer")
    assert client.get("/studio/").status_code == 200

    with writing(small_studio.engine).begin() as session:
        session.query(Account).filter_by(name="Writer").one().ends_on = today() - timedelta(days=1)
    shut = client.get("/studio/")
    with writing(small_studio.engine).begin() as session:
        session.query(Account).filter_by(name="Writer").one().ends_on = today()

    assert shut.status_code == 302
    assert "anmelden" in shut.headers["Location"]
    assert client.get("/studio/").status_code == 200, "the last day is one of its days"
