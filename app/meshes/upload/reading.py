"""Reading a document: its parts are there and are what they may be, or it is malformed."""


class MalformedError(ValueError):
    """The document names something that is not there, or says something else than it may at that place."""


def things(document: dict[str, object], name: str) -> list[dict[str, object]]:
    """Return a list of the document, empty if it has none.  Raises MalformedError unless all in it are objects."""
    found = document.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise MalformedError(name)
    return found


def thing(found: list[dict[str, object]], number: object) -> dict[str, object]:
    """Return the entry of that number.  Raises MalformedError if there is none."""
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(found):
        raise MalformedError(f"{number}")
    return found[number]


def inner(given: dict[str, object], name: str) -> dict[str, object]:
    """Return an object within another, empty if there is none.  Raises MalformedError for anything else."""
    found = given.get(name, {})
    if not isinstance(found, dict):
        raise MalformedError(name)
    return found


def whole(given: object, default: int = 0) -> int:
    """Return a number that counts something.  Raises MalformedError for any other."""
    if given is None:
        return default
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given < 2**53:
        raise MalformedError(f"{given}")
    return given
