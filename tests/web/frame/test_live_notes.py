"""The page where something changes that riders get at once says so."""

import re
from pathlib import Path

import pytest

from app.actions.riders.live import LIVE_BY_DECISION

TEMPLATES = Path(__file__).parents[3] / "app/web/templates"
SAYS = re.compile(r'live_words\("(\w+)"\)')
CHANGES_SIGNS = {
    path.relative_to(TEMPLATES).as_posix()
    for room in ("signs", "prints")
    for path in (TEMPLATES / room).rglob("*.html")
}
NOT_PUBLIC = {
    "signs/read.html": "only shows what would change",
    "prints/printers/edit.html": "printers are nobody's page",
    "prints/campaigns/new.html": "only begins a list; what is printed and hung says it",
}


def said(name):
    return set(SAYS.findall((TEMPLATES / name).read_text()))


@pytest.mark.parametrize("name", [name for name, each in LIVE_BY_DECISION.items() if each.sentence])
def test_some_page_says_it(name):
    assert any(name in said(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", sorted(CHANGES_SIGNS - {*NOT_PUBLIC}))
def test_every_form_about_signs_says_it(name):
    if 'method="post"' in (TEMPLATES / name).read_text():
        assert said(name) & {"sign", "print"}


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("items/relocate.html", "address"),
        ("content/approver/decide.html", "visibility"),
        ("content/approver/ending.html", "visibility"),
    ],
)
def test_the_pages_of_other_decisions_say_it(template, name):
    assert name in said(template)
