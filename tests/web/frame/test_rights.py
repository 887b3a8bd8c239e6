"""Who may do what: every route of the studio x every person, against one table.

A route that is not in the table fails; so does a line of the table without its route.
"""

import io
import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.actions.content import share
from app.actions.documents import permits
from app.actions.items.place import seen
from app.actions.library import chunked_upload
from app.actions.packages import decide, make_package
from app.actions.prints import campaigns
from app.actions.scenes import underlay
from app.actions.scenes.new_scene import EMPTY
from app.actions.scenes.show_scene import hash_of
from app.actions.signs import survey, work_lists
from app.database import writing
from app.exchange.reading import plain
from app.exchange.records import PlanningRecord
from app.models import (
    Account,
    Asset,
    Check,
    Document,
    Edition,
    GoalKind,
    Item,
    Notice,
    OrderState,
    Picture,
    Planning,
    PrintOrder,
    Remark,
    Revision,
    Settled,
    Sign,
    SignDesign,
    SignGoal,
    SignStage,
    Station,
    Stop,
    TableImport,
    Tile,
    now,
)
from app.web.content.share_links import link_of
from tests.documents import papers
from tests.meshes.test_underlay import square
from tests.meshes.test_upload_dxf import drawing, written
from tests.pictures.test_clean import picture as picture_bytes
from tests.signage import logos
from tests.web.conftest import Studio
from tests.web.studio_world import CODE, FILE, OWN
from tests.web.studio_world import PLACE as AT

DRAWN = {  # what the address of each has in it
    "": ("asset_id",),
    "drawn": ("asset_id", "text_hash"),
    "drawn today": ("asset_id", "text_hash", "variant"),
    "drawn hit": ("asset_id", "text_hash", "variant", "ray"),
    "drawn poster": ("asset_id", "text_hash", "variant", "camera"),
}
NOBODY_SIGNED_IN = ""
LINKS = re.compile(r'<a [^>]*href="(/studio/[^"]*)"')
PEOPLE = (
    "Nobody",
    "Planner Own",
    "Planner Other",
    "Approver Own",
    "Approver Other",
    "Keeper Own",
    "Keeper Other",
    "Agency Own",  # works on the station of the table's things
    "Agency Away",  # at the same partner, on something else
    "Translator Own",  # into English
    "Guest Own",
    "Guest Other",
    "Admin",
)
ALL = set(PEOPLE)
WORKS = ALL - {"Nobody"}  # has some task
PLANS, DECIDES, KEEPS = {"Planner Own", "Admin"}, {"Approver Own", "Admin"}, {"Keeper Own", "Admin"}
MAKES = PLANS | {"Agency Own"}
TRANSLATES = MAKES | {"Translator Own"}
MANAGES = {"Admin"}
ALL_KEEPERS = {"Keeper Own", "Keeper Other", "Admin"}
ALL_APPROVERS = {"Approver Own", "Approver Other", "Admin"}
ANY_PLANNER = PLANS | {"Planner Other"}
WRITE = ANY_PLANNER | {"Approver Own", "Approver Other"}
OPEN = ALL | {NOBODY_SIGNED_IN}
FILES = ANY_PLANNER | {"Agency Own", "Agency Away"}  # each for their own partner's library
SENDS = {"Planner Own"}  # who began it
MAPS = ANY_PLANNER | {"Keeper Own", "Keeper Other"}
OFFICIAL = {"source": "Geobasis NRW", "licence": "DL-DE-ZERO-2.0", "dated_on": "2026-01-01"}
CROP = {"title": "Neu", "left": "0", "top": "0", "right": "50", "bottom": "100", "focus_x": "20", "focus_y": "50"}
WORDS = {"texts.de.title": "Neu", "texts.de.summary": "Neu.", "topic": "kultur", "status": "idea"}
PLACE = {"place.lat": "51.5", "place.lon": "7.1", "place.uncertainty_m": "5", "place.status": "estimated"}
MEASURED = {"facing_deg": "120", "facing_uncertainty_deg": "4"}
PLACE |= {"rotation_deg": "90", "ground_m": "0", "was": seen(plain(PlanningRecord(slug="x", topic="x", place=AT)))}
NEW = {"title": "Etwas Neues", "summary": "Kurz.", "topic": "kultur"}

NOTED = "0b0e7f0a-0000-4000-8000-000000000002"
SIGN = {"kind": "a3", "where.de": "Am Gleis", "place.lat": "51,5", "place.lon": "7,1", "place.uncertainty_m": "5"}
SIGN |= {"facing_deg": "90", "facing_uncertainty_deg": "15", "code_height_m": "1,4"}

