"""Input validation, for every page at once: how much may come in, how many fields, which characters, which numbers.

A view need not ask whether a text holds a NUL or a number is larger than the database has: ``whole_number`` reads
numbers, in addresses as well, and what stands in the tables below is refused before a view is asked.  What nobody sees
in a text is taken out before a view gets it, but of what is secret not a letter.  Forms are read
before a transaction is opened; those with large files once it is known who asks, with a session that only looks.
"""

from collections.abc import Iterator

from flask import Flask, g, request
from werkzeug.exceptions import NotFound, RequestEntityTooLarge
from werkzeug.routing import IntegerConverter, ValidationError

from app import documents
from app.actions.documents import permits
from app.actions.library import chunked_upload
from app.actions.records import table_file
from app.actions.scenes import underlay
from app.errors import Invalid
from app.exchange.typed import CONTROL, cleaned, whole_number
from app.pictures import MOST_BYTES
from app.signage import logo
from app.signage.icc import MAX_BYTES

LONGEST_FORM_BYTES = 2 * 1024 * 1024
BESIDE_A_FILE_BYTES = 1_000_000  # the other fields of its form
LONGEST_BODY_BYTES = {  # endpoints that take more than a form
    "library.add": chunked_upload.MOST_BYTES + BESIDE_A_FILE_BYTES,
    "designs.add_logo": 10 * logo.MOST_BYTES + BESIDE_A_FILE_BYTES,  # so that one too large is told as such
    "documents.add": documents.MOST_BYTES + BESIDE_A_FILE_BYTES,
    "documents.follow": documents.MOST_BYTES + BESIDE_A_FILE_BYTES,
    "permits.keep": permits.MOST_BYTES + BESIDE_A_FILE_BYTES,
    "pictures.add": MOST_BYTES + BESIDE_A_FILE_BYTES,  # of one, or of several together
    "printers.save": MAX_BYTES + BESIDE_A_FILE_BYTES,
    "sign_tables.read": 2 * table_file.MOST_BYTES,  # the table once more, as it is confirmed
    "scene_underlay.add": underlay.MOST_BYTES + BESIDE_A_FILE_BYTES,
    "surroundings.add": chunked_upload.MOST_BYTES + BESIDE_A_FILE_BYTES,
    "work.done": 10_000_000 + BESIDE_A_FILE_BYTES,
    "translations.read": 2 * table_file.MOST_BYTES,
    "sign_check.note": 40 * 1024 * 1024,  # photographs as a phone takes them, for who has no JavaScript
}
LONGEST_ANYWHERE_BYTES = max(LONGEST_BODY_BYTES.values())
PIECES = {"library.part", "surroundings.part"}  # endpoints whose body is a piece of a file and no form
FILES = {
    "designs.add_logo",
    "documents.add",
    "documents.follow",
    "library.add",
    "permits.keep",
    "pictures.add",
    "scene_underlay.add",
    "sign_tables.read",
    "surroundings.add",
    "translations.read",
    "work.done",
} | PIECES  # read when it is known who asks
MOST_FIELDS = 10_000
LONGEST_FIELD = 1_000_000  # letters
LONGEST_FIELDS = dict.fromkeys(("sign_tables.read", "translations.read"), table_file.MOST_BYTES)  # that take more
LONGEST_SECRET = 1024  # letters of a password, which would be hashed
NEXT, OWN_PAGES = "next", "/studio/"  # the field that says where to go afterwards, and how it begins
LOOKING = {"GET", "HEAD", "OPTIONS"}


class Whole(IntegerConverter):
    """A number in an address, no larger than the databases have."""

    regex = "[0-9]+"

    def to_python(self, value: str) -> int:
        try:
            return whole_number(value)
        except ValueError as error:
            raise ValidationError from error


def install(app: Flask) -> None:
    """Take only such addresses, and only so much."""
    app.url_map.converters["int"] = Whole

    @app.before_request
    def read() -> None:
        request.max_content_length = LONGEST_BODY_BYTES.get(request.endpoint or "", LONGEST_FORM_BYTES)
        request.max_form_parts = MOST_FIELDS
        if request.endpoint in LONGEST_FIELDS:
            request.max_form_memory_size = request.max_content_length
        g.too_large = None
        if request.method not in LOOKING and request.endpoint not in FILES:
            try:
                request.form  # noqa: B018 -- reads it
            except RequestEntityTooLarge as error:
                g.too_large = error  # said once it is known in which language


def check() -> None:
    """Refuse what no view has to understand; to be called when it is known who asks, and in which language."""
    if g.too_large is not None:
        raise g.too_large
    if any(CONTROL.search(str(value)) for value in (request.view_args or {}).values()):
        raise NotFound
    _forget_addresses_elsewhere()
    _clean()
    for count, (name, value) in enumerate(_fields(), start=1):
        if count > MOST_FIELDS:
            raise Invalid("Das sind zu viele Felder auf einmal. Erlaubt sind höchstens %(most)s.", most=MOST_FIELDS)
        if CONTROL.search(value) or CONTROL.search(name):
            raise Invalid("In der Eingabe stehen Zeichen, die sich nicht speichern lassen. Bitte neu eintippen.")
        longest = LONGEST_SECRET if is_secret(name) else LONGEST_FIELDS.get(request.endpoint or "", LONGEST_FIELD)
        if len(value) > longest:
            raise Invalid("Ein Feld ist zu lang. Erlaubt sind höchstens %(most)s Zeichen.", most=longest)


def _forget_addresses_elsewhere() -> None:
    """Leave out where a form wants to lead to afterwards, unless that is a page of the studio."""
    for part in ("args",) if request.endpoint in PIECES else ("args", "form"):
        fields = getattr(request, part)
        if any(not address.startswith(OWN_PAGES) for address in fields.getlist(NEXT)):
            rest = ((name, value) for name, value in fields.items(multi=True) if name != NEXT)
            setattr(request, part, request.parameter_storage_class(rest))


def _clean() -> None:
    """Take out what nobody sees, of every field, and of the names of files."""
    for part in ("args",) if request.endpoint in PIECES else ("args", "form"):
        fields = list(getattr(request, part).items(multi=True))
        clean = [(name, value if is_secret(name) else cleaned(value)) for name, value in fields]
        if clean != fields:
            setattr(request, part, request.parameter_storage_class(clean))
    for file in () if request.endpoint in PIECES else request.files.values():
        file.filename = cleaned(file.filename or "")


def is_secret(name: str) -> bool:
    """Tell whether a field of this name holds what is never shown again."""
    return "password" in name


def typed() -> list[tuple[str, str]]:
    """Return the fields of the form, to be shown once more; none if one of them is secret."""
    fields = list(request.form.items(multi=True))
    return [] if any(is_secret(name) for name, _ in fields) else fields


def _fields() -> Iterator[tuple[str, str]]:
    yield from request.args.items(multi=True)
    if request.endpoint in PIECES:
        return
    yield from request.form.items(multi=True)
    for name, file in request.files.items(multi=True):
        yield name, file.filename or ""
