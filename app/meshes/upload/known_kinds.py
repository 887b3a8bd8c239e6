"""Known kinds: what planners bring, which module reads it, or what is said of it and where help is found.

``SIGNS`` are looked at from the first to the last: what is sure comes before what might be anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.i18n import N_

READERS = "app.meshes.upload.readers"
OLE = r"^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Microsoft's compound files, of many programs
ZIP = r"^PK\x03\x04"
FIRST = r"^PK\x03\x04.{26}[ -~\x80-\xff]{0,200}?"  # of what lies in a ZIP: the end of its name follows
GZIP, ZSTD = r"^\x1f\x8b", r"^\x28\xb5\x2f\xfd"
XML = r"^[ \t\r\n]*(<.*)?"  # whatever comes before the element that is looked for
TAG = r"[ \t\r\n>/]"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What is read, by ``reader``; else what it is in one sentence, how to bring it, and the name of its help page."""

    reader: str = ""
    endings: tuple[str, ...] = ()  # of what is read; the first is kept with the file
    wrong: str = ""
    mend: str = ""
    help: str = ""


@dataclass(frozen=True)
class Sign:
    """How a kind is told: an expression over the beginning as Latin-1, endings of names, or both."""

    slug: str
    head: str = ""
    endings: tuple[str, ...] = ()


AS_GLB = N_("Bitte dort als GLB ausgeben.")
MESHLAB = N_("Bitte in MeshLab öffnen und als OBJ ausgeben.")
BLENDER = N_("Bitte in Blender öffnen und als GLB ausgeben.")
AS_IFC = N_("Bitte dort als IFC ausgeben.")
AS_DXF = N_("Bitte als DXF speichern.")