# endpoint and method -> who may, which thing of the own partner it is about, what is posted
TABLE: dict[tuple[str, str], tuple[set[str], str, dict[str, str]]] = {
    ("account.add_app", "POST"): (ALL, "", {"code": "000000"}),
    ("account.app", "GET"): (ALL, "", {}),
    ("account.choose_mails", "POST"): (WORKS, "", {"mail": "remark"}),
    ("account.index", "GET"): (ALL, "", {}),
    ("account.keep", "POST"): (ALL, "", {"name": "Ich", "language": "en"}),
    ("account.remove_app", "POST"): (ALL, "", {}),
    ("account.remove_passkey", "POST"): (ALL, "", {"passkey": "1"}),
    ("account.sign_out", "POST"): (ALL, "", {}),
    ("sign_in.change_password", "GET"): (ALL, "", {}),
    ("sign_in.change_password", "POST"): (ALL, "", {"new_password": "kurz"}),
    ("sign_in.forgot_password", "GET"): (OPEN, "", {}),
    ("sign_in.forgot_password", "POST"): (OPEN, "", {"email": "nobody@linie.example"}),
    ("sign_in.login", "GET"): (OPEN, "", {}),  # who is signed in is led to the start page, here and below
    ("sign_in.login", "POST"): (OPEN, "", {"email": "nobody@linie.example", "password": "wrong"}),
    ("sign_in.logout", "POST"): (ALL, "", {}),
    ("sign_in.mf_recovery", "GET"): (OPEN, "", {}),
    ("sign_in.mf_recovery", "POST"): (OPEN, "", {"code": "0000-0000-0000"}),
    ("sign_in.mf_recovery_codes", "GET"): (ALL, "", {}),
    ("sign_in.mf_recovery_codes", "POST"): (ALL, "", {}),
    ("sign_in.reset_password", "GET"): (OPEN, "token", {}),
    ("sign_in.reset_password", "POST"): (OPEN, "token", {"password": "ein langes Passwort"}),
    ("sign_in.tf_select", "GET"): (OPEN, "", {}),
    ("sign_in.tf_select", "POST"): (OPEN, "", {"which": "authenticator"}),
    ("sign_in.two_factor_rescue", "GET"): (OPEN, "", {}),
    ("sign_in.two_factor_token_validation", "GET"): (OPEN, "", {}),
    ("sign_in.two_factor_token_validation", "POST"): (OPEN, "", {"code": "000000"}),
    ("sign_in.verify", "GET"): (ALL, "", {}),
    ("sign_in.verify", "POST"): (ALL, "", {"password": "wrong"}),
    ("sign_in.wan_register", "GET"): (ALL, "", {}),
    ("sign_in.wan_register", "POST"): (ALL, "", {"name": "Telefon"}),
    ("sign_in.wan_register_response", "POST"): (ALL, "token", {"credential": "{}"}),
    ("sign_in.wan_signin", "GET"): (OPEN, "", {}),
    ("sign_in.wan_signin", "POST"): (OPEN, "", {}),
    ("sign_in.wan_signin_response", "POST"): (OPEN, "token", {"credential": "{}"}),
    ("sign_in.wan_verify", "GET"): (ALL, "", {}),
    ("sign_in.wan_verify", "POST"): (ALL, "", {}),
    ("sign_in.wan_verify_response", "POST"): (ALL, "token", {"credential": "{}"}),
    ("approver.approve", "POST"): (DECIDES, "revision submitted", {}),
    ("approver.compare", "GET"): (WORKS, "revision draft", {}),
    ("approver.ending", "GET"): (DECIDES, "item plain", {}),
    ("approver.give_back", "POST"): (DECIDES, "revision submitted", {"reason": "Bitte kürzer."}),
    ("approver.inbox", "GET"): (WORKS, "", {}),
    ("approver.publish", "POST"): (DECIDES, "revision approved", {}),
    ("approver.schedule", "POST"): (DECIDES, "revision approved", {"at": "2099-06-01T08:00"}),
    ("approver.schedule_ending", "POST"): (
        DECIDES,
        "item plain",
        {"at": "2099-06-01T08:00", "reason": "Darum."},
    ),
    ("approver.take_down", "POST"): (DECIDES, "item plain", {"reason": "Darum."}),
    ("autosave.keep", "POST"): (MAKES, "item plain", {**WORDS, "tab": "window"}),
    ("autosave.left", "POST"): (TRANSLATES, "item plain", {"tab": "window"}),
    ("editions.compare", "GET"): (WORKS, "item plain", {}),
    ("editions.roll_back", "POST"): (DECIDES, "edition plain", {"reason": "Darum."}),
    ("editions.show", "GET"): (WORKS, "edition plain", {}),
    ("hand_in.send", "POST"): (MAKES, "item plain", {}),
    ("hand_in.show", "GET"): (MAKES, "item plain", {}),
    ("history.compare", "GET"): (WORKS, "item plain", {}),
    ("history.discard", "POST"): (TRANSLATES, "item plain", {}),
    ("history.drop", "POST"): (TRANSLATES, "item plain", {}),
    ("history.index", "GET"): (WORKS, "item plain", {}),
    ("history.name", "POST"): (MAKES, "revision plain", {"name": "Vor der Sitzung"}),
    ("history.restore", "POST"): (MAKES, "revision plain", {}),
    ("history.take_back", "POST"): (TRANSLATES, "item plain", {}),
    ("bulk.choose", "GET"): (WRITE, "", {}),
    ("bulk.perform", "POST"): (WRITE, "item plain", {"action": "archive"}),
    ("bulk.preview", "POST"): (WRITE, "item plain", {"action": "archive"}),
    ("bulk_review.decide", "POST"): (ALL_APPROVERS, "", {"seen": "0.0.0"}),
    ("bulk_review.show", "GET"): (ALL_APPROVERS, "", {}),
    ("file_guides.guide", "GET"): (WORKS, "guide", {}),
    ("file_guides.index", "GET"): (WORKS, "", {}),
    ("help_pages.index", "GET"): (WORKS, "", {}),
    ("help_pages.topic", "GET"): (WORKS, "topic", {}),
    ("items.add_planning", "POST"): (PLANS, "station own", NEW),
    ("items.add_station", "POST"): (PLANS, "stop", NEW),
    ("items.archive", "POST"): (PLANS, "made fresh", {}),
    ("items.copy", "POST"): (PLANS, "item plain", {}),
    ("items.move", "POST"): ({"Admin"}, "item plain", {}),
    ("items.new_planning", "GET"): (PLANS, "station own", {}),
    ("items.new_station", "GET"): (ANY_PLANNER, "", {}),
    ("items.order", "GET"): (MAKES, "station own", {}),
    ("items.relocate", "GET"): (WRITE, "item plain", {}),
    ("items.use_newest", "POST"): (MAKES, "item plain", {}),
    ("items.reorder", "POST"): (MAKES, "station own", {}),
    ("items.restore", "POST"): (PLANS, "made archived", {}),
    ("journal.table", "GET"): (WORKS, "", {}),
    ("journal.index", "GET"): (WORKS, "", {}),
    ("sign_check.index", "GET"): (ALL_KEEPERS, "", {}),
    ("sign_check.note", "POST"): (KEEPS, "", {"request_id": NOTED, "code": CODE}),
    ("sign_check.photo", "GET"): (KEEPS, "photo", {}),
    ("sign_check.script", "GET"): (WORKS, "script", {}),
    ("sign_check.stock", "GET"): (ALL_KEEPERS, "", {}),
    ("kit.index", "GET"): (WORKS, "", {}),
    ("line.colours", "GET"): (OPEN, "", {}),
    ("line.start", "GET"): (ALL, "", {}),  # who has no task is led to their own account
    ("line_words.index", "GET"): (WORKS, "", {}),
    ("on_site.decide", "POST"): ({"Admin"}, "", {"is": "proven", "grounds": "Zwei Telefone."}),
    ("on_site.index", "GET"): (WORKS, "", {}),
    ("place.save", "POST"): (MAKES, "item plain", PLACE),
    ("place.map_alone", "GET"): (WORKS, "item plain", {}),
    ("place.show", "GET"): (WORKS, "item plain", {}),
    ("oidc.back", "GET"): (OPEN, "", {}),
    ("oidc.start", "GET"): (OPEN, "", {}),
    ("sight_preview.look", "POST"): (MAKES, "revision draft", PLACE),
    ("sight_preview.show", "GET"): (WORKS, "revision draft", {}),
    ("sight_preview.view", "GET"): (WORKS, "revision draft", {}),
    ("people.activate", "POST"): (MANAGES, "person Gone", {}),
    ("people.end", "POST"): (MANAGES, "person Writer", {"ends_on": "2999-12-31"}),
    ("people.deactivate", "POST"): (MANAGES, "person Writer", {}),
    ("people.erase", "POST"): (MANAGES, "person Gone", {}),
    ("people.unbind", "POST"): (MANAGES, "person Gone", {}),
    ("people.forget_factor", "POST"): (MANAGES, "person Gone", {}),
    ("people.speak", "POST"): (MANAGES, "speaking", {"language": "en"}),
    ("people.give", "POST"): (MANAGES, "assigned", {}),
    ("people.take", "POST"): (MANAGES, "assigned", {}),
    ("people.index", "GET"): (MANAGES, "", {}),
    ("people.invite", "POST"): (MANAGES, "", {"email": "neu@own.example", "name": "Neu"}),
    ("people.link", "POST"): (MANAGES, "person Writer", {}),
    ("people.new", "GET"): (MANAGES, "", {}),
    ("people.person", "GET"): (MANAGES, "person Writer", {}),
    ("people.set_roles", "POST"): (MANAGES, "person Writer", {}),
    ("library.add", "POST"): (FILES, "file model", {"title": "Bank"}),
    ("library.answer", "POST"): (PLANS, "asset", {"kind": "up", "answer": "y"}),
    ("library.asset", "GET"): (WORKS, "asset", {}),
    ("library.begin", "POST"): (FILES, "", {"name": "a.glb", "size": "12"}),
    ("library.delete", "POST"): (PLANS, "asset", {}),
    ("library.describe", "POST"): (PLANS, "asset", {"title": "Neu"}),
    ("library.follow", "POST"): (FILES, "asset", {}),
    ("library.index", "GET"): (WORKS, "", {}),
    ("library.new", "GET"): (FILES, "", {}),
    ("library.part", "POST"): (SENDS, "upload 0", {"a": "1"}),
    ("library.progress", "GET"): (WORKS, "asset", {}),
    ("library.rebuild", "POST"): (PLANS, "asset", {"unit": "mm"}),
    ("library.refine", "POST"): (PLANS, "asset", {"triangles": "20000"}),
    ("library.restore", "POST"): (PLANS, "asset", {}),
    ("library.upload", "GET"): (SENDS, "upload", {}),
    ("library.view", "GET"): (WORKS, "asset planned", {}),
    ("library.whole", "POST"): (SENDS, "upload whole", {}),
    ("documents.add", "POST"): (FILES, "file document", {}),
    ("documents.change", "POST"): (PLANS, "document", {"title": "Neu"}),
    ("documents.delete", "POST"): (PLANS, "document", {}),
    ("documents.document", "GET"): (WORKS, "document", {}),
    ("documents.follow", "POST"): (FILES, "document", {}),
    ("documents.new", "GET"): (FILES, "", {}),
    ("documents.restore", "POST"): (PLANS, "document", {}),
    ("permits.forget", "POST"): (PLANS, "permit own", {}),
    ("permits.keep", "POST"): (PLANS, "permit new", {}),
    ("permits.show", "GET"): (PLANS | {"Approver Own"}, "permit", {}),
    ("pictures.add", "POST"): (FILES, "file picture", {}),
    ("pictures.change", "POST"): (PLANS, "image", CROP),
    ("pictures.delete", "POST"): (PLANS, "image", {}),
    ("pictures.follow", "POST"): (FILES, "image", {}),
    ("pictures.new", "GET"): (FILES, "", {}),
    ("pictures.picture", "GET"): (WORKS, "image", {}),
    ("pictures.restore", "POST"): (PLANS, "image", {}),
    ("planner.edit", "GET"): (TRANSLATES, "item plain", {}),
    ("planner.hand_in", "POST"): (MAKES, "revision draft", {}),
    ("planner.item", "GET"): (WORKS, "item plain", {}),
    ("planner.progress", "GET"): (WORKS, "", {}),
    ("planner.save", "POST"): (MAKES, "item plain", WORDS),
    ("planner.withdraw", "POST"): (MAKES, "revision submitted", {}),
    ("packages.approve", "POST"): (DECIDES, "package", {}),
    ("packages.choose", "GET"): (MAKES, "station own", {}),
    ("packages.give_back", "POST"): (DECIDES, "package", {"reason": "Bitte kürzer."}),
    ("packages.hand_in", "POST"): (MAKES, "package drafts", {"title": "Zusammen"}),
    ("packages.look", "GET"): (WORKS, "package part", {}),
    ("packages.schedule", "POST"): (DECIDES, "package planned", {"at": "2099-01-01T08:00"}),
    ("packages.show", "GET"): (WORKS, "package", {}),
    ("packages.withdraw", "POST"): (MAKES, "package", {}),
    ("preview.draft", "POST"): (MAKES, "item plain", WORDS),
    ("preview.edition", "GET"): (WORKS, "edition plain", {}),
    ("preview.withdrawn", "GET"): (WORKS, "item plain", {}),
    ("preview.page", "GET"): (WORKS, "item plain", {}),
    ("preview.revision", "GET"): (WORKS, "revision draft", {}),
    ("code_files.file", "GET"): (WORKS, "sign", {}),
    ("code_files.form", "GET"): (WORKS, "sign", {}),
    ("goals.lead", "POST"): (KEEPS, "sign", {"kind": "line", "from_on": "2030-01-01", "reason": "Umbau", "seen": "0"}),
    ("goals.show", "GET"): (WORKS, "sign", {}),
    ("goals.take_back", "POST"): (KEEPS, "sign led", {}),
    ("inspection.index", "GET"): (ALL_KEEPERS, "", {}),
    ("reminders.drop", "POST"): (PLANS | DECIDES, "item plain", {"seen": "0"}),
    ("reminders.look_at", "POST"): (PLANS | DECIDES, "item plain", {"in": "never", "seen": "0"}),
    ("reminders.remind", "POST"): (PLANS | DECIDES, "item plain", {"in": "6", "seen": "0"}),
    ("reminders.show", "GET"): (WORKS, "item plain", {}),
    ("remarks.add", "POST"): (WORKS, "revision draft", {"text": "Bitte prüfen."}),
    ("remarks.answer", "POST"): (MAKES | DECIDES | {"Guest Own"}, "remark", {"reply": "Geprüft."}),
    ("remarks.names", "GET"): (WORKS, "item plain", {}),
    ("remarks.overrule", "POST"): (DECIDES, "remark", {"reply": "Bleibt so."}),
    ("remarks.reopen", "POST"): ({"Planner Other"}, "remark answered", {}),
    ("remarks.resolve", "POST"): (MAKES | DECIDES | {"Planner Other"}, "remark", {}),
    ("notices.follow", "GET"): ({"Approver Own"}, "notice", {}),
    ("notices.index", "GET"): (WORKS, "", {}),
    ("notices.see_all", "POST"): (WORKS, "", {}),
    ("partners.decide", "POST"): (DECIDES, "partner", {"shows": "off"}),
    ("partners.index", "GET"): (WORKS, "", {}),
    ("search.index", "GET"): (WORKS, "", {}),
    ("glossary.edit", "GET"): (ANY_PLANNER, "", {}),
    ("glossary.index", "GET"): (WORKS, "", {}),
    ("glossary.save", "POST"): (ANY_PLANNER, "", {"term": "Planung", "names.en": "project"}),
    ("easy_language.index", "GET"): (WORKS, "", {}),
    ("health.index", "GET"): (WORKS, "", {}),
    ("line.choose_steps", "POST"): (WORKS, "", {"show": "on"}),
    ("shortcuts.choose", "POST"): (WORKS, "", {"are": "off"}),
    ("shortcuts.index", "GET"): (WORKS, "", {}),
    ("printers.edit", "GET"): ({"Admin"}, "printer", {}),
    ("printers.index", "GET"): (WORKS, "", {}),
    ("printers.new", "GET"): ({"Admin"}, "", {}),
    ("printers.save", "POST"): ({"Admin"}, "", {"slug": "neu", "name": "Neu", "bleed_mm": "3", "mark_gap_mm": "3"}),
    ("prints.again", "POST"): (KEEPS, "order", {}),
    ("prints.archive", "GET"): (WORKS, "order", {}),
    ("designs.add_logo", "POST"): (
        PLANS,
        "design",
        {"then": "add.logos", "new.logos": (logos.FILES["Stadt Ring"], "a.svg")},
    ),
    ("designs.begin", "POST"): (PLANS, "", {"partner": OWN}),
    ("designs.formats", "GET"): (WORKS, "design", {}),
    ("designs.frame", "GET"): (WORKS, "design de", {}),
    ("designs.index", "GET"): (WORKS, "", {}),
    ("prints.cancel", "POST"): (KEEPS, "order", {"reason": "Doppelt"}),
    ("prints.confirm", "POST"): (KEEPS, "order checked", {}),
    ("prints.file", "GET"): (WORKS, "order file", {}),
    ("prints.index", "GET"): (WORKS, "", {}),
    ("prints.new", "GET"): (ALL_KEEPERS, "", {}),
    ("prints.order", "GET"): (WORKS, "order", {}),
    ("prints.page_of", "GET"): (WORKS, "order page", {}),
    ("prints.pages", "GET"): (WORKS, "order", {}),
    ("prints.remake", "POST"): (KEEPS, "order", {}),
    ("prints.since", "GET"): (ALL_KEEPERS, "order", {}),
    ("prints.place", "POST"): (KEEPS, "", {"code": CODE, "output": "print"}),
    ("sign_tables.choose", "GET"): (ALL_KEEPERS, "", {}),
    ("sign_tables.many", "GET"): (ALL_KEEPERS, "", {}),
    ("sign_tables.many", "POST"): (KEEPS, "", {"station": "1", "count.a4": "1"}),
    ("sign_tables.progress", "GET"): (ALL_KEEPERS, "import", {}),
    ("sign_tables.read", "POST"): (ALL_KEEPERS, "", {"table": "code;station", "really": "1"}),
    ("sign_tables.table", "GET"): (WORKS, "", {}),
    ("sign_tables.workbook", "GET"): (WORKS, "", {}),
    ("signs.edit", "GET"): (KEEPS, "sign", {}),
    ("signs.edit", "POST"): (KEEPS, "sign", SIGN),
    ("own_phone.end", "POST"): (WORKS, "", {}),
    ("own_phone.file", "GET"): (OPEN, "phone", {}),
    ("own_phone.page", "GET"): (OPEN, "phone", {}),
    ("own_phone.start", "GET"): (OPEN, "phone", {}),
    ("share.make", "POST"): (PLANS, "revision draft", {}),
    ("share.move", "POST"): (PLANS, "share", {"at": f"{now() + timedelta(days=2):%Y-%m-%dT08:00}"}),
    ("timetable.index", "GET"): (WORKS, "", {}),
    ("share.page", "GET"): (OPEN, "share", {}),
    ("share.revoke", "POST"): (PLANS, "share", {}),
    ("share.show", "GET"): (OPEN, "share", {}),
    ("new_scene.add", "POST"): (FILES, "", {"title": "Platz", "start": "empty"}),
    ("new_scene.into_editor", "POST"): (MAKES, "item plain", {"template": "platz-mit-baeumen"}),
    ("new_scene.new", "GET"): (FILES, "", {}),
    ("new_scene.of_planning", "GET"): (MAKES, "item plain", {}),
    ("new_scene.picture", "GET"): (FILES, "template", {}),
    ("scene_drawing.hit", "GET"): (WORKS, "scene drawn hit", {}),
    ("scene_drawing.houses", "GET"): (WORKS, "scene", {}),
    ("scene_drawing.plan", "GET"): (WORKS, "scene drawn", {}),
    ("scene_drawing.poster", "GET"): (WORKS, "scene drawn poster", {}),
    ("scene_drawing.view", "GET"): (WORKS, "scene drawn today", {}),
    ("scene_underlay.add", "POST"): (PLANS, "drawing", {}),
    ("scene_underlay.place", "POST"): (PLANS, "drawing", {"placed": json.dumps(underlay.START)}),
    ("scene_underlay.remove", "POST"): (PLANS, "scene", {}),
    ("scene_underlay.show", "GET"): (WORKS, "scene", {}),
    ("scene_editor.carry_on", "POST"): (FILES, "scene", {}),
    ("scene_editor.discard", "POST"): (FILES, "scene", {}),
    ("scene_editor.edit", "GET"): (WORKS, "scene", {}),
    ("scene_editor.present", "POST"): (FILES, "scene", {}),
    ("scene_editor.redo", "POST"): (FILES, "scene", {}),
    ("scene_editor.save", "POST"): (FILES, "scene", {}),
    ("scene_editor.state", "GET"): (WORKS, "scene", {}),
    ("scene_editor.step", "POST"): (FILES, "scene", {"steps": "[]"}),
    ("scene_editor.undo", "POST"): (FILES, "scene", {}),
    ("scene_editor.write", "POST"): (FILES, "scene", {"text": EMPTY}),
    ("signs.guide", "GET"): (WORKS, "", {}),
    ("signs.index", "GET"): (WORKS, "", {}),
    ("signs.move", "POST"): (KEEPS, "sign", {"state": "printed"}),
    ("signs.new", "GET"): (ALL_KEEPERS, "", {}),
    ("signs.new", "POST"): (KEEPS, "", {**SIGN, "station": "1"}),
    ("signs.on_line", "GET"): (WORKS, "", {}),
    ("signs.on_map", "GET"): (WORKS, "", {}),
    ("signs.picture", "GET"): (WORKS, "sign", {}),
    ("signs.png", "GET"): (WORKS, "sign", {}),
    ("signs.sign", "GET"): (WORKS, "sign", {}),
    ("signs.svg", "GET"): (WORKS, "sign", {}),
    ("replace.asset", "GET"): (FILES, "asset", {}),
    ("replace.picture", "GET"): (FILES, "image", {}),
    ("replace.document", "GET"): (FILES, "document", {}),
    ("replace.replace_document", "POST"): (FILES, "twice document", {}),
    ("replace.replace_asset", "POST"): (FILES, "twice asset", {}),
    ("replace.replace_picture", "POST"): (FILES, "twice picture", {}),
    ("tags.document", "POST"): (PLANS, "document", {}),
    ("tags.asset", "POST"): (PLANS, "asset", {}),
    ("tags.picture", "POST"): (PLANS, "image", {}),
    ("openings.index", "GET"): (WORKS, "", {}),
    ("openings.passed_on", "GET"): (WORKS, "", {}),
    ("openings.picture", "GET"): (WORKS, "", {}),
    ("openings.whole_table", "GET"): (WORKS, "", {}),
    ("statistics.index", "GET"): (WORKS, "", {}),
    ("statistics.passed_on", "GET"): (WORKS, "", {}),
    ("statistics.picture", "GET"): (WORKS, "picture", {}),
    ("statistics.table", "GET"): (WORKS, "", {}),
    ("surroundings.about", "POST"): (FILES, "asset", {"then": "without"}),
    ("surroundings.add", "POST"): (MAPS, "file model", OFFICIAL),
    ("surroundings.begin", "POST"): (MAPS, "", {"name": "a.gml", "size": "12"}),
    ("surroundings.guide", "GET"): (WORKS, "", {}),
    ("surroundings.index", "GET"): (WORKS, "", {}),
    ("surroundings.part", "POST"): (SENDS, "upload 0", {"a": "1"}),
    ("surroundings.progress", "GET"): (WORKS, "", {}),
    ("surroundings.remove", "POST"): (MAPS, "tile", {}),
    ("surroundings.upload", "GET"): (SENDS, "upload", {}),
    ("surroundings.whole", "POST"): (SENDS, "upload whole", OFFICIAL),
    ("survey.save", "POST"): (KEEPS, "sign", {**MEASURED, "measured": "facing", "request_id": NOTED}),
    ("survey.show", "GET"): (WORKS, "sign", {}),
    ("translate.edit", "GET"): (TRANSLATES, "into en", {}),
    ("translate.save", "POST"): (TRANSLATES, "into en", {"texts.en.title": "New", "texts.en.summary": "New."}),
    ("translate.keep", "POST"): (TRANSLATES, "into en", {"texts.en.title": "New", "tab": "window"}),
    ("translations.index", "GET"): (ANY_PLANNER, "", {}),
    ("translations.progress", "GET"): (ANY_PLANNER, "import", {}),
    ("translations.read", "POST"): (ANY_PLANNER, "", {"table": "kennung;text_en;fingerabdruck"}),
    ("translations.table", "GET"): (ANY_PLANNER, "", {}),
    ("translations.workbook", "GET"): (ANY_PLANNER, "", {}),
    ("work.done", "POST"): (OPEN, "sign work", {}),
    ("work.show", "GET"): (OPEN, "sign work", {}),
    ("work.trouble", "POST"): (OPEN, "sign work", {"note": "Mast fehlt"}),
    ("campaigns.begin", "POST"): (KEEPS, "sign printed", {"code": CODE, "title": "Neues Logo", "which": "these"}),
    ("campaigns.end", "POST"): (KEEPS, "sign replaced", {}),
    ("campaigns.hang", "POST"): (KEEPS, "sign replaced", {"code": CODE}),
    ("campaigns.index", "GET"): (ALL_KEEPERS, "", {}),
    ("campaigns.new", "GET"): (ALL_KEEPERS, "", {}),
    ("campaigns.show", "GET"): (KEEPS, "sign replaced", {}),
    ("work_lists.index", "GET"): (ALL_KEEPERS, "", {}),
    ("work_lists.make", "POST"): (KEEPS, "", {"code": CODE, "company": "Aushang GmbH", "days": "7"}),
    ("work_lists.new", "GET"): (ALL_KEEPERS, "", {}),
    ("work_lists.revoke", "POST"): (KEEPS, "sign list", {}),
    ("work_lists.show", "GET"): (KEEPS, "sign list", {}),
    ("static", "GET"): (OPEN, "file", {}),
    ("language_switch.choose", "POST"): (OPEN, "", {"language": "en"}),
}
ROWS = [pytest.param(*key, *row, id=f"{key[1]} {key[0]}") for key, row in TABLE.items()]


