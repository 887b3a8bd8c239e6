// Renders one still look at a sign as a film for Chromium's fake camera (y4m), and prints the truth as JSON.
//
//   node film.js CODES.json OUT.y4m LOOK.json
//
// CODES.json: [{ rows }, …], the first hangs on the wall.  LOOK.json: { width, height, fovDeg, facingDeg, codeMm,
// headingDeg, pitchDeg, rollDeg, yawDeg, offsetM: [right, down, out of the wall] from the code's centre }
// Truth: alpha, beta, gamma as the motion sensors report them in an upright phone whose own north is off by yawDeg.

import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

import { multiply, transform, transpose } from "../../../app/site/static/ar/linear_algebra.js";
import { axesFrom, turned } from "../../../app/site/static/ar/orientation.js";
import { focalOf } from "../../../app/site/static/ar/projection.js";
import { signAxes } from "../../../app/site/static/ar/sign_geometry.js";
import { artwork } from "./artwork.js";
import { randomFrom } from "./random.js";
import { render } from "./render.js";

const FRAMES = 10;
const DEGREES = 180 / Math.PI;
const FAULT = { light: 190, blurPx: 0.8, noise: 3, motionPx: [0, 0], gradient: 0.1 };

const [codesPath, out, lookPath] = process.argv.slice(2);
const [{ rows }] = JSON.parse(readFileSync(codesPath, "utf8"));
const look = JSON.parse(readFileSync(lookPath, "utf8"));
const axes = axesFrom(look);
const inCamera = multiply(transpose(axes), signAxes(look.facingDeg));
const [right, down, away] = look.offsetM;
const focal = focalOf(Math.max(look.width, look.height), look.fovDeg);
const camera = {
  width: look.width,
  height: look.height,
  focalPx: focal,
  bend: 0,
  axes: inCamera,
  position: transform(inCamera, [-right, -down, away]),
};

const random = randomFrom(1);
const chroma = Buffer.alloc((look.width * look.height) / 2, 128);
const file = openSync(out, "w");
writeSync(file, `YUV4MPEG2 W${look.width} H${look.height} F10:1 Ip A1:1 C420jpeg\n`);
for (let at = 0; at < FRAMES; at += 1) {
  const { pixels } = render(camera, artwork(rows, look.codeMm), FAULT, random);
  writeSync(file, "FRAME\n");
  writeSync(file, Buffer.from(pixels));
  writeSync(file, chroma);
}
closeSync(file);
console.log(JSON.stringify({ focalPx: focal, sensors: reported(turned(-look.yawDeg / DEGREES, axes)) }));

/**
 * What `deviceorientation` reports for a camera held upright: 0 <= alpha < 360, |beta| <= 180, |gamma| < 90.
 *
 * @type {(earth: Matrix) => { alpha: number, beta: number, gamma: number }}
 */
function reported(earth) {
  const device = multiply(earth, [1, 0, 0, 0, -1, 0, 0, 0, -1]);
  const side = device[8] < 0 ? -1 : 1; // the screen faces the ground
  const beta = Math.asin(device[7]) * DEGREES;
  return {
    alpha: (Math.atan2(-side * device[1], side * device[4]) * DEGREES + 360) % 360,
    beta: side > 0 ? beta : Math.sign(beta || 1) * 180 - beta,
    gamma: Math.atan2(-side * device[6], side * device[8]) * DEGREES,
  };
}
