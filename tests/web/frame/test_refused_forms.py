"""What refuses a form takes the focus, so that whoever works by keyboard, or listens, is where the sentence is."""

import re
from pathlib import Path

from app.web import studio

TEMPLATES = Path(studio.__file__).parent / "templates"
ALERT = re.compile(r'<\w+[^>]*\brole="alert"[^>]*>')
ELSEWHERE = {
    "library/steps.html": "comes while somebody may be typing beside it",
}


def test_what_refuses_a_form_takes_the_focus():
    alerts = [
        (path.relative_to(TEMPLATES).as_posix(), found)
        for path in sorted(TEMPLATES.rglob("*.html"))
        for found in ALERT.findall(path.read_text())
        if " hidden" not in found
    ]

    without = [where for where, found in alerts if 'tabindex="-1" autofocus' not in found]

    assert [each for each in without if not each.startswith(tuple(ELSEWHERE))] == []
    assert len(alerts) > len(without) > 0
