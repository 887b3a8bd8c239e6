// Sun: where it stands at a place and a moment, and which moment a day and an hour of a time zone are.
//
// The sums of NOAA's solar calculator (https://gml.noaa.gov/grad/solcalc/calcdetails.html), after J. Meeus, Astronomical
// Algorithms (1991), without refraction: good to a twentieth of a degree, ten seconds of a shadow's way.  Held to tests/sun.json.

const RADIANS = Math.PI / 180;
const DAY_MS = 86_400_000;
const [UNIX_JD, J2000_JD, CENTURY_D] = [2440587.5, 2451545, 36525];

/**
 * Degrees above the horizon, and clockwise from north.
 *
 * @type {(moment: Date, lat: number, lon: number) => { up: number, clockwise: number }}
 */
export function sunAt(moment, lat, lon) {
  const days = moment.getTime() / DAY_MS + UNIX_JD - J2000_JD;
  const t = days / CENTURY_D;
  const anomaly = (357.52911 + t * (35999.05029 - 0.0001537 * t)) * RADIANS;
  const centre = Math.sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t))
    + Math.sin(2 * anomaly) * (0.019993 - 0.000101 * t) + Math.sin(3 * anomaly) * 0.000289;
  const node = (125.04 - 1934.136 * t) * RADIANS;
  const longitude = (280.46646 + t * (36000.76983 + 0.0003032 * t) + centre - 0.00569 - 0.00478 * Math.sin(node)) * RADIANS;
  const tilt = (23.439291 - t * 0.0130042 + 0.00256 * Math.cos(node)) * RADIANS;
  const declination = Math.asin(Math.sin(tilt) * Math.sin(longitude));
  const ascension = Math.atan2(Math.cos(tilt) * Math.sin(longitude), Math.cos(longitude));
  const sidereal = 280.46061837 + 360.98564736629 * days + 0.000387933 * t * t;
  const hour = (sidereal + lon) * RADIANS - ascension;
  const north = lat * RADIANS;
  const up = Math.asin(Math.sin(north) * Math.sin(declination) + Math.cos(north) * Math.cos(declination) * Math.cos(hour));
  const around = Math.atan2(Math.sin(hour), Math.cos(hour) * Math.sin(north) - Math.tan(declination) * Math.cos(north));
  return { up: up / RADIANS, clockwise: (((around / RADIANS + 180) % 360) + 360) % 360 };
}

/**
 * The moment at which the clocks of a time zone show a day of a year and minutes after its midnight.
 *
 * @type {(year: number, month: number, day: number, minutes: number, zone: string) => Date}
 */
export function momentOf(year, month, day, minutes, zone) {
  const wanted = Date.UTC(year, month - 1, day, 0, minutes);
  const first = wanted - aheadOf(wanted, zone);
  return new Date(wanted - aheadOf(first, zone)); // once more: the clocks may have been changed in between
}

/** How far the clocks of a zone are ahead of UTC, ms. @type {(at_ms: number, zone: string) => number} */
function aheadOf(at_ms, zone) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  /** @type {Record<string, number>} */
  const shown = Object.fromEntries(format.formatToParts(at_ms).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second) - Math.floor(at_ms / 1000) * 1000;
}
