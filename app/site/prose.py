"""Markdown, as planners write it, to HTML that can do no harm."""

import re
from collections.abc import Mapping

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "a", "code", "hr"}
_SCHEMES = {"https", "http", "mailto", "tel"}
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")
_LINE_BY_LINE = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
_PLACE = re.compile(r"\{([a-z_]+)\}")
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+.!|~-])")


def prose(markdown: str, *, keep_lines: bool = False) -> Markup:
    """Return safe HTML.  ``keep_lines`` keeps line breaks, for Leichte Sprache with one sentence a line.

    A heading of the first level becomes one of the second, since the page has its own.
    """
    html = (_LINE_BY_LINE if keep_lines else _MARKDOWN).render(markdown)
    html = re.sub(r"(</?h)1>", r"\g<1>2>", html)
    clean = nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES, link_rel="noopener")
    return Markup(clean)  # noqa: S704 -- nh3 left only harmless tags


def fill(markdown: str, values: Mapping[str, str]) -> str:
    """Replace ``{name}`` by its value, taken as plain text; line breaks in values are kept, unknown names stay."""

    def value(match: re.Match[str]) -> str:
        given = values.get(match[1])
        if given is None:
            return match[0]
        return _MARKS.sub(r"\\\1", given).replace("\n", "\\\n")

    return _PLACE.sub(value, markdown)
