"""glTF as text (.gltf): the document alone, with what it needs inside as ``data:`` or, in a ZIP, beside it."""

from collections.abc import Callable
from urllib.parse import unquote

from app.i18n import N_
from app.meshes.upload.embedded import embedded
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given
from app.meshes.upload.readers.faults import refuse, unreadable
from app.meshes.upload.readers.glb import described
from app.meshes.upload.reading import MalformedError, things
from app.meshes.upload.wishes import Wishes

MOST_JSON_BYTES = 200_000_000  # pictures and numbers may stand in it


def read(raw: memoryview, _wishes: Wishes, findings: Findings) -> Given:
    """Return what a glTF holds that comes alone.  Raises RefusedError, also if something of it lies elsewhere."""
    given = assembled(raw, findings, lambda _address: None)
    missing = [each for name in ("buffers", "images") for each in things(given.document, name) if "uri" in each]
    if missing:
        wrong = N_("Zur glTF-Datei gehört „%(name)s“, das fehlt.")
        mend = N_("Bitte die glTF-Datei mit allem, was dazugehört, als ZIP packen. Oder gleich als GLB ausgeben.")
        refuse(findings, "Verweis", wrong, mend, name=unquote(str(missing[0]["uri"])).rpartition("/")[2][:60])
    return given


def assembled(raw: memoryview, findings: Findings, beside: Callable[[str], bytes | None]) -> Given:
    """Return what a glTF holds; ``beside`` returns what it names.  Raises RefusedError."""
    document = described(raw, findings, most_bytes=MOST_JSON_BYTES)
    try:
        document, binary = embedded(document, memoryview(b""), beside)
    except (MalformedError, TypeError):
        unreadable(findings, "data:")
    return Given(document=document, binary=binary)
