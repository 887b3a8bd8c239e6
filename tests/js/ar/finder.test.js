import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { WASM, decode, prepare } from "../../../app/site/static/ar/decoder.js";
import { makeFinder } from "../../../app/site/static/ar/finder.js";
import { IDENTITY, multiply, transform, transpose } from "../../../app/site/static/ar/linear_algebra.js";
import { nativeDecoder } from "../../../app/site/static/ar/barcode_detector.js";
import { axesFrom, turned } from "../../../app/site/static/ar/orientation.js";
import { project } from "../../../app/site/static/ar/pose.js";
import { rolled } from "../../../app/site/static/ar/screen_angle.js";
import { codeCorners, signAxes } from "../../../app/site/static/ar/sign_geometry.js";
import { artwork } from "../../bench/onsite/artwork.js";
import { randomFrom } from "../../bench/onsite/random.js";
import { render } from "../../bench/onsite/render.js";
import { sceneOf } from "../../bench/onsite/scenes.js";
import { ROWS, TEXT } from "./code.js";
import { near } from "./near.js";
import { sure } from "../sure.js";

const SIGN = { code: "YH56CB", address: TEXT, rows: ROWS, facingDeg: 180, codeMm: 160 };
const YAW = 1.3;
const CAMERA = { width: 480, height: 640, focalPx: 620, bend: 0, centreX: 240, centreY: 320 };

/** A picture of the sign from 0.9 m, 25 degrees aside; the corners as a decoder tells them, in whole px. */
function seen() {
  const axes = axesFrom({ headingDeg: 25, pitchDeg: 0, rollDeg: 1 });
  const pose = { axes: multiply(transpose(axes), signAxes(SIGN.facingDeg)) };
  const camera = { ...CAMERA, ...pose, position: transform(pose.axes, [0.4, 0, 0.85]) };
  const fault = { light: 200, blurPx: 0.8, noise: 3, motionPx: [0, 0], gradient: 0.1 };
  const corners = codeCorners(SIGN.codeMm).map((corner) => sure(project(camera, CAMERA, corner)).map(Math.round));
  return { picture: render(camera, artwork(ROWS, SIGN.codeMm), fault, randomFrom(3)), axes: turned(-YAW, axes), corners };
}

for (const first of [0, 1, 2, 3]) {
  test(`a reader that begins with the code's corner ${first} leads to the same north`, async () => {
    const { picture, axes, corners } = seen();
    const told = [...corners.slice(first), ...corners.slice(0, first)];
    const find = makeFinder([SIGN], async () => [{ text: TEXT, corners: told, isOrdered: false }]);

    const { code, looks, found } = await find(picture, axes, 0);

    assert.deepEqual([code, looks], ["YH56CB", 1]);
    near(sure(found).yaw, YAW, 0.01);
  });
}

test("a screen angle that was told wrongly is set right, a phone that knows how it is held is believed", async () => {
  const { picture, axes, corners } = seen();
  const told = async () => [{ text: TEXT, corners, isOrdered: true }];

  const answer = await makeFinder([SIGN], told)(picture, rolled(axes, -90), 0);
  const believed = await makeFinder([SIGN], told)(picture, rolled(axes, -90), 0, false);

  assert.equal(answer.rollDeg, 90);
  near(sure(answer.found).yaw, YAW, 0.01);
  assert.deepEqual([believed.isContrary, believed.found, believed.looks], [true, undefined, 0]);
});

test("what was seen before sensors that jump counts no more", async () => {
  const { picture, axes, corners } = seen();
  const find = makeFinder([SIGN], async () => [{ text: TEXT, corners, isOrdered: true }]);

  for (const _ of [1, 2, 3]) await find(picture, axes, 0);
  const stray = await find(picture, turned(0.5, axes), 0);
  const jumped = await find(picture, turned(0.5, axes), 0);
  const later = await find(picture, turned(0.5, axes), 0);

  assert.deepEqual([stray.isContrary, stray.isEnough], [false, false]);
  assert.deepEqual([jumped.isContrary, jumped.isEnough], [true, false]);
  assert.deepEqual([later.isContrary, later.looks], [false, 2]);
  near(sure(later.found).yaw, YAW - 0.5, 0.01);
});

