import assert from "node:assert/strict";
import test from "node:test";

import { IDENTITY, transform } from "../../../app/site/static/ar/linear_algebra.js";
import { attitude, axesFrom, turned } from "../../../app/site/static/ar/orientation.js";
import { eased, gapOf, outlookOf, walked } from "../../../app/site/static/ar/viewpoint.js";
import { toScreen } from "../../../app/site/static/ar/projection.js";
import { lensFrom, originIn, poseOf } from "../../../app/site/static/ar/webxr_pose.js";
import { near } from "./near.js";
import { sure } from "../sure.js";

const LEVEL = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const SIZE = { width: 400, height: 800 };
const PROJECTION = [2, 0, 0, 0, 0, 1, 0, 0, 0.05, -0.02, -1, -1, 0, 0, -0.2, 0]; // 45 degrees half the height

/** The matrix of WebXR for a camera in the phone's earth frame. @type {(axes: Matrix, place: Vector) => number[]} */
function matrixOf(axes, [x, y, z]) {
  /** @type {(column: number, sign: number) => number[]} */
  const at = (column, sign) => [sign * axes[column], sign * axes[6 + column], -sign * axes[3 + column], 0];
  return [...at(0, 1), ...at(1, -1), ...at(2, -1), x, z, -y, 1];
}

/** A lock of which only its places count. @type {(places: Pick<SignLock, "eye" | "place">) => SignLock} */
function lockAt(places) {
  const picture = { width: 0, height: 0 };
  const told = { at_s: 0, headingDeg: 0, errorDeg: 0, distanceM: 0, isTracked: true };
  return { ...told, ...places, picture, focal: 0, wanted: { focal: 0, eye: places.eye } };
}

test("a camera as WebXR starts it looks north, level and upright, at the origin", () => {
  const { axes, place } = poseOf(LEVEL);

  near(axes, axesFrom({ headingDeg: 0, pitchDeg: 0, rollDeg: 0 }));
  near(place, [0, 0, 0]);
});

/** @type {[string, number[], number, number][]} */
const TURNS = [
  ["turned left by a quarter", [0, 0, -1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1], 270, 0],
  ["turned right by a quarter", [0, 0, 1, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 0, 1], 90, 0],
  ["turned up by 30 degrees", [1, 0, 0, 0, 0, Math.sqrt(0.75), 0.5, 0, 0, -0.5, Math.sqrt(0.75), 0, 0, 0, 0, 1], 0, 30],
];

for (const [name, matrix, headingDeg, pitchDeg] of TURNS) {
  test(`a camera ${name} is understood so`, () => {
    const told = attitude(poseOf(matrix).axes);

    near([told.headingDeg, told.pitchDeg, told.rollDeg], [headingDeg, pitchDeg, 0], 1e-9);
  });
}

test("WebXR's right, up and back are east, up and south", () => {
  near(poseOf([...LEVEL.slice(0, 12), 1, 2, 3, 1]).place, [1, -3, 2]);
});

test("the lens follows from the projection, its axis from the upper left", () => {
  const { focalPx, centreX, centreY } = lensFrom(PROJECTION, SIZE);

  near([focalPx, centreX, centreY], [400, 190, 392]);
});

test("who walks after the lock walks the same way in the world", () => {
  const lock = { eye: [10, 20, 1.5], place: [1, 1, 0] };

  near(walked(lock, 0, [1, 3, 0.1]), [10, 22, 1.6]);
  near(walked(lock, Math.PI / 2, [1, 3, 0]), [8, 20, 1.5]); // the phone's north is our west
});

test("the phone and the world see the same point in the same place, wherever the phone counts from", () => {
  const yaw = 2.1;
  const world = { axes: axesFrom({ headingDeg: 40, pitchDeg: -5, rollDeg: 3 }), eye: [0.4, -0.9, 1.5] };
  const phone = { axes: turned(-yaw, world.axes), place: [5, -3, 0.7] };
  const point = [30, 40, 2];

  const origin = originIn(yaw, world.eye, phone.place);
  const [ox, oy, oz] = origin;
  const inPhone = transform(turned(-yaw, IDENTITY), point).map((value, axis) => value + [ox, -oz, oy][axis]);
  const told = poseOf(matrixOf(phone.axes, phone.place));

  const seen = toScreen(told.axes, told.place, 400, SIZE, inPhone);
  const truth = toScreen(world.axes, world.eye, 400, SIZE, point);
  near([seen.x, seen.y, seen.depthM], [truth.x, truth.y, truth.depthM], 1e-9);
});

test("the outlook of a phone that tracks itself is its pose in the world, seen through its own lens", () => {
  const yaw = -0.8;
  const axes = axesFrom({ headingDeg: 18, pitchDeg: -3, rollDeg: 2 });
  const eyes = { axes: () => turned(-yaw, axes), place: () => [2, 0, 0], lens: (/** @type {Size} */ size) => lensFrom(PROJECTION, size) };
  const lock = lockAt({ eye: [0, -1, 1.5], place: [0, 0, 0] });

  const seen = outlookOf({ eyes, lock, yaw, nudgeDeg: 0, pitchDeg: 0, viewDeg: 60, zoomed: 1 }, SIZE);

  near(seen.axes, axes);
  near(seen.eye, [2 * Math.cos(yaw), -1 + 2 * Math.sin(yaw), 1.5]);
  near([seen.focalPx, sure(seen.size.centreX), sure(seen.size.centreY)], [400, 190, 392]);
});

test("a nudge of the bearing turns what is drawn, not where the rider stands", () => {
  const eyes = { axes: () => axesFrom({ headingDeg: 0, pitchDeg: 0, rollDeg: 0 }), place: () => [0, 3, 0], lens: () => null };
  const lock = lockAt({ eye: [0, 0, 1.5], place: [0, 0, 0] });

  const seen = outlookOf({ eyes, lock, yaw: 0, nudgeDeg: 10, pitchDeg: 0, viewDeg: 60, zoomed: 1.2 }, SIZE);

  near(attitude(seen.axes).headingDeg, 10);
  near(seen.eye, [0, 3, 1.5]);
  near(seen.focalPx, (1.2 * 400) / Math.tan(Math.PI / 6), 1e-9);
});

test("where nothing tells the way, the view looks where it was turned", () => {
  const eyes = { axes: null, place: () => [0, 0, 0], lens: () => null };

  const seen = outlookOf({ eyes, lock: null, yaw: -Math.PI / 2, nudgeDeg: 0, pitchDeg: -4, viewDeg: 60, zoomed: 1 }, SIZE);

  const told = attitude(seen.axes);
  near([told.headingDeg, told.pitchDeg, told.rollDeg], [90, -4, 0], 1e-9);
  assert.deepEqual(seen.eye, [0, 0, 1.6]);
});

test("a new look moves what is drawn softly, and the short way round", () => {
  const lock = { focal: 1000, eye: [0, 0, 1.5], wanted: { focal: 1100, eye: [0.1, 0, 1.5] }, errorDeg: 0.3 };

  const halfway = eased(lock, 0.5);
  const there = eased(halfway, 1);

  near([halfway.focal, ...halfway.eye], [1050, 0.05, 0, 1.5]);
  near([there.focal, ...there.eye], [1100, 0.1, 0, 1.5]);
  near(gapOf(3.1, -3.1), 2 * Math.PI - 6.2, 1e-12);
});
