"""``make words``: bring every catalogue up to date with what the code says (Babel: extract, then update).

Each ``app/*/words/`` names in its ``babel.cfg`` where its words are, and holds a folder for each language.  New words
are added without a translation, and those that nobody says any more are dropped.  One that has changed a little keeps
its old translation as *fuzzy*, for a translator to look at; until then it is said in German.  A second run changes
nothing.  For a new language make its folder, ``words/<language>/LC_MESSAGES/``, and run it.  Nothing has to be
compiled: the product reads ``.po`` files.
"""

import io
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

APP = Path(__file__).parent.parent / "app"
DOMAINS = {"site": "site", "signage": "signage", "web": "studio"}  # folder of app -> name of its catalogues
MARKS = ("_l", "Missing", "Forbidden", "WrongState", "Overtaken", "Outdated", "Invalid", "Parameter:2")
KEYWORDS = {**DEFAULT_KEYWORDS, **parse_keywords(MARKS)}


def template(folder: str, app: Path = APP) -> Catalog:
    """Return what ``app/<folder>/words`` has to say, without translations."""
    found = Catalog(project="linie302", version=DOMAINS[folder], charset="utf-8")
    with (app / folder / "words" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    for _, _, message, _, context in extract_from_dir(app, methods, options, KEYWORDS):
        found.add(message, context=context)
    return found


def catalogues(folder: str, app: Path = APP) -> Iterator[tuple[str, Path]]:
    """Yield language and file of each catalogue that there is or should be."""
    for path in sorted((app / folder / "words").glob("*/LC_MESSAGES")):
        yield path.parent.name, path / f"{DOMAINS[folder]}.po"


def updated(path: Path, lang: str, words: Catalog) -> bytes:
    """Return the catalogue at ``path`` as it should be."""
    catalogue = read_catalogue(path, lang)
    gone = {singular(message): message for message in catalogue if message.id and message.id not in words}
    catalogue.update(words, no_fuzzy_matching=True, update_creation_date=False)
    for message in catalogue:
        if message.id and not is_translated(message):
            for close in get_close_matches(singular(message), gone, n=1):  # not among all, where it finds nonsense
                if message.pluralizable == gone[close].pluralizable:
                    message.string = gone[close].string
                    message.flags.add("fuzzy")
    catalogue.project, catalogue.version = words.project, words.version
    catalogue.msgid_bugs_address, catalogue.language_team = "", lang
    raw = io.BytesIO()
    write_po(raw, catalogue, width=0, sort_output=True, ignore_obsolete=True)
    return raw.getvalue()


def read_catalogue(path: Path, lang: str) -> Catalog:
    """Return a catalogue; an empty one if there is none yet.  Raises PoFileError if it is faulty."""
    with path.open("rb") if path.exists() else io.BytesIO() as file:
        return read_po(file, locale=lang.partition("-")[0], abort_invalid=True)


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def is_translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def main() -> None:
    for folder in DOMAINS:
        words = template(folder)
        for lang, path in catalogues(folder):
            path.write_bytes(updated(path, lang, words))
            catalogue = read_catalogue(path, lang)
            missing = sum(not is_translated(message) for message in catalogue if message.id)
            fuzzy = sum(message.fuzzy for message in catalogue if message.id)
            print(f"{path.relative_to(APP)}: {len(catalogue)} words, {missing} without translation, {fuzzy} to look at")


if __name__ == "__main__":
    main()
