// Sums on the ground around a sign.  Distances are short (hundreds of metres), so that the ground counts as flat.

const RAD = Math.PI / 180;
const EQUATOR_M = 6_378_137; // radius, WGS 84
const ECCENTRICITY_2 = 0.006_694_38; // square of the eccentricity, WGS 84

/**
 * @param {{ lat: number, lon: number }} from  degrees, WGS 84
 * @param {{ lat: number, lon: number }} to
 * @returns {{ eastM: number, northM: number }} where `to` lies as seen from `from`
 */
export function offset(from, to) {
  const [alongM, acrossM] = scale((from.lat + to.lat) / 2);
  return { eastM: (to.lon - from.lon) * acrossM, northM: (to.lat - from.lat) * alongM };
}

/** @returns {{ lat: number, lon: number }} the point that lies so far east and north of another one */
export function moved(from, { eastM, northM }) {
  const [alongM, acrossM] = scale(from.lat + northM / 222_640);
  return { lat: from.lat + northM / alongM, lon: from.lon + eastM / acrossM };
}

/** @returns {number} metres */
export function distanceM(from, to) {
  const { eastM, northM } = offset(from, to);
  return Math.hypot(eastM, northM);
}

/** @returns {number} the way from one point to another, degrees clockwise from true north, 0 <= x < 360 */
export function bearingDeg(from, to) {
  const { eastM, northM } = offset(from, to);
  return wrapped(Math.atan2(eastM, northM) / RAD);
}

/** @returns {number} the same angle, 0 <= x < 360 */
export function wrapped(deg) {
  return ((deg % 360) + 360) % 360;
}

/** Metres in a degree of latitude and of longitude. */
function scale(lat) {
  const bent = 1 - ECCENTRICITY_2 * Math.sin(lat * RAD) ** 2;
  const alongM = ((EQUATOR_M * (1 - ECCENTRICITY_2)) / bent ** 1.5) * RAD;
  return [alongM, (EQUATOR_M / Math.sqrt(bent)) * RAD * Math.cos(lat * RAD)];
}
