// Places: where a block of the text stands, until the server has said it.  app/meshes/scene/placing.py does the same,
// and knows what is thrown by dice, too: that stays as it was here.

import { turned } from "./geometry.js";
import { inWorld, isPoint, isPoints, spatial } from "./points.js";
import { axisOf, carried, isStreet } from "./streets.js";

/**
 * @param {Record<string, TomlValue | null>} values  as written
 * @param {number} sceneDeg  how far the scene is turned
 * @returns {ScenePlace[]} without what is thrown by dice; none where the text does not say it
 */
export function placesOf(values, sceneDeg) {
  const spots = isPoints(values.spots) ? values.spots : isPoint(values.at) ? [values.at] : [];
  const deg = number(values.turn_deg, 0) + sceneDeg;
  const places = spots.map((spot) => /** @type {ScenePlace} */ ([...inWorld(spot, sceneDeg), deg, 1]));
  const { repeat } = values;
  return isTable(repeat) ? places.flatMap((place) => repeated(place, repeat)) : places;
}

/**
 * Where a block stands after a change; what was thrown by dice stays as long as there are as many.
 *
 * @param {SceneBlock} block  as it was
 * @param {Record<string, TomlValue>} values  as they are now
 * @param {{ before: number, after: number }} sceneDeg
 * @returns {ScenePlace[]}
 */
export function replaced(block, values, sceneDeg) {
  if (isStreet(block)) return carried(block.places, axisOf(block.values), axisOf(values), sceneDeg.after);
  const [from, to] = [placesOf(block.values, sceneDeg.before), placesOf(values, sceneDeg.after)];
  const { places } = block;
  if (!places || places.length !== to.length || from.length !== to.length) return to;
  return to.map((place, i) => /** @type {ScenePlace} */ (place.map((each, k) => (k === 4 ? places[i][4] : places[i][k] + each - from[i][k]))));
}

/** How many places stand for each spot. @type {(values: Record<string, TomlValue | null>) => number} */
export function perSpot({ repeat }) {
  return isTable(repeat) ? number(repeat.count, 1) * number(repeat.rows, 1) : 1;
}

/** @type {(place: ScenePlace, repeat: { [name: string]: TomlValue }) => ScenePlace[]} */
function repeated([x, y, z, deg, scale], repeat) {
  const [step, rowStep] = [wayOf(repeat.step, deg), wayOf(repeat.row_step, deg)];
  const found = [];
  for (let row = 0; row < number(repeat.rows, 1); row++) {
    for (let i = 0; i < number(repeat.count, 1); i++) {
      const [dx, dy, dz] = step.map((each, k) => each * i + rowStep[k] * row);
      found.push(/** @type {ScenePlace} */ ([x + dx, y + dy, z + dz, deg + number(repeat.turn_step_deg, 0) * i, scale]));
    }
  }
  return found;
}

/** @type {(point: TomlValue, deg: number) => number[]} */
function wayOf(point, deg) {
  const [x, y, z] = isPoint(point) ? spatial(point) : [0, 0, 0];
  const [east, south] = turned([x, z], deg);
  return [east, y, south];
}

/** @type {(value: TomlValue | null | undefined, otherwise: number) => number} */
function number(value, otherwise) {
  return typeof value === "number" ? value : otherwise;
}

/** @type {(value: TomlValue | null | undefined) => value is { [name: string]: TomlValue }} */
export function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
