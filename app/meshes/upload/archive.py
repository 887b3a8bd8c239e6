r"""Archive: a ZIP with files that belong together, found by whatever their makers call them.

Names are compared without regard to capitals, to how umlauts are written and to which way slashes lean; a path that
leads elsewhere (``C:\…``, ``../``) is cut down to the name at its end.  Nothing is written to the disk.  What a ZIP
says of itself is checked before anything of it is unpacked.
"""

import io
import unicodedata
import zipfile
import zlib
from typing import NoReturn

from app.i18n import N_
from app.meshes.faults import grouped
from app.meshes.upload.findings import Findings
from app.meshes.upload.readers.faults import refuse

MOST_FILES = 2_000
MOST_BYTES = 1_000_000_000  # unpacked, all together
MOST_RATIO = 20  # unpacked to packed
SMALL_BYTES = 1_000_000  # of so little no ratio is asked
HIDDEN = ("__macosx/", "/.", "thumbs.db")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


class Archive:
    """The files of a ZIP by their names.  Raises RefusedError for one that is broken or larger than it may be."""

    def __init__(self, raw: memoryview, findings: Findings) -> None:
        self._findings = findings
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            members = [each for each in self._zip.infolist() if not each.is_dir()]
        except BROKEN:
            self._broken()
        self._check(members, len(raw))
        self._members = {name: each for each in members if not _is_hidden(name := plain(_named(each)))}
        self._shown = {plain(_named(each)): _named(each) for each in members}

    @property
    def names(self) -> list[str]:
        """All names, made plain."""
        return list(self._members)

    def shown(self, name: str) -> str:
        """Return a name as its maker wrote it."""
        return self._shown[name].rpartition("/")[2][:60]

    def head(self, name: str, size: int) -> bytes:
        """Return how a file begins.  Raises RefusedError."""
        try:
            with self._zip.open(self._members[name]) as file:
                return file.read(size)
        except BROKEN:
            self._broken()

    def content(self, name: str) -> bytes:
        """Return a file.  Raises RefusedError."""
        try:
            return self._zip.read(self._members[name])
        except BROKEN:
            self._broken()

    def beside(self, name: str, reference: str) -> str:
        """Return the name of what the file ``name`` calls ``reference``; empty if there is no such file."""
        wanted = plain(reference.strip().strip('"'))
        folder = name.rpartition("/")[0]
        for path in (f"{folder}/{wanted}".lstrip("/"), wanted):
            if path in self._members:
                return path
        base = wanted.rpartition("/")[2]
        return min((path for path in self._members if path.rpartition("/")[2] == base), key=len, default="")

    def _check(self, members: list[zipfile.ZipInfo], packed_bytes: int) -> None:
        findings = self._findings
        if any(each.flag_bits & 1 for each in members):
            refuse(
                findings, "ZIP", N_("Das ZIP ist mit einem Kennwort verschlossen."), N_("Bitte ohne Kennwort packen.")
            )
        if len(members) > MOST_FILES:
            wrong, mend = N_("Im ZIP liegen %(count)s Dateien."), N_("Höchstens %(most)s. Bitte nur das Modell packen.")
            refuse(findings, "ZIP", wrong, mend, count=grouped(len(members)), most=grouped(MOST_FILES))
        unpacked = sum(each.file_size for each in members)
        if unpacked > MOST_BYTES or (unpacked > SMALL_BYTES and unpacked > MOST_RATIO * packed_bytes):
            wrong = N_("Ausgepackt hat das ZIP %(megabytes)s MB, mehr als sein Inhalt brauchen kann.")
            mend = N_("Bitte nur das Modell mit seinen Texturen packen.")
            refuse(findings, "ZIP", wrong, mend, megabytes=grouped(unpacked // 1_000_000))

    def _broken(self) -> NoReturn:
        refuse(self._findings, "ZIP", N_("Das ZIP ist beschädigt oder bricht ab."), N_("Bitte noch einmal packen."))


def plain(name: str) -> str:
    """Return a name as all are compared: small letters, slashes, composed umlauts, no drive and no way up."""
    parts = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and not part.endswith(":")).casefold()


def _named(member: zipfile.ZipInfo) -> str:
    """Return the name of a file; a Mac writes UTF-8 without saying so."""
    try:
        return member.filename if member.flag_bits & 0x800 else member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _is_hidden(name: str) -> bool:
    return any(part in f"/{name}" for part in HIDDEN)
