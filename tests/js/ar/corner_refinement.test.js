import assert from "node:assert/strict";
import test from "node:test";

import { multiply, transpose } from "../../../app/site/static/ar/linear_algebra.js";
import { axesFrom } from "../../../app/site/static/ar/orientation.js";
import { project } from "../../../app/site/static/ar/pose.js";
import { makeRefiner } from "../../../app/site/static/ar/corner_refinement.js";
import { codeCorners, signAxes } from "../../../app/site/static/ar/sign_geometry.js";
import { artwork } from "../../bench/onsite/artwork.js";
import { randomFrom } from "../../bench/onsite/random.js";
import { render } from "../../bench/onsite/render.js";
import { ROWS } from "./code.js";
import { sure } from "../sure.js";

/**
 * @typedef {import("../../bench/onsite/render.js").Fault} Fault
 * @typedef {{ headingDeg?: number, depthM?: number, fault?: Partial<Fault>, rows?: string[] } & import("../../bench/onsite/artwork.js").More} How
 */

/** @type {Fault} */
const PLAIN = { light: 200, blurPx: 0.9, noise: 4, motionPx: [0, 0], gradient: 0.2 };

/** @type {(how?: How) => { picture: GreyPicture, truth: number[][], rough: number[][] }} */
function seen({ headingDeg = 12, depthM = 1, fault = {}, rows = ROWS, ...more } = {}) {
  const axes = multiply(transpose(axesFrom({ headingDeg, pitchDeg: -4, rollDeg: 2 })), signAxes(180));
  const camera = { width: 360, height: 480, focalPx: 600, bend: 0, axes, position: [0.02, -0.03, depthM] };
  const random = randomFrom(7);
  const picture = render(camera, artwork(rows, 160, more), { ...PLAIN, ...fault }, random);
  const truth = codeCorners(160).map((corner) => sure(project(camera, { ...camera, centreX: 180, centreY: 240 }, corner)));
  return { picture, truth, rough: truth.map(([x, y]) => [Math.round(x + random() - 0.5), Math.round(y + random() - 0.5)]) };
}

/** @type {(corners: readonly Pixel[], truth: number[][]) => number} */
function worstPx(corners, truth) {
  return Math.max(...corners.map(([x, y], at) => Math.hypot(x - truth[at][0], y - truth[at][1])));
}

/** @type {[string, How, number][]} */
const VIEWS = [
  ["in good light", {}, 0.08],
  ["from close by", { depthM: 0.45 }, 0.15],
  ["seen from the side", { headingDeg: 45 }, 0.12],
  ["in poor light", { fault: { light: 60, noise: 6, blurPx: 1.6 } }, 0.3],
  ["smeared by motion", { fault: { motionPx: [3, 1] } }, 0.2],
  ["under a sticker", { sticker: [0.25, 0.2, 0.12] }, 0.1],
  ["behind a hand over a corner", { hand: [0.55, 0.55, 0.25] }, 0.15],
];

for (const [name, wanted, within] of VIEWS) {
  test(`corners are found to ${within} px ${name}`, () => {
    const { picture, truth, rough } = seen(wanted);

    const found = makeRefiner(ROWS)(picture, rough);

    assert.ok(found, "not found");
    assert.ok(worstPx(found.corners, truth) < within, `${worstPx(found.corners, truth)} px`);
  });
}

test("its own error fits the true one", () => {
  const { picture, truth, rough } = seen({ fault: { noise: 12 } });

  const found = sure(makeRefiner(ROWS)(picture, rough));

  const sigma = Math.sqrt(found.covariance[0]);
  assert.ok(sigma > 0.03 && sigma < 0.2, `${sigma}`);
  assert.ok(worstPx(found.corners, truth) < 4 * sigma);
});

test("another code is not taken for this one", () => {
  const mirrored = ROWS.map((row) => [...row].reverse().join(""));
  const { picture, rough } = seen({ rows: mirrored });

  assert.equal(makeRefiner(ROWS)(picture, rough), null);
});

test("an empty wall is not a code", () => {
  const picture = { pixels: new Uint8ClampedArray(360 * 480).fill(120), width: 360, height: 480 };

  assert.equal(makeRefiner(ROWS)(picture, [[100, 100], [200, 100], [200, 200], [100, 200]]), null);
});
