"""Pick one of many: a paginated list, narrowed by words, while what is chosen stays in sight.

A button ``then`` of a form asks for another page and for nothing else: ``find.<name>`` for what the words typed into
``find.<name>`` find, ``page.<name>.<number>`` for more of that.  Enter in a field is ``enter``: it finds if words were
typed there that nobody has looked for.  A plain form shows itself again, with all that was typed; htmx takes the pick
out of that page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import g, request

from app.actions.items import show_choices
from app.actions.items.show_choices import Choice, ChoicePage, Sort
from app.exchange.typed import is_whole_number, whole_number
from app.models import Account, Station

FIELDS = "find."  # how the fields begin with which one looks for something, and says nothing
ENTER = "enter"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for: words, a sort of files, and the number of a page."""

    words: str = ""
    sort: Sort = Sort.ALL
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Pick:
    """A field and its choices.  ``none`` is what it is called to choose nothing, empty where one must."""

    name: str
    asked: Asked
    page: ChoicePage
    chosen: Choice | None = None
    none: str = ""
    sorts: Mapping[Sort, object]
    is_open: bool


def target(form: Mapping[str, str]) -> str:
    """Return the name of the field for which ``form`` wants another page, empty if it wants to be sent."""
    command, _dot, rest = form.get("then", "").partition(".")
    if command == "find":
        return rest
    if command == "page":
        return rest.rpartition(".")[0]
    if command != ENTER:
        return ""
    typed = {name.removeprefix(FIELDS): words for name, words in form.items() if name.startswith(FIELDS)}
    return next((name for name in typed if f"{name}.was" in typed and typed[name] != typed[f"{name}.was"]), "")


def asked(form: Mapping[str, str], name: str) -> Asked:
    """Return what ``form`` looks for in the field ``name``, or looked for when it was shown."""
    own, then = FIELDS + name, form.get("then", "")
    sort = form.get(f"{own}.sort", "")
    narrowed = Sort(sort) if sort in set(Sort) else Sort.ALL
    if target(form) == name and not then.startswith("page."):
        return Asked(words=form.get(own, "").strip(), sort=narrowed)
    page = then.rpartition(".")[2] if target(form) == name else form.get(f"{own}.page", "")
    return Asked(words=form.get(f"{own}.was", ""), sort=narrowed, page=int(page) if is_whole_number(page) else 1)


def is_unanswered(form: Mapping[str, str], name: str) -> bool:
    """Tell whether ``form`` was sent with nothing chosen."""
    return f"{FIELDS}{name}.was" in form and not form.get(name) and not target(form)


def pick(
    form: Mapping[str, str],
    name: str,
    find: Callable[[Asked], ChoicePage],
    *,
    chosen: Choice | None = None,
    none: str = "",
    sorts: Mapping[Sort, object] | None = None,
    is_open: bool = False,
) -> Pick:
    """Return the field ``name`` of ``form`` with the page that ``find`` gives; ``is_open`` shows it unasked."""
    wanted = asked(form, name)
    is_sought = target(form) == name or wanted != Asked()
    return Pick(
        name=name,
        asked=wanted,
        page=find(wanted),
        chosen=chosen,
        none=none,
        sorts=sorts or {},
        is_open=is_open or is_sought,
    )


def station(name: str, *, but: Station | None = None, keeper: Account | None = None) -> Pick:
    """Return the field ``name`` of the form that is asked about, with stations as ``show_choices`` gives them."""
    chosen = request.values.get(name, 0, type=whole_number)
    return pick(
        request.values,
        name,
        lambda ask: show_choices.stations(g.session, ask.words, ask.page, but=but, keeper=keeper),
        chosen=show_choices.station(g.session, chosen) if chosen else None,
    )


def stop(name: str) -> Pick:
    """Return the field ``name`` of the form that is asked about, with stops that have no station."""
    chosen = request.values.get(name, 0, type=whole_number)
    return pick(
        request.values,
        name,
        lambda ask: show_choices.stops(g.session, ask.words, ask.page),
        chosen=show_choices.stop(g.session, chosen) if chosen else None,
    )
