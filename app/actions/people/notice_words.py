"""The words of notices, in the studio's own languages: what the page says and what the mail says is one sentence.

A job that writes letters knows no catalogue; so the words of both stand here.
"""

from dataclasses import dataclass

from app.models import Account, Notice, NoticeKind


@dataclass(frozen=True)
class Words:
    """The subject of a letter, and the sentence; both may say ``title`` and ``by``."""

    subject: str
    sentence: str


@dataclass(frozen=True)
class Around:
    """What stands around the sentence in a letter: ``said`` is a quotation, ``open`` the way, ``why`` the last line."""

    said: str
    open: str
    why: str


WORDS: dict[str, dict[NoticeKind, Words]] = {
    "de": {
        NoticeKind.HANDED_IN: Words("Wartet auf Freigabe: %(title)s", "%(by)s hat „%(title)s“ zur Freigabe gegeben."),
        NoticeKind.GIVEN_BACK: Words("Zurückgegeben: %(title)s", "%(by)s hat „%(title)s“ zurückgegeben."),
        NoticeKind.APPROVED: Words("Freigegeben: %(title)s", "%(by)s hat „%(title)s“ freigegeben."),
        NoticeKind.REMARK: Words("Anmerkung zu: %(title)s", "%(by)s hat zu „%(title)s“ etwas angemerkt."),
        NoticeKind.REPLY: Words(
            "Antwort zu: %(title)s", "%(by)s hat Ihre Anmerkung zu „%(title)s“ beantwortet oder erledigt."
        ),
        NoticeKind.MENTION: Words("Genannt bei: %(title)s", "%(by)s hat Sie bei „%(title)s“ genannt."),
        NoticeKind.FILE: Words("Abgelehnt: %(title)s", "Aus der Datei „%(title)s“ ließ sich nichts bauen."),
        NoticeKind.DUE: Words("Wieder ansehen: %(title)s", "„%(title)s“ ist wieder anzusehen."),
    },
    "en": {
        NoticeKind.HANDED_IN: Words("Waiting for approval: %(title)s", "%(by)s has handed in “%(title)s”."),
        NoticeKind.GIVEN_BACK: Words("Given back: %(title)s", "%(by)s has given “%(title)s” back."),
        NoticeKind.APPROVED: Words("Approved: %(title)s", "%(by)s has approved “%(title)s”."),
        NoticeKind.REMARK: Words("Remark on: %(title)s", "%(by)s has remarked on “%(title)s”."),
        NoticeKind.REPLY: Words("Reply on: %(title)s", "%(by)s has answered or settled your remark on “%(title)s”."),
        NoticeKind.MENTION: Words("Mentioned on: %(title)s", "%(by)s has mentioned you on “%(title)s”."),
        NoticeKind.FILE: Words("Refused: %(title)s", "Nothing could be built from the file “%(title)s”."),
        NoticeKind.DUE: Words("Look again: %(title)s", "“%(title)s” is due for another look."),
    },
}
LETTERS = {
    "de": Around(
        "„%(comment)s“",
        "Im Studio öffnen:\n%(link)s",
        "Welche Hinweise Sie auch als Mail bekommen, wählen Sie unter „Mein Konto“:\n%(account)s",
    ),
    "en": Around(
        "“%(comment)s”",
        "Open it in the studio:\n%(link)s",
        "Under “My account” you choose which notices come by mail as well:\n%(account)s",
    ),
}


def sentence(notice: Notice, language: str) -> str:
    """Return what a notice says, in one of the studio's languages."""
    return WORDS[language][notice.kind].sentence % _values(notice)


def letter(notice: Notice, reader: Account, public_url: str) -> tuple[str, str]:
    """Return subject and body of the letter about a notice, in the language of who gets it."""
    chosen = reader.preferences.get("language")
    language = chosen if chosen in WORDS else "de"
    around, studio = LETTERS[language], f"{public_url}/studio"
    parts = [
        sentence(notice, language),
        *([around.said % {"comment": notice.comment}] if notice.comment else ()),
        around.open % {"link": f"{studio}/hinweise/{notice.id}/"},
        around.why % {"account": f"{studio}/konto/"},
    ]
    return WORDS[language][notice.kind].subject % _values(notice), "\n\n".join(parts)


def _values(notice: Notice) -> dict[str, str]:
    return {"title": notice.title, "by": notice.by.name if notice.by else ""}