test("a code that is too small is told from where it would be large enough", async () => {
  const { picture, axes, corners } = seen();
  const [[x0, y0]] = corners;
  const far = corners.map(([x, y]) => [300 + (x - x0) / 4, 20 + (y - y0) / 4]); // where there is none to be refined
  const find = makeFinder([SIGN], async () => [{ text: TEXT, corners: far, isOrdered: true }]);

  const { looks, nearerM } = await find(picture, axes, 0);

  assert.equal(looks, 0);
  near(sure(nearerM), (0.16 * 640 * 0.75) / (4 * ROWS.length), 1e-9);
});

test("of two signs in the picture the one counts that was seen before", async () => {
  const { picture, axes, corners } = seen();
  const other = { ...SIGN, code: "AAAAAA", address: "HTTPS://LINIE302.EXAMPLE/S/AAAAAA" };
  const codes = [{ text: TEXT, corners, isOrdered: true }, { text: other.address, corners, isOrdered: true }];
  const find = makeFinder([SIGN, other], async () => codes);

  await find(picture, axes, 0);
  codes.reverse();
  const { code, looks } = await find(picture, axes, 0);

  assert.deepEqual([code, looks], [SIGN.code, 2]);
});

test("a camera that tells its lens settles the angle of view at once", async () => {
  const { picture, axes, corners } = seen();
  const told = async () => [{ text: TEXT, corners, isOrdered: true }];

  const open = sure((await makeFinder([SIGN], told)(picture, axes, 0)).found);
  const known = sure((await makeFinder([SIGN], told)({ ...picture, focalPx: CAMERA.focalPx }, axes, 0)).found);

  assert.ok(known.focalError < 0.0035 && open.focalError > known.focalError);
  assert.ok(known.errorDeg < open.errorDeg, `${known.errorDeg} ${open.errorDeg}`);
  near(known.yaw, YAW, 0.006);
});

test("other codes are told, a picture without one says nothing", async () => {
  let texts = ["https://elsewhere.example"];
  const find = makeFinder([SIGN], async () => texts.map((text) => ({ text, corners: [], isOrdered: true })));

  const picture = { pixels: Uint8ClampedArray.of(7), width: 1, height: 1 };

  assert.deepEqual(await find(picture, IDENTITY, 0), { others: texts });
  texts = [];
  assert.deepEqual(await find(picture, IDENTITY, 0), { others: [] });
});

test("a code that is lost in the noise of poor light is read from the same picture, smoothed", async () => {
  await prepare(Uint8Array.from(readFileSync(WASM)).buffer);
  const { sign, frames, light } = sceneOf(12);
  const [{ camera, motionPx, sensed, rateDegPerS }] = frames;
  const picture = render(camera, artwork(ROWS, sign.codeMm), { ...light, motionPx }, randomFrom(13));

  assert.deepEqual(await decode(picture), []);
  const { code, looks } = await makeFinder([{ ...SIGN, ...sign }], decode)(picture, sensed, rateDegPerS);

  assert.deepEqual([code, looks], [SIGN.code, 1]);
});

test("without a reader of its own the phone's browser has none to offer", async () => {
  assert.equal(await nativeDecoder(), null);
});

test("the phone's own reader is asked for QR codes, and its corners may begin anywhere", async () => {
  class ImageData {
    /** @param {Uint8ClampedArray} colours @param {number} width @param {number} height */
    constructor(colours, width, height) {
      Object.assign(this, { colours, width, height });
    }
  }
  class BarcodeDetector {
    static getSupportedFormats = async () => ["ean_13", "qr_code"];
    /** @param {{ colours: Uint8ClampedArray }} picture */
    detect = async ({ colours }) => [{ rawValue: `${[...colours]}`, cornerPoints: [{ x: 1, y: 2 }] }];
  }
  Object.assign(globalThis, { ImageData, BarcodeDetector });

  const read = sure(await nativeDecoder());
  const found = await read({ pixels: Uint8ClampedArray.of(7), width: 1, height: 1 });

  assert.deepEqual(found, [{ text: "7,7,7,255", corners: [[1, 2]], isOrdered: false }]);
  Reflect.deleteProperty(globalThis, "BarcodeDetector");
  Reflect.deleteProperty(globalThis, "ImageData");
});
