"""Kinds: what a building is made of, as planners speak of it, and what of it is shown unless somebody says otherwise.

A kind is called by the class of IFC that leads it (ISO 16739-1); all below that class, and below those in ``also``, are
of it.  The first kind that fits is taken.
"""

from dataclasses import dataclass

from app.meshes.dressed import GROUND, PLANNED
from app.meshes.upload.wishes import HIDDEN


@dataclass(frozen=True)
class Kind:
    """What a class is taken for: a role, or hidden."""

    name: str
    role: str = PLANNED
    also: tuple[str, ...] = ()


KINDS = (
    Kind("IfcWall"),
    Kind("IfcCurtainWall"),
    Kind("IfcSlab"),
    Kind("IfcRoof"),
    Kind("IfcWindow"),
    Kind("IfcDoor"),
    Kind("IfcStair", also=("IfcStairFlight", "IfcRamp", "IfcRampFlight")),
    Kind("IfcRailing"),
    Kind("IfcColumn", also=("IfcBeam", "IfcMember", "IfcPlate")),
    Kind("IfcCovering", also=("IfcShadingDevice",)),
    Kind("IfcChimney"),
    Kind("IfcFooting", HIDDEN, ("IfcPile", "IfcDeepFoundation", "IfcCaissonFoundation")),
    Kind("IfcReinforcingElement", HIDDEN, ("IfcElementComponent", "IfcFastener")),
    Kind("IfcFurnishingElement", HIDDEN),
    Kind("IfcDistributionElement", HIDDEN, ("IfcEquipmentElement", "IfcElectricalElement")),
    Kind("IfcTransportElement", HIDDEN, ("IfcTransportationDevice",)),
    Kind("IfcSite", GROUND, ("IfcEarthworksElement", "IfcGeotechnicalElement", "IfcGeographicElement")),
    Kind("IfcPavement", also=("IfcCourse", "IfcKerb", "IfcCivilElement", "IfcRail", "IfcTrackElement")),
    Kind("IfcElement", also=("IfcProxy", "IfcBuilding", "IfcFacility", "IfcFacilityPart")),
)
NEVER = (  # what nobody sees
    "IfcFeatureElement",  # openings
    "IfcSpace",
    "IfcSpatialZone",
    "IfcExternalSpatialElement",
    "IfcVirtualElement",
    "IfcAnnotation",
    "IfcGrid",
    "IfcPort",
    "IfcStructuralItem",
    "IfcStructuralActivity",
    "IfcPositioningElement",
)
