// Outline: where the corners of something lie once it stands at a point and is turned.

import { moved } from "/static/ar/geodesy.js";

/**
 * @param {Place} at
 * @param {readonly (readonly [number, number])[]} corners  x east, z south; metres
 * @param {number} deg  clockwise, seen from above
 * @returns {[number, number][]} lat, lon of each corner
 */
export function standing(at, corners, deg) {
  const angle = (deg * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return corners.map(([x, z]) => moved(at, x * cos - z * sin, -z * cos - x * sin));
}
