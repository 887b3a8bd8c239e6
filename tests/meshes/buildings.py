"""Buildings in IFC, made up: a house with a cellar, windows and a table, as architects' programs write them."""

from dataclasses import dataclass, field

import ifcopenshell
from ifcopenshell import guid

Box = tuple[float, float, float, float, float, float]  # x, y, z of its lowest corner, then its size along these: metres
MILLI = 0.001
WHITE, RED, GLASS = (0.9, 0.9, 0.88, 0.0), (0.7, 0.25, 0.2, 0.0), (0.5, 0.7, 0.8, 0.6)  # and transparency
PARTS = {  # name: class, storey, box, colour
    "Wand": ("IfcWall", "EG", (0.0, 0.0, 0.0, 8.0, 6.0, 3.0), WHITE),
    "Fenster": ("IfcWindow", "EG", (2.0, -0.1, 1.0, 1.0, 0.1, 1.2), GLASS),
    "Tisch": ("IfcFurnishingElement", "EG", (3.0, 2.0, 0.1, 1.0, 1.0, 0.7), RED),
    "Raum": ("IfcSpace", "EG", (0.2, 0.2, 0.0, 20.0, 20.0, 20.0), RED),
    "Oberwand": ("IfcWall", "OG", (0.0, 0.0, 3.0, 8.0, 6.0, 3.0), WHITE),
    "Dach": ("IfcRoof", "OG", (0.0, 0.0, 6.0, 8.0, 6.0, 0.5), RED),
    "Kellerwand": ("IfcWall", "KG", (0.0, 0.0, -2.8, 8.0, 6.0, 2.8), WHITE),
}
STOREYS = {"KG": -2.8, "EG": 0.0, "OG": 3.0}


@dataclass(frozen=True, kw_only=True)
class Building:
    """What a file is to say; lengths in metres, whatever its unit."""

    schema: str = "IFC4"
    unit_m: float = MILLI
    parts: dict = field(default_factory=lambda: PARTS)
    moved: tuple[float, float, float] = (0.0, 0.0, 0.0)  # by the placement of the site
    site: tuple[tuple, tuple] | None = None  # degrees, minutes, seconds, millionths
    north: tuple[float, float] | None = None  # true north in the model's plane
    crs: str = ""
    conversion: tuple = ()  # eastings, northings, height, abscissa, ordinate, scale
    pset: dict = field(default_factory=dict)  # IFC2x3's ePset_MapConversion
    terrain: bool = False
    names: dict = field(default_factory=dict)  # storey -> what the file calls it

    def written(self) -> bytes:
        """Return the file."""
        return _Writing(self).written()


