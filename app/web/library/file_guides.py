"""File guides: a help page for each sort of file that the studio does not read: how to get one from it that it does.

``known_kinds`` of the meshes name them; menus are called as the programs call them in German.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_babel import LazyString

from app.errors import Missing
from app.web.frame.languages import _l

bp = Blueprint("file_guides", __name__)


@dataclass(frozen=True)
class Guide:
    """What to do with a file, step by step, and what is good to know."""

    title: LazyString
    steps: Sequence[LazyString]
    note: LazyString | str = ""


AS_GLB = _l("Die GLB-Datei hier hochladen.")
CHOOSE_GLB = _l("Als Format „glTF binär (.glb)“ wählen, dann speichern.")
TO_BLENDER = _l("In Blender „Datei“ › „Exportieren“ › „glTF 2.0“ wählen, als Format „glTF-Binärdatei (.glb)“.")
AS_IFC = _l("Die IFC-Datei hier hochladen.")
AS_DXF = _l("Die DXF-Datei hier hochladen: Geschlossene Linien werden der Umriss der Planung.")
LIGHT = _l("Was Fahrgäste nicht sehen, vorher ausblenden oder löschen: Innenausbau, Schrauben, die Umgebung.")
FREE = _l("Das Programm ist frei und kostet nichts.")
MESHLAB = (
    _l("Die Datei in MeshLab öffnen: „File“ › „Import Mesh“."),
    _l("Mit „File“ › „Export Mesh As“ als OBJ speichern."),
    _l("OBJ, MTL und die Bilder der Oberflächen zusammen als ZIP packen und hier hochladen."),
)

GUIDES = {
    "sketchup": Guide(
        _l("Aus SketchUp"),
        (
            _l("„Datei“ › „Exportieren“ › „3D-Modell“ wählen (SketchUp 2024 oder neuer)."),
            CHOOSE_GLB,
            AS_GLB,
        ),
        _l("Ein älteres SketchUp gibt COLLADA (DAE) aus; wie es von dort weitergeht, steht unter „Aus COLLADA“."),
    ),
    "autocad": Guide(
        _l("Aus AutoCAD"),
        (
            _l("Für Umrisse: „Speichern unter“ wählen und als Dateityp „AutoCAD-DXF“."),
            AS_DXF,
            _l("Für Körper: den Befehl „_STLOUT“ tippen, die Körper wählen und die STL-Datei hier hochladen."),
        ),
        _l("Wie ein DWG aufgebaut ist, legt sein Hersteller nicht offen; sicher lesen es nur AutoCAD und Verwandte."),
    ),
    "revit": Guide(
        _l("Aus Revit"),
        (
            _l("Eine 3D-Ansicht öffnen, in der nur zu sehen ist, was Fahrgäste sehen sollen."),
            _l("„Datei“ › „Exportieren“ › „IFC“ wählen und „nur in der Ansicht sichtbare Elemente“ ankreuzen."),
            AS_IFC,
        ),
    ),
    "rhino": Guide(
        _l("Aus Rhino"),
        (
            _l("Wählen, was zur Planung gehört, dann „Datei“ › „Ausgewählte exportieren“ (Rhino 8 oder neuer)."),
            CHOOSE_GLB,
            AS_GLB,
        ),
        _l("Ein älteres Rhino gibt OBJ aus: OBJ, MTL und Bilder zusammen als ZIP packen und hier hochladen."),
    ),
    "blender": Guide(
        _l("Aus Blender"),
        (
            _l("Wählen, was zur Planung gehört."),
            _l("„Datei“ › „Exportieren“ › „glTF 2.0“ wählen, als Format „glTF-Binärdatei (.glb)“."),
            _l("Rechts unter „Einschließen“ „Ausgewählte Objekte“ ankreuzen, dann ausgeben."),
            AS_GLB,
        ),
        LIGHT,
    ),
    "3ds-max": Guide(
        _l("Aus 3ds Max"),
        (
            _l("Wählen, was zur Planung gehört, dann „Datei“ › „Exportieren“ (3ds Max 2023 oder neuer)."),
            _l("Als Dateityp „glTF“ wählen und den Namen auf „.glb“ enden lassen."),
            AS_GLB,
        ),
        LIGHT,
    ),
    "cinema-4d": Guide(
        _l("Aus Cinema 4D"),
        (_l("„Datei“ › „Exportieren“ › „glTF“ wählen und den Namen auf „.glb“ enden lassen."), AS_GLB),
        LIGHT,
    ),
    "maya": Guide(
        _l("Aus Maya"),
        (
            _l("„Datei“ › „Auswahl exportieren“ wählen, als Dateityp „FBX“."),
            _l("Die FBX-Datei in Blender holen: „Datei“ › „Importieren“ › „FBX“."),
            TO_BLENDER,
            AS_GLB,
        ),
    ),
    "fbx": Guide(
        _l("Aus FBX"),
        (_l("Die Datei in Blender holen: „Datei“ › „Importieren“ › „FBX“."), TO_BLENDER, AS_GLB),
        FREE,
    ),
    "collada": Guide(
        _l("Aus COLLADA (DAE)"),
        (
            _l("Die Datei in Blender 4.5 oder älter holen: „Datei“ › „Importieren“ › „Collada“."),
            TO_BLENDER,
            AS_GLB,
        ),
        _l("Neuere Blender lesen kein COLLADA mehr. Die älteren stehen auf blender.org unter „Previous Versions“."),
    ),
    "3ds": Guide(_l("Aus 3DS"), MESHLAB, FREE),
    "x3d": Guide(_l("Aus VRML und X3D"), MESHLAB, FREE),
    "archicad": Guide(
        _l("Aus Archicad"),
        (
            _l("Ein 3D-Fenster öffnen, in dem nur zu sehen ist, was Fahrgäste sehen sollen."),
            _l("„Ablage“ › „Sichern als“ wählen, als Format „IFC“."),
            AS_IFC,
        ),
    ),
    "vectorworks": Guide(
        _l("Aus Vectorworks"),
        (_l("„Datei“ › „Export“ wählen und dort das IFC-Projekt."), AS_IFC),
    ),
    "allplan": Guide(
        _l("Aus Allplan"),
        (_l("„Datei“ › „Exportieren“ wählen und dort IFC."), AS_IFC),
    ),
    "microstation": Guide(
        _l("Aus MicroStation"),
        (_l("„Datei“ › „Speichern unter“ wählen, als Dateityp „DXF“."), AS_DXF),
    ),
    "navisworks": Guide(
        _l("Aus Navisworks"),
        (
            _l("Im Auswahlbaum nachsehen, aus welchen Dateien das Modell zusammengesetzt ist."),
            _l("Diese Dateien bei denen erbitten, die sie gezeichnet haben: aus Revit oder Archicad als IFC."),
            AS_IFC,
        ),
        _l("Navisworks sammelt Modelle zum Prüfen; es gibt sie nicht so weiter, dass Telefone sie zeigen können."),
    ),
    "visualisierung": Guide(
        _l("Aus Lumion, Twinmotion und Verwandten"),
        (
            _l("Das Modell in dem Programm öffnen, in dem es gezeichnet ist, zum Beispiel SketchUp oder Revit."),
            _l("Von dort ausgeben, wie es auf der Seite zu diesem Programm steht."),
        ),
        _l("Diese Programme machen Bilder und Filme. Bilder daraus gehören in die Bibliothek unter „Bilder“."),
    ),
    "step": Guide(
        _l("Aus STEP, IGES und dem Maschinenbau"),
        (
            _l("Aus SolidWorks, Inventor, Fusion, Creo oder CATIA zuerst als STEP speichern."),
            _l("Die STEP- oder IGES-Datei in FreeCAD öffnen und wählen, was zu sehen sein soll."),
            _l("„Datei“ › „Exportieren“ wählen, als Dateityp „glTF“, und den Namen auf „.glb“ enden lassen."),
            AS_GLB,
        ),
        LIGHT,
    ),
    "3mf": Guide(
        _l("Aus 3MF"),
        (
            _l("Die Datei in dem Programm öffnen, das für den 3D-Drucker schneidet."),
            _l("Das Modell dort als STL exportieren und hier hochladen."),
        ),
        _l("STL kennt keine Einheit. Stimmt die Größe nicht, lässt sich die Einheit auf der Seite des Objekts wählen."),
    ),
    "google-earth": Guide(
        _l("Aus Google Earth"),
        (
            _l("Wenn möglich, das Modell in SketchUp öffnen und von dort als GLB ausgeben."),
            _l("Sonst die Endung der KMZ-Datei in „.zip“ ändern und sie auspacken."),
            _l("Im Ordner „models“ liegt das Modell als COLLADA (DAE); weiter wie unter „Aus COLLADA“."),
        ),
        _l("Eine KML-Datei enthält nur Orte und Linien, kein Modell."),
    ),
    "punktwolke": Guide(
        _l("Aus Punktwolken und Gaussian Splats"),
        (
            _l("Die Punkte in CloudCompare öffnen, zuschneiden und ausdünnen."),
            _l("„Edit“ › „Normals“ › „Compute“, danach „Plugins“ › „PoissonRecon“ macht ein Netz aus Flächen."),
            _l("Das Netz als PLY speichern und hier hochladen. Die Farben der Punkte kommen mit."),
        ),
        _l("Aus Splats macht das Programm, mit dem sie aufgenommen sind, meist auch ein Netz: dort GLB wählen."),
    ),
    "geodaten": Guide(
        _l("Aus QGIS und anderen Geodaten"),
        (
            _l("Die Ebene in QGIS mit der rechten Maustaste anklicken: „Export“ › „Objekte speichern als“."),
            _l("Als Format „AutoCAD DXF“ wählen, als Bezugssystem „EPSG:25832“."),
            AS_DXF,
        ),
    ),
    "pdf": Guide(
        _l("Statt eines PDFs"),
        (
            _l("Das Büro, von dem das PDF kommt, um die Datei bitten, aus der es gemacht ist."),
            _l("Für ein Gebäude IFC, für einen Umriss DXF, für alles andere GLB erbitten."),
        ),
        _l("Ein PDF ist ein Ausdruck. Seine Bilder lassen sich herauskopieren und unter „Bilder“ hochladen."),
    ),
    "bild": Guide(
        _l("Bilder und Filme"),
        (
            _l("In der Bibliothek oben „Bilder“ wählen und das Bild dort hochladen."),
            _l("Aus Photoshop, Illustrator oder einem Film vorher ein JPEG oder PNG speichern."),
        ),
        _l("Aus einem Bild wird kein 3D-Objekt. Eine Tafel lässt sich mit dem Bausatz bauen."),
    ),
    "office": Guide(
        _l("Texte und Tabellen"),
        (
            _l("Texte im Editor der Planung einfügen: kopieren und dort einsetzen."),
            _l("Bilder aus dem Dokument einzeln speichern und unter „Bilder“ hochladen."),
        ),
    ),
    "archiv": Guide(
        _l("Aus Archiven"),
        (
            _l("Das Archiv auspacken."),
            _l("Liegt darin eine GLB-, IFC- oder USDZ-Datei, diese allein hochladen."),
            _l("Gehören mehrere Dateien zusammen (OBJ, MTL, Bilder): in einen Ordner legen und als ZIP packen."),
        ),
        _l("Windows: rechte Maustaste, „In ZIP-Datei komprimieren“. Mac: rechte Maustaste, „Komprimieren“."),
    ),
    "webseite": Guide(
        _l("Webseiten"),
        (
            _l("Auf der Webseite die Schaltfläche zum Herunterladen drücken, statt die Seite zu speichern."),
            _l("Die Datei, die dann kommt, hier hochladen."),
        ),
        _l("Manche Webseiten geben eine Datei erst nach der Anmeldung heraus und sonst nur eine Fehlerseite."),
    ),
    "andere": Guide(
        _l("Was das Studio liest"),
        (
            _l("3D-Modelle: GLB und glTF, OBJ mit MTL, STL, PLY, USDZ."),
            _l("Gebäude und Stadtmodelle: IFC, CityGML, CityJSON. Umrisse: DXF."),
            _l("Gehören mehrere Dateien zusammen, alle in einem ZIP."),
        ),
        _l("Fast jedes Programm gibt eines davon aus, meist unter „Datei“ › „Exportieren“. GLB bringt am meisten mit."),
    ),
}


@bp.get("/hilfe/dateien/")
def index() -> str:
    return render_template("library/file_guides.html", guides=GUIDES)


@bp.get("/hilfe/dateien/<guide>")
def guide(guide: str) -> str:
    if guide not in GUIDES:
        raise Missing("Dazu gibt es keine Hilfe. Auf der Seite „Hilfe“ stehen alle Themen.")
    return render_template("library/file_guide.html", guide=GUIDES[guide])
