// What the page's own modules say of a film in Node, to compare it with what the page says of the same film.
//
//   node answer.js CODES.json FILM.y4m ALPHA BETA GAMMA
//
// CODES.json: [{ code, address, rows, facingDeg, codeMm }].  Prints { headingDeg, errorDeg } of the first lock, or null.

import { readFileSync } from "node:fs";

import { WASM, decode, prepare } from "../../../app/site/static/ar/decoder.js";
import { makeFinder } from "../../../app/site/static/ar/finder.js";
import { attitude, cameraAxes, turned } from "../../../app/site/static/ar/orientation.js";

const FRAME = "FRAME\n";

const [codesPath, filmPath, ...reported] = process.argv.slice(2);
const [alpha, beta, gamma] = reported.map(Number);
const axes = cameraAxes({ alpha, beta, gamma }, 0);
await prepare(Uint8Array.from(readFileSync(WASM)).buffer);
const find = makeFinder(JSON.parse(readFileSync(codesPath, "utf8")), decode);
console.log(JSON.stringify(await firstLock()));

async function firstLock() {
  for (const picture of pictures(readFileSync(filmPath))) {
    const { found, isEnough } = await find(picture, axes, 0);
    if (found && isEnough) return { headingDeg: attitude(turned(found.yaw, axes)).headingDeg, errorDeg: found.errorDeg };
  }
  return null;
}

/** The brightness of each picture of a film (y4m, C420). @type {(film: Buffer) => Generator<GreyPicture>} */
function* pictures(film) {
  const head = film.subarray(0, film.indexOf("\n")).toString();
  const [width, height] = ["W", "H"].map((name) => Number(head.match(` ${name}(\\d+)`)?.[1]));
  const size = width * height;
  for (let at = head.length + 1; at < film.length; at += FRAME.length + size * 1.5) {
    yield { pixels: new Uint8ClampedArray(film.subarray(at + FRAME.length, at + FRAME.length + size)), width, height };
  }
}
