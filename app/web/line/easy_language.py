"""The easy-to-read texts of the line: what the rules of Leichte Sprache find in each, and where there is none."""

from collections import Counter

from flask import Blueprint, g, render_template, request, url_for

from app.actions.line import show_easy
from app.actions.line.show_easy import EasyText
from app.actions.wording import easy_texts
from app.actions.wording.easy_language import Rule
from app.exchange.reading import plain
from app.exchange.typed import whole_number
from app.web.content import wording
from app.web.frame import current_line, field_values, labels
from app.web.frame.languages import _, _l

bp = Blueprint("easy_language", __name__)
RULES = {
    Rule.LONG_SENTENCE: _l("Langer Satz"),
    Rule.SENTENCES: _l("Mehrere Sätze in einer Zeile"),
    Rule.CLAUSES: _l("Mehrere Nebensätze"),
    Rule.LONG_WORD: _l("Langes Wort"),
    Rule.HARD_WORD: _l("Schweres Wort"),
    Rule.SHORT_FORM: _l("Abkürzung"),
    Rule.DOUBLE_NEGATION: _l("Zweimal verneint"),
    Rule.NEGATION: _l("Verneint"),
    Rule.GENITIVE: _l("Genitiv"),
    Rule.PASSIVE: _l("Passiv"),
    Rule.SUBJUNCTIVE: _l("Konjunktiv"),
    Rule.NUMBER_WORD: _l("Zahl als Wort"),
    Rule.ROMAN: _l("Römische Zahl"),
    Rule.PERCENT: _l("Prozent"),
    Rule.LARGE_NUMBER: _l("Große Zahl"),
    Rule.SIGN: _l("Sonderzeichen"),
    Rule.NOUNS: _l("Hauptwörter auf -ung, -heit, -keit"),
}


@bp.get("/pflegestand/leichte-sprache")
def index() -> str:
    page, partner = max(1, request.args.get("page", 1, type=whole_number)), request.args.get("partner", "")
    line = current_line.record()
    languages = show_easy.languages(line)
    asked = request.args.get("language", "")
    language = asked if asked in languages else next(iter(languages), "")
    found = show_easy.texts(g.session, line, language, by=g.account, partner=partner, page=page) if language else []
    count = show_easy.count(g.session, partner=partner)
    return render_template(
        "line/easy_language/index.html",
        easy=language,
        languages=[(tag, labels.language_name(tag)) for tag in languages],
        has_rules=easy_texts.has_rules(language),
        hinted=[each for each in found if each.count],
        missing=[each for each in found if each.is_missing],
        good=sum(not each.count and not each.is_missing for each in found),
        sums=sum((some for each in found for some in each.fields.values()), Counter[Rule]()),
        rules=RULES,
        field_name=lambda path, record: labels.text_field(path, field_values.own_variants(plain(record))),
        address=address,
        partner=partner,
        partners=[("", _("alle Partner")), *((each.slug, each.name) for each in line.partners)],
        page=page,
        pages=-(-count // show_easy.PAGE) if languages else 0,
    )


def address(text: EasyText, language: str, path: str = "title") -> str:
    """Return where somebody sees to a field of a text; for whoever may not, the page of what it is about."""
    anchor = wording.place(text.record, language, path).field.replace(".", "-")
    if text.may_plan:
        return url_for("planner.edit", item_id=text.id, show=language, _anchor=anchor)
    if text.may_translate:
        return url_for("translate.edit", item_id=text.id, language=language, _anchor=anchor)
    return url_for("planner.item", item_id=text.id)
