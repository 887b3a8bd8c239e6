"""Previews in the phone of a studio page: their links stay in it or open a window, and a refusal is a sentence in it.

Riders' pages may stand in no frame, so that a link to one of them would leave the phone empty.
"""

import re
from collections.abc import Callable, Collection
from functools import wraps
from typing import ParamSpec

import werkzeug
from flask import Response, make_response, render_template

from app.errors import Refusal
from app.web.frame import current_line, errors
from app.web.frame.policies import FRAMED

P = ParamSpec("P")
LINK = re.compile(r'<a (?P<before>[^>]*?)href="(?P<path>/[^"#]*)(?P<rest>[^"]*)"')


def spoken(view: Callable[P, werkzeug.Response]) -> Callable[P, werkzeug.Response]:
    """Say a refusal of ``view`` in the phone, instead of on a page of the studio."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> werkzeug.Response:
        try:
            return view(*args, **kwargs)
        except Refusal as refusal:
            return sentence({"": errors.words(refusal)}, errors.status_of(refusal))

    return guarded


def sentence(wrong: dict[str, str], status: int) -> Response:
    """Return what the phone says as long as nothing can be shown; ``wrong``: name of a field, or nothing -> words."""
    return make_response(render_template("content/preview/draft.html", wrong=wrong), status)


def answer(html: str, own: Collection[str], root: str) -> Response:
    """Return a page for the phone; ``own`` are riders' addresses that stand below ``root`` in the studio."""
    return Response(led(html, own, root, is_framed=True), headers={"Content-Security-Policy": FRAMED})


def led(html: str, own: Collection[str], root: str, *, is_framed: bool) -> str:
    """Return ``html`` with its links to ``own`` leading below ``root``; in a frame, other pages open a window."""
    riders = tuple(f"/{tag}/" for tag in current_line.record().languages)

    def lead(link: re.Match[str]) -> str:
        path = link["path"]
        if path in own:
            return f'<a {link["before"]}href="{root}{path}{link["rest"]}"'
        return f'{link[0]} target="_blank"' if is_framed and path.startswith(riders) else link[0]

    return LINK.sub(lead, html)
