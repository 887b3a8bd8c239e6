"""Nearness: a sign far from its station's stop is mostly a slip: whoever says so is asked once."""

from app.exchange.records import Place
from app.geodesy import distance_m
from app.i18n import N_
from app.models import Station

NEAR_M = 150  # from its stop: a platform is 60 m long, and a large interchange twice that
KM_M = 1000
FAR = N_("Das Schild stünde %(away)s von der Haltestelle %(stop)s entfernt.")


def far(station: Station, place: Place) -> dict[str, object] | None:
    """Return the values of ``FAR`` if a place lies far from its station's stop, else None."""
    stop = station.stop
    if stop is None:
        return None
    away_m = distance_m((stop.record["lat"], stop.record["lon"]), (place.lat, place.lon))
    told = f"{away_m:.0f} m" if away_m < KM_M else f"{away_m / KM_M:.1f} km".replace(".", ",")
    return {"away": told, "stop": stop.name} if away_m > NEAR_M else None
