// Points as a scene's text has them: [x, z] on the ground or [x, y, z], in the scene's own axes.

import { plus, rounded, turned } from "./geometry.js";

/** Whether a value of the text is one point. @type {(value: TomlValue | null | undefined) => value is number[]} */
export function isPoint(value) {
  return Array.isArray(value) && value.length >= 2 && value.length <= 3 && value.every((each) => typeof each === "number");
}

/** Whether a value of the text is a list of points. @type {(value: TomlValue | null | undefined) => value is number[][]} */
export function isPoints(value) {
  return Array.isArray(value) && value.every((each) => isPoint(each));
}

/** @type {(point: readonly number[]) => [x: number, y: number, z: number]} */
export function spatial(point) {
  return point.length === 2 ? [point[0], 0, point[1]] : [point[0], point[1], point[2]];
}

/** Where a point of the text lies in the world. @type {(point: readonly number[], sceneDeg: number) => [number, number, number]} */
export function inWorld(point, sceneDeg) {
  const [x, y, z] = spatial(point);
  const [east, south] = turned([x, z], sceneDeg);
  return [east, y, south];
}

/**
 * Write a point anew, with as many numbers as it had; a height brings the third.
 *
 * @param {readonly number[]} before
 * @param {Spot} spot  in the scene's axes
 * @param {number} [y]
 * @returns {number[]}
 */
export function written(before, [x, z], y = spatial(before)[1]) {
  const flat = before.length === 2 && rounded(y) === 0;
  return (flat ? [x, z] : [x, y, z]).map(rounded);
}

/** Move a point of the text by a way in the world. @type {(point: readonly number[], way: readonly number[], sceneDeg: number) => number[]} */
export function movedPoint(point, way, sceneDeg) {
  const [x, , z] = spatial(point);
  return written(point, plus([x, z], turned(way, -sceneDeg)));
}
