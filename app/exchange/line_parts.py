"""The words of a line that are reviewed by themselves, as records: what it says of itself, and its pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.exchange.records import SLUG, Text, rule


@dataclass(frozen=True, kw_only=True)
class LineWordsRecord:
    """What a LineRecord says in words, as a part that is reviewed by itself."""

    slug: str = rule(pattern=SLUG)
    topics: Mapping[str, Mapping[str, str]] = rule({})  # slug -> language -> name
    funding: Mapping[str, str] = rule({})
    texts: Mapping[str, Text] = rule({})


@dataclass(frozen=True, kw_only=True)
class PageRecord:
    """``stations/pages/<slug>``: a page of words, such as the imprint."""

    slug: str = rule(pattern=SLUG)
    texts: Mapping[str, Text] = rule({})
