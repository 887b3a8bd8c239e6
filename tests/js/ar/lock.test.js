import assert from "node:assert/strict";
import test from "node:test";

import { fromCorners } from "../../../app/site/static/ar/homography.js";
import { multiply, rotation, transform, transpose } from "../../../app/site/static/ar/linear_algebra.js";
import { lock } from "../../../app/site/static/ar/lock.js";
import { makeLook } from "../../../app/site/static/ar/look.js";
import { axesFrom, turned } from "../../../app/site/static/ar/orientation.js";
import { project } from "../../../app/site/static/ar/pose.js";
import { rolled } from "../../../app/site/static/ar/screen_angle.js";
import { codeCorners, signAxes } from "../../../app/site/static/ar/sign_geometry.js";
import { fits } from "../../../app/site/static/ar/sufficiency.js";
import { near } from "./near.js";
import { sure } from "../sure.js";

const SIGN = { facingDeg: 145, codeMm: 160 };
const PICTURE = { width: 720, height: 1280 };
const YAW = 2.2; // the phone's own north lies anywhere
const DEGREES = 180 / Math.PI;

/**
 * What a phone at `offset` metres from the code (right, down, out of the wall) sees, looking `aside` degrees past it.
 *
 * @type {(offset: Vector, how?: { aside?: number, focal?: number, sigmaPx?: number }) => Look}
 */
function lookFrom([right, down, out], { aside = 0, focal = 1050, sigmaPx = 0.05 } = {}) {
  const wanted = SIGN.facingDeg + 180 + (Math.atan2(-right, out) * DEGREES) + aside;
  const axes = axesFrom({ headingDeg: wanted, pitchDeg: (Math.atan2(down, out) * DEGREES), rollDeg: 2 });
  const pose = { axes: multiply(transpose(axes), signAxes(SIGN.facingDeg)) };
  const position = transform(pose.axes, [-right, -down, out]);
  const camera = { focalPx: focal, centreX: PICTURE.width / 2, centreY: PICTURE.height / 2 };
  const corners = codeCorners(SIGN.codeMm).map((corner) => sure(project({ ...pose, position }, camera, corner)));
  const covariance = Float64Array.from({ length: 64 }, (_, at) => (at % 9 ? 0 : sigmaPx ** 2));
  return sure(makeLook({ corners, homography: sure(fromCorners(corners)), covariance }, turned(-YAW, axes), 0));
}

test("an oblique view tells north and the angle of view", () => {
  const looks = [-0.9, -0.92, -0.88].map((right) => lookFrom([right, -0.1, 0.9]));

  const found = sure(lock(looks, SIGN, PICTURE));

  near(found.yaw, YAW, 0.002);
  near(found.focalPx / 1050, 1, 0.01);
  assert.ok(found.errorDeg < 0.6, `${found.errorDeg}`);
});

test("face on and still, the angle of view stays unknown and is not claimed", () => {
  const still = sure(lock([-0.01, 0, 0.01].map((right) => lookFrom([right, 0, 1])), SIGN, PICTURE));

  assert.ok(still.focalError > 0.08, `${still.focalError}`);
  near(still.yaw, YAW, (still.errorDeg * Math.PI) / 180);
});

test("a step aside with the code in view tells the angle of view", () => {
  const looks = [0, 0.1, 0.2, 0.3].map((right) => lookFrom([right, 0, 1]));

  const found = sure(lock(looks, SIGN, PICTURE));

  assert.ok(found.focalError < 0.03, `${found.focalError}`);
  near(found.focalPx / 1050, 1, 0.02);
  near(found.yaw, YAW, 0.003);
});

test("turning the phone on the spot is no proof of it: the lens bends as much as the view slants", () => {
  const looks = [-12, -6, 0, 6, 12].map((aside) => lookFrom([0, 0, 1], { aside }));

  const found = sure(lock(looks, SIGN, PICTURE));

  assert.ok(found.focalError > 0.03, `${found.focalError}`);
  near(found.yaw, YAW, (found.errorDeg * Math.PI) / 180);
});

test("the camera's place is told from the code, east, north, up", () => {
  const found = sure(lock([lookFrom([0.5, 0.2, 1.2]), lookFrom([0.5, 0.2, 1.2])], SIGN, PICTURE));
  const truth = transform(signAxes(SIGN.facingDeg), [0.5, 0.2, -1.2]);

  near(found.offsetM, truth, 0.03);
  near(found.distanceM, Math.hypot(0.5, 0.2, 1.2), 0.03);
});

test("a code that is seen poorly gets a wide error", () => {
  const sharp = sure(lock([lookFrom([-0.5, 0, 2])], SIGN, PICTURE));
  const poor = sure(lock([lookFrom([-0.5, 0, 2], { sigmaPx: 1 })], SIGN, PICTURE));

  assert.ok(poor.errorDeg > 3 * sharp.errorDeg, `${poor.errorDeg} ${sharp.errorDeg}`);
});

test("one look that does not fit does not pull the others along", () => {
  const good = [0, 1, 2, 3, 4].map((aside) => lookFrom([-0.6, 0, 0.9], { aside }));
  const wrong = lookFrom([0.6, 0, 0.9]);

  const found = sure(lock([...good, { ...wrong, axes: good[0].axes }], SIGN, PICTURE));

  near(found.yaw, YAW, 0.006);
});

/** @type {[string, (look: Look, at: number) => Matrix][]} */
const CONTRARY = [
  ["stand still while the picture moves", (look, at) => (at ? lookFrom([-0.6, 0, 0.9], { aside: -10 }).axes : look.axes)],
  ["jump", (look, at) => (at < 3 ? look.axes : turned(0.2, look.axes))],
  ["call a slant upright", (look) => multiply(rotation([0.15, 0.1, 0]), look.axes)],
  ["are held another way than was told", (look) => rolled(look.axes, 90)],
];

for (const [how, sensed] of CONTRARY) {
  test(`sensors that ${how} do not fit the picture`, () => {
    const looks = [-10, -6, -2, 2, 6, 10].map((aside) => lookFrom([-0.6, 0, 0.9], { aside }));
    assert.ok(fits(sure(lock(looks, SIGN, PICTURE))));

    assert.ok(!fits(sure(lock(looks.map((look, at) => ({ ...look, axes: sensed(look, at) })), SIGN, PICTURE))));
  });
}

test("without a look there is no lock", () => {
  assert.equal(lock([], SIGN, PICTURE), null);
});