class _Writing:
    def __init__(self, said: Building) -> None:
        self.said = said
        self.file = ifcopenshell.file(schema=said.schema)
        self.styles: dict = {}

    def made(self, name: str, **values: object) -> ifcopenshell.entity_instance:
        entity = self.file.create_entity(name, **values)
        if entity.is_a("IfcRoot"):
            entity.GlobalId = guid.new()
        return entity

    def point(self, *metres: float) -> ifcopenshell.entity_instance:
        return self.made("IfcCartesianPoint", Coordinates=[each / self.said.unit_m for each in metres])

    def placed(self, at: tuple[float, float, float], above: object = None) -> ifcopenshell.entity_instance:
        axes = self.made("IfcAxis2Placement3D", Location=self.point(*at))
        return self.made("IfcLocalPlacement", PlacementRelTo=above, RelativePlacement=axes)

    def written(self) -> bytes:
        said = self.said
        milli = {"Prefix": "MILLI"} if said.unit_m == MILLI else {}
        metre = self.made("IfcSIUnit", UnitType="LENGTHUNIT", Name="METRE", **milli)
        north = {"TrueNorth": self.made("IfcDirection", DirectionRatios=said.north)} if said.north else {}
        axes = self.made("IfcAxis2Placement3D", Location=self.point(0.0, 0.0, 0.0))
        self.context = self.made(
            "IfcGeometricRepresentationContext",
            ContextType="Model",
            CoordinateSpaceDimension=3,
            Precision=1e-5,
            WorldCoordinateSystem=axes,
            **north,
        )
        units = self.made("IfcUnitAssignment", Units=[metre])
        project = self.made("IfcProject", Name="P", UnitsInContext=units, RepresentationContexts=[self.context])
        site = self.made("IfcSite", Name="S", ObjectPlacement=self.placed(said.moved), CompositionType="ELEMENT")
        if said.site:
            site.RefLatitude, site.RefLongitude = said.site
        if said.terrain:
            site.Representation = self.shape((-20.0, -20.0, -1.0, 50.0, 50.0, 1.0), WHITE)
        building = self.made(
            "IfcBuilding", Name="B", ObjectPlacement=self.placed((0.0, 0.0, 0.0), site.ObjectPlacement)
        )
        self.holds(project, [site])
        self.holds(site, [building])
        self.storeys(building)
        self.georeferenced(project)
        return self.file.to_string().encode()

    def holds(self, whole: object, parts: list) -> None:
        self.made("IfcRelAggregates", RelatingObject=whole, RelatedObjects=parts)

    def storeys(self, building: ifcopenshell.entity_instance) -> None:
        made = {}
        for name, height in STOREYS.items():
            called = self.said.names.get(name, name)
            floor = self.made("IfcBuildingStorey", Name=called, Elevation=height / self.said.unit_m)
            floor.ObjectPlacement = self.placed((0.0, 0.0, 0.0), building.ObjectPlacement)
            made[name] = floor
        self.holds(building, list(made.values()))
        for name, (kind, storey, box, colour) in self.said.parts.items():
            part = self.made(kind, Name=name, Representation=self.shape(box, colour))
            part.ObjectPlacement = self.placed((0.0, 0.0, 0.0), made[storey].ObjectPlacement)
            if kind == "IfcSpace":
                self.holds(made[storey], [part])
            else:
                self.made("IfcRelContainedInSpatialStructure", RelatingStructure=made[storey], RelatedElements=[part])

    def shape(self, box: Box, colour: tuple) -> ifcopenshell.entity_instance:
        """Return a box as an extruded rectangle, worn in a colour."""
        x, y, z, *size = box
        flat = self.made("IfcAxis2Placement2D", Location=self.point(size[0] / 2, size[1] / 2))
        outline = self.made(
            "IfcRectangleProfileDef",
            ProfileType="AREA",
            Position=flat,
            XDim=size[0] / self.said.unit_m,
            YDim=size[1] / self.said.unit_m,
        )
        body = self.made(
            "IfcExtrudedAreaSolid",
            SweptArea=outline,
            Position=self.made("IfcAxis2Placement3D", Location=self.point(x, y, z)),
            ExtrudedDirection=self.made("IfcDirection", DirectionRatios=(0.0, 0.0, 1.0)),
            Depth=size[2] / self.said.unit_m,
        )
        self.made("IfcStyledItem", Item=body, Styles=[self.style(colour)])
        form = self.made(
            "IfcShapeRepresentation",
            ContextOfItems=self.context,
            RepresentationIdentifier="Body",
            RepresentationType="SweptSolid",
            Items=[body],
        )
        return self.made("IfcProductDefinitionShape", Representations=[form])

    def style(self, colour: tuple) -> ifcopenshell.entity_instance:
        if colour not in self.styles:
            red, green, blue, clear = colour
            rgb = self.made("IfcColourRgb", Red=red, Green=green, Blue=blue)
            look = self.made(
                "IfcSurfaceStyleRendering", SurfaceColour=rgb, Transparency=clear, ReflectanceMethod="FLAT"
            )
            style = self.made("IfcSurfaceStyle", Side="BOTH", Styles=[look])
            if self.said.schema == "IFC2X3":
                style = self.made("IfcPresentationStyleAssignment", Styles=[style])
            self.styles[colour] = style
        return self.styles[colour]

    def georeferenced(self, project: ifcopenshell.entity_instance) -> None:
        said = self.said
        if said.conversion:
            names = ("Eastings", "Northings", "OrthogonalHeight", "XAxisAbscissa", "XAxisOrdinate", "Scale")
            crs = self.made("IfcProjectedCRS", Name=said.crs)
            values = dict(zip(names, said.conversion, strict=False))
            self.made("IfcMapConversion", SourceCRS=self.context, TargetCRS=crs, **values)
        for name, values in (("ePset_MapConversion", said.pset), ("ePset_ProjectedCRS", {"Name": said.crs})):
            if said.pset:
                kinds = {str: "IfcLabel", float: "IfcReal"}
                properties = [
                    self.made(
                        "IfcPropertySingleValue",
                        Name=key,
                        NominalValue=self.file.create_entity(kinds[type(value)], value),
                    )
                    for key, value in values.items()
                ]
                kept = self.made("IfcPropertySet", Name=name, HasProperties=properties)
                self.made(
                    "IfcRelDefinesByProperties",
                    RelatedObjects=self.file.by_type("IfcSite"),
                    RelatingPropertyDefinition=kept,
                )
