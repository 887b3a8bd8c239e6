import assert from "node:assert/strict";
import test from "node:test";

import { Aim } from "../../../app/site/static/ar/aim.js";
import { near } from "./near.js";
import { sure } from "../sure.js";

const SIGN = { code: "7K3M9Q", facingDeg: 180, codeHeightM: 1.4 };

/** @type {(way: Eyes["way"]) => Aim} */
function aimed(way) {
  const eyes = { way, axes: null, place: () => [0, 0, 0] };
  return new Aim(/** @type {Eyes} */ (/** @type {unknown} */ (eyes)));
}

/** @type {(aim: Aim, yaw: number, askedAt_s?: number) => void} */
function told(aim, yaw, askedAt_s = Infinity) {
  const found = { yaw, focalPx: 1000, offsetM: [0, -1, 0.2], errorDeg: 0.3, distanceM: 1, misfit: 1, misfitOfLast: 1, strain: 1, focalError: 0 };
  const answer = { others: [], place: [0, 0, 0], picture: { width: 720, height: 1280 }, askedAt_s };
  aim.learn(answer, found, /** @type {StationSign} */ (SIGN));
}

test("the first lock counts at once, a later one little by little", () => {
  const aim = aimed("camera");

  told(aim, 1);
  near(aim.yaw, 1);
  told(aim, 1.2);
  near(aim.yaw, 1);
  aim.ease(aim.eased_s + 10);

  near(aim.yaw, 1.2, 1e-6);
});

test("the eye stands where the camera was, above the ground at the sign", () => {
  const aim = aimed("camera");

  told(aim, 0);

  near(sure(aim.lock).eye, [0, -1, 1.6]);
});

test("after the sign was forgotten the next lock is a first one", () => {
  const aim = aimed("camera");
  told(aim, 1);

  aim.forget();
  told(aim, 2);

  near(aim.yaw, 2);
});

test("a nudge stays until a picture that was taken after it is understood", () => {
  const aim = aimed("camera");
  told(aim, 0);
  aim.step(0.5, 0);

  told(aim, 0, aim.nudgedAt_s - 1);
  assert.equal(aim.nudgeDeg, -0.5);
  told(aim, 0, aim.nudgedAt_s + 1);

  assert.equal(aim.nudgeDeg, 0);
});

test("in the panorama a step turns the view, and it does not look past straight up", () => {
  const aim = aimed("panorama");
  aim.face({ bearingDeg: 90 });

  aim.step(1, 100);

  near(aim.yaw, (-100 * Math.PI) / 180);
  assert.equal(aim.pitchDeg, 60);
});

test("things grow to half as large again, and not at all on a phone that knows its lens", () => {
  const [held, tracked] = [aimed("camera"), aimed("webxr")];

  for (const aim of [held, tracked]) aim.zoom(9);

  assert.deepEqual([held.zoomed, tracked.zoomed], [1.5, 1]);
});
