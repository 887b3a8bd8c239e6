"""A passkey in a real browser, which keeps it in Chromium's own imitation of a phone or computer."""

import pytest

from app import database
from app.actions.people import accounts
from app.config import from_environment
from app.models import Role
from tests.flows.conftest import DESK

EMAIL, PASSWORD, NAME = "passkey@bochum.example", "ein langer Satz über Schlüssel", "Diensthandy"
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def owner(browser, server):
    """The page of somebody with a phone, at *localhost*: there are no passkeys for an address of numbers."""
    engine = database.make_engine(from_environment(server.settings).database_url)
    with database.writing(engine).begin() as session:
        accounts.add_account(
            session, email=EMAIL, name="Mit Passkey", password=PASSWORD, role=Role.KEEPER, partner="bochum"
        )
    engine.dispose()
    context = browser.new_context(base_url=server.url.replace("127.0.0.1", "localhost"), **DESK)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    yield page
    context.close()


def test_a_passkey_is_made_opens_as_second_step_and_is_removed(owner):
    enter(owner)
    inside(owner)
    make(owner)
    owner.get_by_text(f"Der Passkey „{NAME}“ ist eingerichtet.").wait_for()
    make(owner, name="Noch einmal")
    owner.get_by_role("alert").get_by_text("Auf diesem Gerät liegt schon ein Passkey").wait_for()

    leave(owner)
    enter(owner)
    owner.get_by_role("button", name="Weiter").click()
    owner.get_by_role("button", name="Passkey zeigen").click()
    inside(owner)

    owner.goto("/studio/konto/")
    owner.get_by_role("button", name=f"Entfernen: {NAME}").click()
    owner.get_by_text(f"Der Passkey „{NAME}“ ist entfernt.").wait_for()
    leave(owner)
    enter(owner)
    inside(owner)


def make(owner, *, name=NAME):
    owner.goto("/studio/konto/")
    owner.get_by_role("link", name="Passkey hinzufügen").click()
    owner.get_by_label("Name").fill(name)
    owner.get_by_role("button", name="Weiter").click()
    owner.get_by_role("button", name=f"Passkey „{name}“ einrichten").click()


def enter(owner):
    owner.goto("/studio/anmelden")
    owner.get_by_label("E-Mail-Adresse").fill(EMAIL)
    owner.get_by_label("Passwort").fill(PASSWORD)
    owner.get_by_role("button", name="Anmelden").click()


def inside(owner):
    owner.get_by_role("heading", level=1, name="Linie 302").wait_for()


def leave(owner):
    owner.locator("details.menu summary").click()
    owner.get_by_role("button", name="Abmelden", exact=True).click()
    owner.get_by_role("heading", level=1, name="Anmelden").wait_for()
