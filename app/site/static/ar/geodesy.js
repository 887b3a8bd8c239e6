// Geodesy: where one place lies as seen from another, on the WGS 84 ellipsoid.  app/geodesy.py does the same.
//
// Through earth-centred coordinates (EPSG Guidance Note 7-2, methods 9602 and 9836), and back from them by Bowring's
// formula ("Transformation from spatial to geographical coordinates", Survey Review 181, 1976).  A place is
// [lat, lon, upM]: degrees; height above the ellipsoid, 0 if left out.

const EQUATOR_M = 6378137; // radius
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING);
const POLE_M = EQUATOR_M * (1 - FLATTENING);

/**
 * Where a place lies as seen from another one.
 *
 * Heights far away sink below the horizon as they should: 8 cm at one kilometre.
 *
 * @param {Place} place
 * @param {Place} origin
 * @returns {Vector} metres east, north, up
 */
export function toLocal(place, origin) {
  const from = earthCentred(origin);
  const [x, y, z] = earthCentred(place).map((value, axis) => value - from[axis]);
  const [sinLat, cosLat] = sinCos(origin[0]);
  const [sinLon, cosLon] = sinCos(origin[1]);
  const outward = cosLon * x + sinLon * y;
  return [cosLon * y - sinLon * x, cosLat * z - sinLat * outward, cosLat * outward + sinLat * z];
}

/**
 * The place that lies so many metres east and north of another one, on the ellipsoid.
 *
 * @param {Place} origin
 * @param {number} east
 * @param {number} north
 * @returns {[number, number]} lat, lon
 */
export function moved(origin, east, north) {
  const [sinLat, cosLat] = sinCos(origin[0]);
  const [sinLon, cosLon] = sinCos(origin[1]);
  const [fromX, fromY, fromZ] = earthCentred(origin);
  const x = fromX - sinLon * east - sinLat * cosLon * north;
  const y = fromY + cosLon * east - sinLat * sinLon * north;
  const z = fromZ + cosLat * north;
  const outward = Math.hypot(x, y);
  const angle = Math.atan2(z * EQUATOR_M, outward * POLE_M);
  const lat = Math.atan2(
    z + (ECCENTRICITY_2 / (1 - ECCENTRICITY_2)) * POLE_M * Math.sin(angle) ** 3,
    outward - ECCENTRICITY_2 * EQUATOR_M * Math.cos(angle) ** 3,
  );
  return [(lat * 180) / Math.PI, (Math.atan2(y, x) * 180) / Math.PI];
}

/**
 * @param {Place} origin
 * @param {Place} place
 * @returns {number} metres on the ground
 */
export function distanceM(origin, place) {
  const [east, north] = toLocal(place, origin);
  return Math.hypot(east, north);
}

/**
 * @param {Place} origin
 * @param {Place} place
 * @returns {number} degrees clockwise from true north, 0 <= x < 360
 */
export function bearingDeg(origin, place) {
  return bearingOf(toLocal(place, origin));
}

/**
 * @param {readonly number[]} way  metres east, north
 * @returns {number} degrees clockwise from true north, 0 <= x < 360
 */
export function bearingOf([east, north]) {
  return wrapDeg((Math.atan2(east, north) * 180) / Math.PI);
}

/**
 * @param {number} angle
 * @returns {number} the same angle, 0 <= x < 360
 */
export function wrapDeg(angle) {
  const wrapped = angle % 360;
  return wrapped < 0 ? (wrapped + 360) % 360 : wrapped;
}

/**
 * @param {number} from
 * @param {number} to
 * @returns {number} the turn that leads from one bearing to another, -180 < x <= 180, right is positive
 */
export function turnDeg(from, to) {
  const turn = wrapDeg(to - from);
  return turn > 180 ? turn - 360 : turn;
}

/**
 * @param {Place} place
 * @returns {Vector}
 */
function earthCentred([lat, lon, upM = 0]) {
  const [sinLat, cosLat] = sinCos(lat);
  const [sinLon, cosLon] = sinCos(lon);
  const radius = EQUATOR_M / Math.sqrt(1 - ECCENTRICITY_2 * sinLat * sinLat);
  return [
    (radius + upM) * cosLat * cosLon,
    (radius + upM) * cosLat * sinLon,
    (radius * (1 - ECCENTRICITY_2) + upM) * sinLat,
  ];
}

/**
 * @param {number} deg
 * @returns {[number, number]}
 */
function sinCos(deg) {
  const angle = (deg * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
}
