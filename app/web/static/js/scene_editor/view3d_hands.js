// Hands: pointer and keys on a picture of the 3D pane.  The keys act on what is behind the cross in its middle.

import { listen } from "/static/viewer/gestures.js";

import { headingDeg } from "./view3d_camera.js";
import { commandOf } from "./plan_keys.js";
import { filled, readout } from "./readout.js";

const CLICK_PX = 5; // what moves less is a click
const CALM_MS = 500; // so long after the last key it is said where one is
const ON_FOOT = { w: [1, 0], ArrowUp: [1, 0], s: [-1, 0], ArrowDown: [-1, 0], a: [0, -1], d: [0, 1] };
const WAYS = ["north", "north_east", "east", "south_east", "south", "south_west", "west", "north_west"];

/**
 * @param {SceneDesk} desk
 * @param {HTMLCanvasElement} canvas
 * @param {ReturnType<typeof import("./view3d_eye.js").makeEye>} eye
 * @param {(place: readonly number[], isMore: boolean) => void} picked  a place of the picture, -1 to 1 to the right and up
 * @param {() => void} left  Escape was pressed
 */
export function takeHands({ words, say, run }, canvas, eye, picked, left) {
  const numbers = readout(words);
  let from = [0, 0];
  let timer = 0;

  function told() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { view } = eye;
      const way = words[`view3d_to_${WAYS[Math.round(headingDeg(view) / 45) % 8]}`];
      say(filled(words.view3d_stands, { place: numbers.place([view.eye[0], view.eye[2]]), way }));
    }, CALM_MS);
  }

  /** @type {(event: KeyboardEvent) => boolean} */
  function pressed(event) {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey || key === "Delete") return run(commandOf(event), shiftKey);
    const step = eye.isWalking && ON_FOOT[/** @type {keyof typeof ON_FOOT} */ (key.length === 1 ? key.toLowerCase() : key)];
    if (step) {
      eye.step(step[0], step[1]);
      told();
    } else if (key === "Enter") picked([0, 0], shiftKey);
    else if (key === "Escape") left();
    else return false;
    return true;
  }

  canvas.addEventListener("keydown", (event) => {
    if (!pressed(event)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  });
  listen(canvas, { turn: eye.turn, zoom: eye.zoom, shift: eye.shift, told });
  canvas.addEventListener("pointerdown", ({ clientX, clientY }) => { from = [clientX, clientY]; });
  canvas.addEventListener("pointerup", ({ clientX, clientY, shiftKey, button }) => {
    if (button || Math.hypot(clientX - from[0], clientY - from[1]) > CLICK_PX) return;
    const { left: x, top: y, width, height } = canvas.getBoundingClientRect();
    picked([((clientX - x) / width) * 2 - 1, 1 - ((clientY - y) / height) * 2], shiftKey);
  });
}