def give_work(studio, endpoint):
    """Give the sign to a company; return the list's number and the secret of its link."""
    with writing(studio.engine).begin() as session:
        by = session.scalars(select(Account).where(Account.name == "Admin")).one()
        wanted = work_lists.Wanted(codes=[CODE], company="Aushang GmbH", days=7)
        made, secret = work_lists.make(session, wanted, by=by, at=now())
        if endpoint == "work.done":
            made.tasks[0].done_at = now()  # so that it needs no photograph
        return made.id, secret


def replaced(studio, endpoint):
    """Let the sign have a print, and but for the page that begins it, a campaign; return what the address needs."""
    with writing(studio.engine).begin() as session:
        session.scalars(select(Sign)).one().state = SignStage.MOUNTED
        session.flush()
        if endpoint == "campaigns.begin":
            return {}
        by = session.scalars(select(Account).where(Account.name == "Admin")).one()
        return {"campaign_id": campaigns.begin(session, [CODE], title="Neues Logo", by=by, at=now()).id}


def work_of(sign, endpoint, secret):
    return {"token": secret, **({} if endpoint == "work.show" else {"code": sign.code})}


def lead_code(studio):
    """Lead the code of the sign elsewhere, once."""
    with writing(studio.engine).begin() as session:
        sign, by = session.scalars(select(Sign)).one(), session.scalars(select(Account)).first()
        if session.scalars(select(SignGoal)).first() is None:
            day = date(2030, 1, 1)
            session.add(SignGoal(sign=sign, number=1, kind=GoalKind.LINE, from_on=day, reason="Umbau", by=by))