KINDS: Mapping[str, Kind] = {
    "glb": Kind(reader=f"{READERS}.glb", endings=("glb",)),
    "obj": Kind(reader=f"{READERS}.obj", endings=("obj",)),
    "stl": Kind(reader=f"{READERS}.stl", endings=("stl",)),
    "ply": Kind(reader=f"{READERS}.ply", endings=("ply",)),
    "gltf": Kind(reader=f"{READERS}.gltf", endings=("gltf",)),
    "zip": Kind(reader=f"{READERS}.zipped", endings=("zip",)),
    "usdz": Kind(reader=f"{READERS}.usdz", endings=("usdz", "usdc", "usda", "usd")),
    "dxf": Kind(reader=f"{READERS}.dxf", endings=("dxf",)),
    "ifc": Kind(reader=f"{READERS}.ifc.reading", endings=("ifc", "ifczip")),
    "citygml": Kind(reader=f"{READERS}.city", endings=("gml", "citygml", "xml")),
    "cityjson": Kind(reader=f"{READERS}.city", endings=("json", "jsonl", "cityjson")),
    "sketchup": Kind(wrong=N_("Das ist eine SketchUp-Datei (SKP)."), mend=AS_GLB, help="sketchup"),
    "dwg": Kind(wrong=N_("Das ist eine AutoCAD-Zeichnung (DWG)."), mend=AS_DXF, help="autocad"),
    "revit": Kind(wrong=N_("Das ist eine Revit-Datei."), mend=AS_IFC, help="revit"),
    "rhino": Kind(wrong=N_("Das ist eine Rhino-Datei (3DM)."), mend=AS_GLB, help="rhino"),
    "fbx": Kind(wrong=N_("Das ist eine FBX-Datei."), mend=BLENDER, help="fbx"),
    "collada": Kind(wrong=N_("Das ist eine COLLADA-Datei (DAE)."), mend=BLENDER, help="collada"),
    "3ds": Kind(wrong=N_("Das ist eine 3DS-Datei."), mend=MESHLAB, help="3ds"),
    "3ds-max": Kind(wrong=N_("Das ist eine Szene aus 3ds Max."), mend=AS_GLB, help="3ds-max"),
    "cinema-4d": Kind(wrong=N_("Das ist eine Szene aus Cinema 4D."), mend=AS_GLB, help="cinema-4d"),
    "maya": Kind(wrong=N_("Das ist eine Szene aus Maya."), mend=BLENDER, help="maya"),
    "blender": Kind(wrong=N_("Das ist eine Blender-Datei."), mend=AS_GLB, help="blender"),
    "archicad": Kind(wrong=N_("Das ist ein Archicad-Projekt."), mend=AS_IFC, help="archicad"),
    "vectorworks": Kind(wrong=N_("Das ist eine Vectorworks-Datei."), mend=AS_IFC, help="vectorworks"),
    "allplan": Kind(wrong=N_("Das ist eine Allplan-Datei."), mend=AS_IFC, help="allplan"),
    "microstation": Kind(wrong=N_("Das ist eine MicroStation-Zeichnung (DGN)."), mend=AS_DXF, help="microstation"),
    "navisworks": Kind(
        wrong=N_("Das ist eine Navisworks-Datei."),
        mend=N_("Bitte das Modell aus dem Programm holen, in dem es gezeichnet ist."),
        help="navisworks",
    ),
    "visualization": Kind(
        wrong=N_("Das ist eine Szene aus Lumion, Twinmotion oder einem ähnlichen Programm."),
        mend=N_("Bitte das Modell aus dem Programm holen, in dem es gezeichnet ist."),
        help="visualisierung",
    ),
    "step": Kind(wrong=N_("Das ist eine STEP-Datei."), mend=N_("Bitte mit FreeCAD als GLB ausgeben."), help="step"),
    "iges": Kind(wrong=N_("Das ist eine IGES-Datei."), mend=N_("Bitte mit FreeCAD als GLB ausgeben."), help="step"),
    "machine": Kind(
        wrong=N_("Das ist eine Datei aus einem Programm für Maschinenbau."),
        mend=N_("Bitte dort als STEP und dann mit FreeCAD als GLB ausgeben."),
        help="step",
    ),
    "3mf": Kind(wrong=N_("Das ist eine Datei für den 3D-Druck (3MF)."), mend=N_("Bitte als STL ausgeben."), help="3mf"),
    "x3d": Kind(wrong=N_("Das ist eine VRML- oder X3D-Datei."), mend=MESHLAB, help="x3d"),
    "google-earth": Kind(wrong=N_("Das ist eine Datei für Google Earth (KMZ, KML)."), mend=AS_GLB, help="google-earth"),
    "points": Kind(
        wrong=N_("Das ist eine Punktwolke."),
        mend=N_("Bitte ein Netz aus Flächen daraus machen und als PLY ausgeben."),
        help="punktwolke",
    ),
    "splats": Kind(
        wrong=N_("Das ist eine Szene aus Gaussian Splats."),
        mend=N_("Bitte ein Netz aus Flächen daraus machen und als GLB ausgeben."),
        help="punktwolke",
    ),
    "shape": Kind(wrong=N_("Das sind Geodaten (Shape)."), mend=N_("Bitte in QGIS als DXF ausgeben."), help="geodaten"),
    "geopackage": Kind(
        wrong=N_("Das sind Geodaten (GeoPackage)."), mend=N_("Bitte in QGIS als DXF ausgeben."), help="geodaten"
    ),
    "geojson": Kind(
        wrong=N_("Das sind Geodaten (GeoJSON)."), mend=N_("Bitte in QGIS als DXF ausgeben."), help="geodaten"
    ),
    "qgis": Kind(wrong=N_("Das ist ein QGIS-Projekt."), mend=N_("Bitte in QGIS als DXF ausgeben."), help="geodaten"),
    "pdf": Kind(
        wrong=N_("Das ist ein PDF."), mend=N_("Bitte um die Datei bitten, aus der es gemacht ist."), help="pdf"
    ),
    "photoshop": Kind(
        wrong=N_("Das ist eine Datei aus Photoshop oder Illustrator."),
        mend=N_("Bilder gehören als JPEG oder PNG unter „Bilder“."),
        help="bild",
    ),
    "picture": Kind(
        wrong=N_("Das ist ein Bild."), mend=N_("Bilder gehören in der Bibliothek unter „Bilder“."), help="bild"
    ),
    "film": Kind(
        wrong=N_("Das ist ein Film."), mend=N_("Filme zeigt die Linie nicht. Ein Bild daraus geht."), help="bild"
    ),
    "office": Kind(
        wrong=N_("Das ist ein Office-Dokument."),
        mend=N_("Texte und Bilder gehören auf die Seite der Planung."),
        help="office",
    ),
    "archive": Kind(
        wrong=N_("Das ist ein Archiv (RAR, 7z, GZIP …)."), mend=N_("Bitte auspacken und als ZIP packen."), help="archiv"
    ),
    "svg": Kind(
        wrong=N_("Das ist eine Grafik (SVG)."), mend=N_("Bitte als PNG unter „Bilder“ hochladen."), help="bild"
    ),
    "html": Kind(
        wrong=N_("Das ist eine Webseite (HTML)."), mend=N_("Bitte die Datei selbst herunterladen."), help="webseite"
    ),
    "xml": Kind(wrong=N_("Das ist eine XML-Datei, die das Studio nicht kennt."), mend=AS_GLB, help="andere"),
    "json": Kind(wrong=N_("Das ist eine JSON-Datei, die das Studio nicht kennt."), mend=AS_GLB, help="andere"),
}
PICTURE = (
    r"^(\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP|II\*\x00|MM\x00\*|BM.{4}\x00\x00|\x00\x00\x00\x0cjP|\xff\x0a"
    r"|.{4}ftyp(hei|mif|msf|avi))"
)
ARCHIVE = r"^(Rar!|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|.{257}ustar)"
OBJ = r"^(#[^\n]*\n|[ \t\r\n])*(mtllib|usemtl|[ogsv]|v[nt])[ \t]"
SIGNS = (
    Sign("glb", r"^glTF"),
    Sign("usdz", r"^(PXR-USDC|#usda )"),
    Sign("usdz", FIRST + r"\.(usd|USD)"),
    Sign("ply", r"^ply[ \t]*\r?\n"),
    Sign("sketchup", r"^\xff\xfe\xff\x0eS\x00k\x00e\x00t\x00c\x00h\x00U\x00p\x00"),
    Sign("dwg", r"^AC(10\d\d|[12]\.\d)"),
    Sign("rhino", r"^3D Geometry File Format"),
    Sign("fbx", r"^(Kaydara FBX|; FBX )"),
    Sign("3ds", r"^MM.{4}(\x02\x00|\x3d\x3d)"),
    Sign("cinema-4d", r"^QC4D"),
    Sign("maya", r"^(//Maya ASCII|FOR[48].{4,12}Maya)"),
    Sign("blender", r"^BLENDER"),
    Sign("blender", f"{GZIP}|{ZSTD}", ("blend",)),
    Sign("revit", OLE, ("rvt", "rfa", "rte", "rft")),
    Sign("3ds-max", OLE, ("max",)),
    Sign("machine", OLE, ("sldprt", "sldasm", "slddrw", "ipt", "iam", "idw")),
    Sign("microstation", OLE, ("dgn",)),
    Sign("navisworks", OLE, ("nwd", "nwf")),
    Sign("office", OLE),
    Sign("picture", PICTURE),
    Sign("film", r"^(.{4}(ftyp|moov|mdat)|\x1aE\xdf\xa3|RIFF.{4}AVI )"),
    Sign("photoshop", r"^(8BPS|%!PS)"),
    Sign("photoshop", r"^%PDF", ("ai",)),
    Sign("pdf", r"^%PDF"),
    Sign("points", r"^(LASF|ASTM-E57|# \.PCD)"),
    Sign("shape", r"^\x00\x00\x27\x0a"),
    Sign("geopackage", r"^SQLite format 3\x00"),
    Sign("ifc", r"^[ \t\r\n]*ISO-10303-21;(?!.*FILE_SCHEMA[ \t\r\n]*\([ \t\r\n]*\([ \t\r\n]*'(?!IFC|ifc))", ("ifc",)),
    Sign("ifc", r"^[ \t\r\n]*ISO-10303-21;.*FILE_SCHEMA[ \t\r\n]*\([ \t\r\n]*\([ \t\r\n]*'(IFC|ifc)"),
    Sign("step", r"^[ \t\r\n]*ISO-10303-21;"),
    Sign("iges", r"^.{72}S[ 0]{0,6}1\r?\n"),
    Sign("dxf", r"^AutoCAD Binary DXF\r\n"),
    Sign("dxf", r"^([ \t]*999[ \t]*\r?\n[^\n]*\n)*[ \t]*0[ \t]*\r?\n[ \t]*SECTION"),
    Sign("x3d", r"^#(VRML|X3D) "),
    Sign("google-earth", FIRST + r"\.kml"),
    Sign("google-earth", ZIP, ("kmz",)),
    Sign("3mf", ZIP, ("3mf",)),
    Sign("qgis", ZIP, ("qgz",)),
    Sign("ifc", FIRST + r"\.(ifc|IFC)"),
    Sign("ifc", ZIP, ("ifczip",)),
    Sign("machine", ZIP, ("f3d", "f3z", "fcstd", "3dxml")),
    Sign("visualization", ZIP, ("tm", "ls", "ls10", "ls11", "ls12", "skybox")),
    Sign("office", FIRST + r"(\[Content_Types\]\.xml|mimetypeapplication/vnd\.oasis)"),
    Sign("office", ZIP, ("docx", "xlsx", "pptx", "odt", "ods", "odp")),
    Sign("zip", ZIP),
    Sign("zip", r"^PK\x05\x06"),
    Sign("archive", ARCHIVE),
    Sign("collada", XML + f"<COLLADA{TAG}"),
    Sign("google-earth", XML + f"<kml{TAG}"),
    Sign("x3d", XML + f"<X3D{TAG}"),
    Sign("citygml", XML + rf"<([A-Za-z0-9_]+:)?CityModel{TAG}"),
    Sign("ifc", XML + rf"<([A-Za-z0-9_]+:)?(ifcXML|iso_10303_28|uos){TAG}"),
    Sign("svg", XML + f"<svg{TAG}"),
    Sign("qgis", XML + f"<qgis{TAG}"),
    Sign("html", r"^[ \t\r\n]*(<!--.*?-->[ \t\r\n]*)*<(!DOCTYPE html|!doctype html|html|HTML|head|body|script)"),
    Sign("citygml", r"^[ \t\r\n]*<", ("gml", "citygml")),
    Sign("xml", r"^[ \t\r\n]*<[?!A-Za-z]"),
    Sign("cityjson", r'^[ \t\r\n]*\{.*"CityJSON'),
    Sign("geojson", r'^[ \t\r\n]*\{.*"type"[ \t\r\n]*:[ \t\r\n]*"(FeatureCollection|Feature|Topology)"'),
    Sign("json", r"^[ \t\r\n]*\{", ("json",)),
    Sign("gltf", r"^[ \t\r\n]*\{"),
    Sign("json", r"^[ \t\r\n]*\["),
    Sign("obj", OBJ),
    Sign("stl", r"^[ \t\r\n]*solid[ \t\r\n]"),
    Sign("obj", "", ("obj",)),
    Sign("stl", "", ("stl",)),
    Sign("dxf", "", ("dxf",)),
    Sign("archicad", "", ("pln", "pla", "plc", "gsm", "tpl", "2dl")),
    Sign("vectorworks", "", ("vwx", "mcd", "sta")),
    Sign("allplan", "", ("ndw", "npl", "nem", "nbk", "prj")),
    Sign("microstation", "", ("dgn",)),
    Sign("navisworks", "", ("nwd", "nwf", "nwc")),
    Sign("visualization", "", ("tm", "ls", "ls9", "ls10", "ls11", "ls12", "uasset", "umap", "unitypackage")),
    Sign("machine", "", ("x_t", "x_b", "sat", "sab", "jt", "catpart", "catproduct", "prt", "asm", "par", "psm")),
    Sign("splats", "", ("splat", "spz", "ksplat")),
    Sign("points", "", ("las", "laz", "xyz", "pts", "ptx", "pcd", "rcp", "rcs", "asc", "e57")),
    Sign("sketchup", "", ("skp",)),
    Sign("revit", "", ("rvt", "rfa")),
    Sign("3ds-max", "", ("max",)),
    Sign("cinema-4d", "", ("c4d",)),
    Sign("maya", "", ("ma", "mb")),
    Sign("iges", "", ("igs", "iges")),
    Sign("shape", "", ("shx", "dbf", "prj", "cpg")),
    Sign("office", "", ("csv", "txt", "rtf", "md")),
)
