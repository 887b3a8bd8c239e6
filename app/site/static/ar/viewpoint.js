// Where the rider's eye is and how it looks, from what the phone tells and what the sign has told.

import { IDENTITY, transform } from "./linear_algebra.js";
import { axesFrom, turned } from "./orientation.js";
import { focalOf } from "./projection.js";

/** The eye of a standing person, where no sign was seen: metres east, north, up. @type {Vector} */
export const STANDING = [0, 0, 1.6];
const RADIANS = Math.PI / 180;

/**
 * @param {{ eyes: Pick<Eyes, "axes" | "place" | "lens">, lock: SignLock | null, yaw: number, nudgeDeg: number,
 *   pitchDeg: number, viewDeg: number, zoomed: number }} view  yaw: radians; pitchDeg: of a panorama without sensors;
 *   viewDeg: of the longer side of a panorama
 * @param {Size} size  of the viewport, px
 * @returns {Outlook}  yaw: with the nudge
 */
export function outlookOf({ eyes, lock, yaw, nudgeDeg, pitchDeg, viewDeg, zoomed }, size) {
  const turn = yaw - nudgeDeg * RADIANS;
  const axes = eyes.axes ? turned(turn, eyes.axes()) : axesFrom({ headingDeg: -yaw / RADIANS, pitchDeg, rollDeg: 0 });
  const eye = lock ? walked(lock, yaw, eyes.place()) : STANDING;
  const bare = { focalPx: focalOf(Math.max(size.width, size.height), viewDeg) };
  const { focalPx: focal, ...centre } = eyes.lens(size, lock) ?? bare;
  return { size: { ...size, ...centre }, yaw: turn, axes, eye, focalPx: focal * zoomed };
}

/**
 * Where the eye is now, if it was at `eye` when the phone was at `place` of its own world.
 *
 * @param {{ eye: Vector, place: Vector }} then
 * @param {number} yaw  radians that take the phone's earth frame to the world
 * @param {Vector} now
 * @returns {number[]}  east, north, up
 */
export function walked({ eye, place }, yaw, now) {
  const way = transform(turned(yaw, IDENTITY), now.map((value, axis) => value - place[axis]));
  return eye.map((value, axis) => value + way[axis]);
}

/** The turn that leads from one angle to another, radians. @type {(from: number, to: number) => number} */
export function gapOf(from, to) {
  return Math.atan2(Math.sin(to - from), Math.cos(to - from));
}

/**
 * A lock whose picture goes a share of the way to what a new look has told: a jump would be seen.
 *
 * @type {<L extends Pick<SignLock, "focal" | "eye" | "wanted">>(lock: L, share: number) => L}
 */
export function eased(lock, share) {
  const { focal, eye } = lock.wanted;
  /** @type {(from: number, to: number) => number} */
  const towards = (from, to) => from + share * (to - from);
  return { ...lock, focal: towards(lock.focal, focal), eye: lock.eye.map((value, axis) => towards(value, eye[axis])) };
}
