"""The shape of a document, as ``records.py`` has those of everything else."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.exchange.records import SLUG, rule

TITLE_MAX = 100  # letters, as plans are called in full
ALTERNATIVE_MAX = 4000


@dataclass(frozen=True, kw_only=True)
class DocumentText:
    """``assets/documents/<slug>/text.<language>.toml``: what it is called, and what is in it for who cannot read it."""

    title: str = rule(filled=True, longest=TITLE_MAX)
    alt: str = rule(filled=True, longest=ALTERNATIVE_MAX)  # Markdown


@dataclass(frozen=True, kw_only=True)
class DocumentRecord:
    """``assets/documents/<slug>/document.toml``: a PDF to download, who made it, and what one may do with it.

    Rules as for assets.
    """

    slug: str = rule(pattern=SLUG)
    title: str = rule(filled=True)
    author: str = ""
    licence: str = ""
    origin: str = ""
    partner: str = rule("", pattern=SLUG)
    follows: str = rule("", pattern=SLUG)
    texts: Mapping[str, DocumentText] = rule({})