def test_the_table_has_every_route_and_no_other(small_studio):
    routes = {
        (rule.endpoint, method)
        for rule in small_studio.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert routes == set(TABLE)


def test_no_two_routes_answer_at_one_address(small_studio):
    found = [
        (rule.rule, method)
        for rule in small_studio.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]

    assert sorted(each for each in set(found) if found.count(each) > 1) == []


@pytest.mark.large_on("postgresql")  # where test_inputs meets every route, and the tests of each view meet theirs
@pytest.mark.parametrize(("endpoint", "method", "allowed", "thing", "form"), ROWS)
def test_only_those_of_the_table_may(small_studio, endpoint, method, allowed, thing, form):
    there = found(small_studio, endpoint, thing)
    for person in sorted(OPEN):
        status = ask(small_studio, person, endpoint, method, there, form)

        if person in allowed:
            assert status < 400, f"{person or 'without sign-in'} got {status}"
        elif person == NOBODY_SIGNED_IN:
            assert status == (302 if method == "GET" else 401)
        else:
            assert status == 403, f"{person} got {status}"
        if method == "POST" and person in allowed:  # so that it can be done again
            small_studio.forget()
            there = found(small_studio, endpoint, thing)


def ask(
    studio: Studio,
    person: str,
    endpoint: str,
    method: str,
    there: tuple[dict[str, Any], dict[str, Any]],
    form: dict[str, str],
) -> int:
    """Send one request about what is ``there`` and return its status."""
    values, more = there
    with studio.app.test_request_context():
        address = studio.app.url_for(endpoint, **values)
    data = {name: as_sent(value) for name, value in {**more, **form}.items()} if method == "POST" else None
    with studio.client(person).open(address, method=method, data=data) as answer:
        return answer.status_code


def as_sent(value: Any) -> Any:
    """Return a field of a form as a client takes it, which closes a file once it was sent."""
    return (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value


def found(  # noqa: C901 -- a table of things, each with its own look-up
    studio: Studio, endpoint: str, thing: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the values of the address, and what a form about that thing would carry along."""
    kind, _, name = thing.partition(" ")
    if kind == "guide":
        return {"guide": "sketchup"}, {}
    if kind == "topic":
        return {"topic": "ort"}, {}
    if kind in ("made", "stop"):
        return made(studio, name)
    if kind == "permit":
        return permitted(studio, is_new=name == "new")
    if kind == "twice":
        return doubled(studio, name)
    if kind == "package":
        return packed(studio, name)
    with studio.session() as session:
        if kind == "file" and name:
            raw = {"picture": picture_bytes, "document": papers.plan}.get(name, lambda: b"glTF")()
            return {}, {"file": (raw, f"{name}.bin")}
        if kind == "file":
            return {"filename": "icon.svg"}, {}
        if kind == "remark":
            settled = Settled(name or "open")
            return {"remark_id": session.scalars(select(Remark.id).where(Remark.state == settled)).one()}, {}
        if kind == "notice":
            told = select(Notice.id).join(Notice.account).where(Account.name == "Approver Own")
            return {"notice_id": session.scalars(told).first()}, {}
        if kind == "token":
            return {"token": "made-up"}, {}
        if kind == "person":
            return {"account_id": session.scalars(select(Account.id).where(Account.name == name)).one()}, {}
        if kind == "assigned":
            agency = session.scalars(select(Account.id).where(Account.name == "Agency Away")).one()
            return {"account_id": agency, "item_id": session.scalars(select(Planning.id)).first()}, {}
        if kind == "speaking":
            translator = session.scalars(select(Account.id).where(Account.name == "Translator Own")).one()
            return {"account_id": translator, "slug": OWN}, {}
        if kind == "into":
            plain = session.scalars(select(Planning.id).where(Planning.slug == "plain")).one()
            return {"item_id": plain, "language": name}, {}
        if kind == "script":
            return {"name": "service_worker"}, {}
        if kind == "picture":
            return {"form": "svg"}, {}
        if kind == "photo":
            return {"check_id": session.scalars(select(Check.id)).one(), "number": 0}, {}
        if kind == "asset":
            more = {"variant": name} if name else {}
            return {"asset_id": session.scalars(select(Asset.id)).first(), **more}, {}
        if kind == "scene":
            return drawn(studio, session, name), {}
        if kind == "drawing":
            return underlaid(studio, session), {"file": (written(square(drawing(), 0, 0, 9)), "a.dxf")}
        if kind == "template":
            return {"slug": "platz-mit-baeumen"}, {}
        if kind == "image":
            return {"picture_id": session.scalars(select(Picture.id)).first()}, {}
        if kind == "document":
            return {"document_id": session.scalars(select(Document.id)).first()}, {}
        if kind == "tile":
            return laid(studio), {}
        if kind == "upload":
            return begun(studio, session, name), {}
        if kind == "sign":
            sign = session.scalars(select(Sign)).one()
            if name in ("printed", "replaced"):
                return replaced(studio, endpoint), {}
            if name in ("work", "list"):
                number, secret = give_work(studio, endpoint)
                return ({"work_list_id": number} if name == "list" else work_of(sign, endpoint, secret)), {}
            if name == "led":
                lead_code(studio)
                return {"code": sign.code, "number": 1}, {}
            return {"code": sign.code}, {"version": str(sign.version), "was": survey.seen(sign)}
        if kind == "order":
            order = {"order_id": session.scalars(select(PrintOrder.id)).one()}
            if name == "checked":
                with writing(studio.engine).begin() as other:
                    other.execute(update(PrintOrder).values(state=OrderState.CHECKED, is_ordered=False))
            there = {"file": {"name": "a3"}, "page": {"name": "a3", "number": 1}}
            return order | there.get(name, {}), {}
        if kind == "import":
            return {"import_id": session.scalars(select(TableImport.id)).first()}, {}
        if kind == "partner":
            return {"slug": OWN}, {}
        if kind == "design":
            design = {"sign_design_id": session.scalars(select(SignDesign.id)).one()}
            return design | ({"language": name} if name else {}), {}
        if kind == "printer":
            return {"slug": "standard"}, {}
        if not kind:
            return {}, {}
        if kind == "station":
            station = session.scalars(select(Station).where(Station.slug == f"station-{name}")).one()
            return {"item_id": station.id}, {"order": [each.slug for each in station.plannings]}
        item: Item = session.scalars(select(Planning).where(Planning.slug == (name or "draft"))).one()
        if kind == "phone":
            return on_phone(studio, endpoint, item), {}
        if kind == "share":
            return shared(studio, endpoint, item), {}
        if kind == "edition":
            first = session.scalars(select(Edition).where(Edition.item == item).order_by(Edition.number)).first()
            more = {"language": "de"} if endpoint == "preview.edition" else {}
            return {"edition_id": first.id, **more}, {"seen": str(item.current_id)}
        newest = session.scalars(select(Revision).where(Revision.item == item).order_by(Revision.number.desc())).first()
        language = {"language": "de"} if endpoint.startswith("preview.") and endpoint != "preview.draft" else {}
        if kind == "revision":
            language |= {"code": CODE} if endpoint == "sight_preview.view" else {}
            return {"revision_id": newest.id, **language}, {"version": str(newest.version)}
        other = session.scalars(select(Station.id).where(Station.slug == "station-other")).one()
        about = {"base": str(newest.id), "number": str(newest.number), "item": str(item.id), "to": str(other)}
        return {"item_id": item.id, **language}, {**about, "seen": str(item.current_id)}


def drawn(studio: Studio, session: Session, name: str) -> dict[str, Any]:
    """Write a scene for the asset there is, and return what an address needs: of it, or of what is drawn of it."""
    asset = session.scalars(select(Asset)).first()
    studio.app.config["MEDIA"].put(asset.files["scene.toml"], EMPTY.encode())
    found = {"asset_id": asset.id, "text_hash": hash_of(EMPTY), "variant": "today", "camera": "poster"}
    found["ray"] = "0,9,0,0,-1,0"
    return {each: found[each] for each in DRAWN[name]}


def underlaid(studio: Studio, session: Session) -> dict[str, Any]:
    """Lay a drawing below the scene of the asset there is, and return what an address of it needs."""
    found = drawn(studio, session, "")
    with writing(studio.engine).begin() as writes:
        by = writes.scalars(select(Account).where(Account.name == "Writer")).one()
        said = {"unit": "m", "size_m": [9, 9], "place": None, "far": 0, "words": 0}
        read = underlay.Read(name="a.dxf", layers="[]", said=said)
        underlay.lay(writes, writes.get(Asset, found["asset_id"]), read, by=by)
    return found


def doubled(studio: Studio, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Make another file of a kind, and return what an address and a form need to put it in the place of the first."""
    table = {"asset": Asset, "picture": Picture, "document": Document}[name]
    same = {"asset": (), "picture": ("width_px", "height_px"), "document": ("facts",)}[name]
    with writing(studio.engine).begin() as session:
        first = session.scalars(select(table)).first()
        copied = {each: getattr(first, each) for each in ("record", "files", "source_hash", "partner", *same)}
        other = table(slug=f"{first.slug}-anders", authors=[], **copied)
        session.add(other)
        session.flush()
        planning = session.scalars(select(Planning.id).where(Planning.slug == "plain")).one()
        return {f"{name}_id": first.id}, {"by": str(other.id), "item": str(planning)}


def permitted(studio: Studio, *, is_new: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what an address of the paper of a file needs, and a form to keep one; lay it there unless ``is_new``."""
    paper = (papers.plan(), "genehmigung.pdf")
    with writing(studio.engine).begin() as session:
        by = session.scalars(select(Account).where(Account.name == "Writer")).one()
        thing = session.scalars(select(Picture)).first()
        if not is_new:
            permits.keep(session, studio.app.config["MEDIA"], thing, io.BytesIO(paper[0]), name=paper[1], by=by)
        return {"kind": "picture", "number": thing.id}, {"permit": paper} if is_new else {}


def laid(studio: Studio) -> dict[str, Any]:
    """Make a tile of official data and return what its address needs."""
    with writing(studio.engine).begin() as session:
        by = session.scalars(select(Account).where(Account.name == "Writer")).one()
        tile = Tile(name="a.gml", source="Geobasis NRW", licence="DL-DE-ZERO-2.0", by=by)
        session.add(tile)
        session.flush()
        return {"tile_id": tile.id}


def packed(studio: Studio, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Hand in what is begun at the own station as a package, that is *planned* or not; or leave it for that."""
    with writing(studio.engine).begin() as session:
        by = {each.name: each for each in session.scalars(select(Account))}
        station = session.scalars(select(Station).where(Station.slug == "station-own")).one()
        begun = [each.revision for each in make_package.offered(session, station)]
        begun = [each for each in begun if each.item.slug != "draft"]  # of which a remark is open
        if name == "drafts":
            return {"item_id": station.id}, {"part": [str(each.id) for each in begun]}
        package = begun[0].package or make_package.make(session, station, begun, by=by["Writer"], title="Neu").package
        if name == "planned":
            decide.schedule(session, package, at=now() + timedelta(days=9), by=by["Admin"])
        more = {"revision_id": begun[0].id, "language": "de"} if name == "part" else {}
        return {"package_id": package.id, **more}, {"seen": " ".join(f"{each.id}.{each.version}" for each in begun)}


def shared(studio: Studio, endpoint: str, item: Item) -> dict[str, Any]:
    """Make a link to the newest version of ``item`` and return what its address needs."""
    with writing(studio.engine).begin() as session:
        by = session.scalars(select(Account).where(Account.name == "Writer")).one()
        newest = select(Revision).where(Revision.item_id == item.id).order_by(Revision.number.desc())
        made = share.make(session, session.scalars(newest).first(), days=7, note="", by=by)
        if endpoint in ("share.move", "share.revoke"):
            return {"share_id": made.id}
        with studio.app.test_request_context():
            token = link_of(made).rstrip("/").rpartition("/")[2]
        return {"token": token} | ({"language": "de"} if endpoint == "share.page" else {})


def on_phone(studio: Studio, endpoint: str, item: Item) -> dict[str, Any]:
    """Return what the address of a preview of ``item`` on somebody's own phone needs."""
    page = studio.client("Writer").get(f"/studio/inhalte/{item.id}/").text
    token = re.findall("/studio/telefon/([^/]+)/", page)[0]
    more = {"page": {"language": "de", "rest": "302/station-own"}, "file": {"key": FILE}}
    return {"token": token, **more.get(endpoint.partition(".")[2], {})}


def made(studio: Studio, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Make a planning that was never public, archived or not, or a stop without a station if there is no ``name``."""
    with writing(studio.engine).begin() as session:
        own = session.scalars(select(Station).where(Station.slug == "station-own")).one()
        if not name:
            stop = Stop(line_id=own.stop.line_id, dhid="de:00000:9", name="Neu", position=9, record=own.stop.record)
            session.add(stop)
            session.flush()
            return {}, {"stop": str(stop.id), "partner": str(own.partner_id)}
        planning = Planning(slug=name, station=own, archived_at=now() if name == "archived" else None)
        session.add(planning)
        session.flush()
        return {"item_id": planning.id}, {}


def begun(studio: Studio, session: Session, name: str) -> dict[str, Any]:
    """Begin an upload of three bytes, all of which are there if ``name`` is *whole*."""
    owner = session.scalars(select(Account).where(Account.name == "Planner Own")).one()
    store = studio.app.config["UPLOADS"]
    upload = chunked_upload.begin(store, name="a.glb", size_bytes=3, by=owner)
    if name == "whole":
        chunked_upload.store_part(store, upload, 0, b"abc")
    return {"upload_id": upload.id, **({"number": int(name)} if name.isdecimal() else {})}


def test_a_partner_reads_what_is_not_its_own(small_studio):
    with small_studio.session() as session:
        other = session.scalars(select(Station).where(Station.slug == "station-other")).one()

    page = small_studio.client("Planner Own").get(f"/studio/inhalte/{other.id}/")

    assert page.status_code == 200
    assert "Bearbeiten" not in page.text


def test_an_agency_reads_what_is_not_chosen_for_it_and_is_offered_what_is(small_studio):
    with small_studio.session() as session:
        plain = session.scalars(select(Planning.id).where(Planning.slug == "plain")).one()
        chosen = session.scalars(select(Planning.id).where(Planning.slug == "approved")).one()
    client = small_studio.client("Agency Away")
    pages = {number: client.get(f"/studio/inhalte/{number}/") for number in (plain, chosen)}

    assert {number: "Bearbeiten" in page.text for number, page in pages.items()} == {plain: False, chosen: True}
    assert not [word for word in ("Kopieren", "Ins Archiv", "andere Station") if word in pages[chosen].text]
    assert f'href="/studio/inhalte/{chosen}/"' in client.get("/studio/konto/").text
    assert "Vorschau-Link machen" not in client.get(f"/studio/inhalte/{chosen}/verlauf").text


def test_what_is_taken_from_an_agency_while_it_types_is_shown_and_comes_back_with_it(small_studio):
    admin, client = small_studio.client("Admin"), small_studio.client("Agency Away")
    with small_studio.session() as session:
        item = session.scalars(select(Planning.id).where(Planning.slug == "approved")).one()
        agency = session.scalars(select(Account.id).where(Account.name == "Agency Away")).one()
    typed = {"texts.de.title": "Neuer Titel", "texts.de.summary": "Kurz.", "topic": "kultur", "status": "idea"}
    editor, kept = f"/studio/inhalte/{item}/bearbeiten", f"/studio/inhalte/{item}/zwischenstand"
    assert client.post(kept, data={**typed, "tab": "window"}).status_code == 200
    assert admin.post(f"/studio/menschen/{agency}/auftrag/{item}/nehmen").status_code == 303

    refused = client.post(editor, data=typed)

    assert refused.status_code == 403
    assert "gehört nicht zu Ihrem Auftrag" in refused.text
    assert "Neuer Titel" in refused.text
    assert client.get(editor).status_code == 403
    assert admin.post(f"/studio/menschen/{agency}/auftrag/{item}/geben").status_code == 303
    assert "Neuer Titel" in client.get(editor).text


def test_who_has_no_task_is_led_to_their_own_account_which_leads_nowhere_else(small_studio):
    client = small_studio.client("Nobody")

    start = client.get("/studio/")
    page = client.get(start.headers["Location"])

    assert start.headers["Location"] == "/studio/konto/"
    assert "hat noch keine Aufgabe" in page.text
    assert {link for link in LINKS.findall(page.text) if client.get(link).status_code >= 400} == set()


def test_a_task_that_is_taken_away_is_gone_at_the_next_request(small_studio):
    client, station = small_studio.client("Planner Own"), "/studio/neue-station"
    before = client.get(station).status_code
    with writing(small_studio.engine).begin() as session:
        planner = session.scalars(select(Account).where(Account.name == "Planner Own")).one()
        planner.memberships.clear()

    assert (before, client.get(station).status_code) == (200, 403)


def test_photographs_are_shown_to_those_who_keep_the_sign(small_studio):
    shows = {
        person: "/schild/foto/" in page_of(small_studio, person, f"/studio/schilder/{CODE}/")
        for person in sorted(WORKS)
    }

    assert {person for person, has in shows.items() if has} == KEEPS


def page_of(studio: Studio, person: str, address: str) -> str:
    return str(studio.client(person).get(address).text)
