"""Whoever searches the code for a word of the field finds where the thing is done, in a file's first line."""

from pathlib import Path

import pytest

APP = Path(__file__).parent.parent / "app"
FIRST_LINES = {
    path.relative_to(APP).as_posix(): path.read_text().split("\n", 1)[0].lower() for path in APP.rglob("*.py")
}
TERMS = {
    "rate limit": "actions/people/rate_limit.py",
    "throttle": "actions/people/rate_limit.py",
    "outbox": "actions/people/mail_queue.py",
    "permission": "actions/people/rights.py",
    "sandbox": "sandbox.py",
    "single flight": "single_flight.py",
    "idempoten": "actions/signs/idempotency.py",
    "inspection": "actions/signs/inspection.py",
    "snapshot": "models/edition.py",
    "backup": "backup/__init__.py",
    "schema": "schema.py",
    "audit": "models/event.py",
    "heartbeat": "actions/content/presence.py",
    "debounce": "actions/content/autosave.py",
    "workflow": "actions/content/review.py",
    "three-way": "actions/content/merge.py",
    "chunked upload": "actions/library/chunked_upload.py",
    "resumable": "actions/library/chunked_upload.py",
    "pagina": "actions/items/show_choices.py",
    "dedup": "web/riders/scan_dedup.py",
    "spool": "web/riders/spool.py",
    "static files": "web/riders/files.py",
    "csrf": "web/frame/cross_site.py",
    "content security polic": "web/frame/policies.py",
    "serialisation": "actions/records/record_json.py",
    "cache key": "actions/riders/bundle.py",
    "deterministic": "meshes/deterministic_math.py",
}


@pytest.mark.parametrize(("term", "path"), TERMS.items())
def test_a_word_of_the_field_leads_to_its_file(term, path):
    assert term in FIRST_LINES[path]
