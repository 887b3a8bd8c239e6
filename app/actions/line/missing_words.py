"""Missing words: what pages and signs of a line cannot say yet in its languages, for those who translate."""

from collections.abc import Mapping

from app.exchange import catalogues
from app.exchange.catalogues import SIGNAGE, SITE
from app.exchange.content import Content
from app.exchange.languages import is_simple
from app.signage.words import shipped_signs, words_of_signs
from app.site.words import SOURCE, shipped_pages, words_of_pages


def missing(content: Content) -> Mapping[str, list[str]]:
    """Return the catalogues that lack words, by their place in the folder, each with the German of what is missing."""
    kinds = ((SITE, words_of_pages(), shipped_pages), (SIGNAGE, words_of_signs(), shipped_signs))
    found = {}
    for tag in content.line.languages:
        for name, wanted, ours in kinds:
            texts = (content.words.get(tag, {}).get(name), ours(tag))
            said = frozenset[str]().union(*(catalogues.words_of(text, tag) for text in texts if text is not None))
            is_whole = tag == SOURCE or (is_simple(tag) and not said)  # then those of the ordinary language serve
            if not is_whole and wanted - said:
                found[f"stations/words/{tag}/{name}.po"] = sorted(wanted - said)
    return found
