"""ZIP: one model with everything that belongs to it: OBJ with MTL and pictures, glTF with its parts, or one file."""

import io
from collections.abc import Mapping
from typing import NoReturn
from urllib.parse import unquote

from PIL import Image

from app.i18n import N_
from app.meshes.upload import formats, kinds
from app.meshes.upload.archive import Archive
from app.meshes.upload.assembly import Assembly
from app.meshes.upload.findings import Findings
from app.meshes.upload.given import Given
from app.meshes.upload.readers import gltf, mtl, obj
from app.meshes.upload.readers.faults import refuse
from app.meshes.upload.wishes import Wishes

LEADING = (
    "gltf",
    "glb",
    "usdz",
    "ifc",
    "obj",
    "dxf",
    "ply",
    "stl",
    "citygml",
    "cityjson",
)  # of one model in two formats
OLD_FORMS = ("BMP", "TGA", "TIFF", "GIF")  # of pictures, which become PNG
MOST_SIDE_PX = 8192
MISSING = N_("Die Textur „%(name)s“ fehlt im ZIP.")
MOST_NAMED = 5


def read(raw: memoryview, wishes: Wishes, findings: Findings) -> Given:
    """Return what the one model in a ZIP holds.  Raises RefusedError, also for several, and for archives in it."""
    archive = Archive(raw, findings)
    name, slug = _model(archive, findings)
    if slug == "obj":
        dress = _Dress(archive, name)
        return obj.assembled(archive.content(name), findings, dress.dressed).given()
    if slug == "gltf":
        return _gltf(archive, name, findings)
    return formats.given(memoryview(archive.content(name)), wishes, findings, file_name=name)


def _model(archive: Archive, findings: Findings) -> tuple[str, str]:
    """Return name and kind of the one model there is; of two formats of it the one that tells more."""
    found = {name: known for name in archive.names if (known := kinds.recognized(archive.head(name, 4096), name))}
    models = {name: known.slug for name, known in found.items() if known.slug in LEADING}
    stems = {name.rpartition(".")[0] for name in models}
    if len(stems) == 1:
        name = min(models, key=lambda each: LEADING.index(models[each]))
        return name, models[name]
    return _refuse(archive, models, found, findings)


def _refuse(
    archive: Archive, models: Mapping[str, str], found: Mapping[str, kinds.Known], findings: Findings
) -> NoReturn:
    """Raise RefusedError for a ZIP with several models, or with none."""
    if models:
        wrong = N_("Im ZIP liegen mehrere Modelle: %(names)s.")
        mend = N_("Bitte für jedes ein eigenes ZIP packen, oder im 3D-Programm eines daraus machen.")
        names = ", ".join(archive.shown(name) for name in sorted(models)[:MOST_NAMED])
        refuse(findings, "ZIP", wrong, mend, names=names + (" …" if len(models) > MOST_NAMED else ""))
    if any(known.slug in ("zip", "archive") for known in found.values()):
        mend = N_("Bitte das innere auspacken und allein hochladen.")
        refuse(findings, "ZIP", N_("Im ZIP liegt noch ein Archiv."), mend)
    other = next((known for known in found.values() if known.slug != "picture" and known.kind.wrong), None)
    if other:
        findings.add("ZIP", other.kind.wrong, other.kind.mend, help=other.kind.help)
    mend = N_("Gelesen werden zum Beispiel OBJ mit MTL und glTF. Bitte alles in einen Ordner legen und packen.")
    refuse(findings, "ZIP", N_("Im ZIP liegt kein 3D-Modell."), mend, help="andere")


def _gltf(archive: Archive, name: str, findings: Findings) -> Given:
    def beside(address: str) -> bytes | None:
        path = archive.beside(name, unquote(address)) or archive.beside(name, address)
        if path:
            return archive.content(path)
        if "." in address and address.rpartition(".")[2].lower() != "bin":
            findings.note("Textur", MISSING, name=unquote(address).rpartition("/")[2][:60])
            return _png(Image.new("RGB", (1, 1), "white"))
        return None

    return gltf.assembled(memoryview(archive.content(name)), findings, beside)


class _Dress:
    """The materials of an OBJ in an archive."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive, self._name = archive, name
        self._textures: dict[tuple[str, bool], tuple[int, bool]] = {}  # path, clamped -> number, has transparency

    def dressed(
        self, libraries: list[str], used: set[str], assembly: Assembly, findings: Findings
    ) -> Mapping[str, int]:
        """Add the materials that are used, and return their numbers by name."""
        found: dict[str, mtl.Material] = {}
        for library in self._libraries(libraries, findings):
            found |= mtl.read(self._archive.content(library))
        if all(material.opacity == 0 for material in found.values()):
            for material in found.values():
                material.opacity = 1.0
        return {name: self._added(name, found[name], assembly, findings) for name in sorted(used & found.keys())}

    def _libraries(self, libraries: list[str], findings: Findings) -> list[str]:
        """Return where the libraries are; a line may name several, and one that is there serves for one that is not."""
        found = []
        for each in libraries:
            names = [each] if self._archive.beside(self._name, each) else each.split()
            found += [path for name in names if (path := self._archive.beside(self._name, name))]
        there = [name for name in self._archive.names if name.endswith(".mtl")]
        if libraries and not found:
            if len(there) == 1:
                return there
            findings.note("Farben", N_("Ohne Farben gelesen: „%(name)s“ fehlt im ZIP."), name=libraries[0][:60])
        return found

    def _added(self, name: str, material: mtl.Material, assembly: Assembly, findings: Findings) -> int:
        texture, is_clear = None, False
        if material.picture and material.picture.name:
            path = self._archive.beside(self._name, material.picture.name)
            if path:
                texture, is_clear = self._texture(path, assembly, findings, clamped=material.picture.clamped)
            else:
                said = mtl.base(material.picture.name)
                findings.note("Textur", MISSING, name=said)
        return mtl.added(name, material, assembly, texture=texture, is_cut_out=is_clear)

    def _texture(self, path: str, assembly: Assembly, findings: Findings, *, clamped: bool) -> tuple[int | None, bool]:
        if (path, clamped) not in self._textures:
            made = _readable(self._archive.content(path))
            if made is None:
                said = N_("Die Textur „%(name)s“ lässt sich nicht lesen.")
                findings.note("Textur", said, name=self._archive.shown(path))
                return None, False
            self._textures[path, clamped] = (assembly.texture(made[0], clamped=clamped), made[1])
        return self._textures[path, clamped]


def _readable(raw: bytes) -> tuple[bytes, bool] | None:
    """Return a picture in a form that glTF has, and whether parts of it are clear; None for what is no picture."""
    try:
        with Image.open(io.BytesIO(raw)) as picture:
            if max(picture.size) > MOST_SIDE_PX:
                return raw, False  # is refused later, with its sentence
            is_clear = _is_clear(picture)
            if picture.format in OLD_FORMS:
                return _png(picture.convert("RGBA" if is_clear else "RGB")), is_clear
            return raw, is_clear
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def _is_clear(picture: Image.Image) -> bool:
    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return False
    lowest = picture.convert("RGBA").getchannel("A").getextrema()[0]
    return isinstance(lowest, int) and lowest < 250


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
