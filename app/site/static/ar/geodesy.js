// Places on the earth, in metres around the sign: east, north, up.

const EQUATOR_M = 6378137; // WGS84
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING);

/**
 * Where a place lies as seen from another one: WGS84 to local east, north, up.
 *
 * Exact (through earth-centred coordinates), so that heights far away sink below the horizon as they should:
 * 8 cm at one kilometre.
 *
 * @param {{ lat: number, lon: number, upM?: number }} place   degrees; height above the ellipsoid, 0 if left out
 * @param {{ lat: number, lon: number, upM?: number }} origin
 * @returns {[number, number, number]} metres east, north, up
 */
export function toLocal(place, origin) {
  const [x, y, z] = earthCentred(place).map((value, axis) => value - earthCentred(origin)[axis]);
  const [sinLat, cosLat] = sinCos(origin.lat);
  const [sinLon, cosLon] = sinCos(origin.lon);
  return [
    -sinLon * x + cosLon * y,
    -sinLat * cosLon * x - sinLat * sinLon * y + cosLat * z,
    cosLat * cosLon * x + cosLat * sinLon * y + sinLat * z,
  ];
}

/** @returns {number} degrees clockwise from true north, 0 <= x < 360 */
export function bearingDeg([east, north]) {
  return wrapDeg((Math.atan2(east, north) * 180) / Math.PI);
}

/** @returns {number} the same angle, 0 <= x < 360 */
export function wrapDeg(angle) {
  const wrapped = angle % 360;
  return wrapped < 0 ? (wrapped + 360) % 360 : wrapped;
}

/** @returns {number} the turn that leads from one bearing to another, -180 < x <= 180, right is positive */
export function turnDeg(from, to) {
  const turn = wrapDeg(to - from);
  return turn > 180 ? turn - 360 : turn;
}

function earthCentred({ lat, lon, upM = 0 }) {
  const [sinLat, cosLat] = sinCos(lat);
  const [sinLon, cosLon] = sinCos(lon);
  const radius = EQUATOR_M / Math.sqrt(1 - ECCENTRICITY_2 * sinLat * sinLat);
  return [
    (radius + upM) * cosLat * cosLon,
    (radius + upM) * cosLat * sinLon,
    (radius * (1 - ECCENTRICITY_2) + upM) * sinLat,
  ];
}

function sinCos(deg) {
  const angle = (deg * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
}
