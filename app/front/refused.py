"""What the front itself refuses, before the application has seen anything: a status and a sentence in two languages.

No language is known yet, often not even a request.  Nothing of it is logged, and neither is who sent it.
"""

from http import HTTPStatus

SENTENCES = {
    400: ("Diese Anfrage ist nicht zu verstehen.", "This request cannot be understood."),
    408: ("Die Anfrage kam zu langsam an. Bitte noch einmal versuchen.", "The request came too slowly. Please retry."),
    413: ("Das ist zu viel auf einmal.", "That is too much at once."),
    414: ("Diese Adresse ist zu lang.", "This address is too long."),
    417: ("Diese Erwartung kann der Server nicht erfüllen.", "The server cannot meet this expectation."),
    431: ("Der Browser schickt zu viele Angaben mit.", "The browser sends too many header fields."),
    500: ("Auf dem Server ist ein Fehler aufgetreten.", "The server met with an error."),
    501: ("Diese Übertragung kennt der Server nicht.", "The server does not know this transfer coding."),
    503: (
        "Gerade ist zu viel los. Bitte gleich noch einmal versuchen.",
        "Too busy just now. Please retry in a moment.",
    ),
}
PAGE = (
    '<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>{title}</title><h1>{title}</h1><p>{first}</p><p lang="en">{second}</p></html>\n'
)
RETRY_AFTER_S = 5


class Refused(Exception):  # noqa: N818 -- a decision, not an error of ours
    """A request that goes no further; ``status`` is a key of ``SENTENCES``."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def answer(status: int) -> bytes:
    """Return the whole answer to a refused request; the connection closes after it."""
    first, second = SENTENCES[status]
    title = f"{status} {HTTPStatus(status).phrase}"
    body = PAGE.format(title=title, first=first, second=second).encode()
    lines = [
        f"HTTP/1.1 {title}",
        "Connection: close",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        *([f"Retry-After: {RETRY_AFTER_S}"] if status == HTTPStatus.SERVICE_UNAVAILABLE else []),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
