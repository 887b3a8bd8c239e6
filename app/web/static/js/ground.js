// Ground: sums on the ground around a point, as actions/stand.py does them.  Metres, degrees clockwise from true north.

const EQUATOR_M = 6378137; // radius, WGS 84
const FLATNESS = 0.00669438; // square of the eccentricity, WGS 84
const RAD = Math.PI / 180;

/** Return metres per degree of latitude and of longitude at a latitude. */
function scale(lat) {
  const bent = 1 - FLATNESS * Math.sin(lat * RAD) ** 2;
  return {
    lat: (EQUATOR_M * (1 - FLATNESS) * RAD) / bent ** 1.5,
    lon: (EQUATOR_M * RAD * Math.cos(lat * RAD)) / Math.sqrt(bent),
  };
}

/**
 * Return how far east and north `to` lies of `from`, both [lat, lon].
 *
 * @returns {{ east: number, north: number }} metres
 */
export function offset(from, to) {
  const metres = scale((from[0] + to[0]) / 2);
  return { east: (to[1] - from[1]) * metres.lon, north: (to[0] - from[0]) * metres.lat };
}

/** Return the point [lat, lon] that lies so many metres east and north of `from`. */
export function moved(from, east, north) {
  const metres = scale(from[0]);
  return [from[0] + north / metres.lat, from[1] + east / metres.lon];
}

/** Return the distance in metres and the bearing in degrees from one point to another. */
export function sight(from, to) {
  const { east, north } = offset(from, to);
  return { distance: Math.hypot(east, north), bearing: full(Math.atan2(east, north) / RAD) };
}

/** Return an angle as 0 <= angle < 360. */
export function full(deg) {
  return ((deg % 360) + 360) % 360;
}

/**
 * Return where the corners of an outline lie once it stands at a point and is turned.
 *
 * @param {number[]} at  [lat, lon]
 * @param {number[][]} outline  corners as (x east, z south), metres
 * @param {number} deg  clockwise, seen from above
 */
export function standing(at, outline, deg) {
  const [sin, cos] = [Math.sin(deg * RAD), Math.cos(deg * RAD)];
  return outline.map(([x, z]) => moved(at, x * cos - z * sin, -z * cos - x * sin));
}

/** Return the number that a field holds, with a comma or a point; NaN for anything else. */
export function number(text) {
  const plain = text.trim().replace(",", ".").replace("−", "-");
  return plain === "" ? NaN : Number(plain);
}
