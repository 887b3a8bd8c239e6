// Asset view: a 3D asset alone in its frame, in the viewer that riders get.
//
//   <div data-module="asset_view" data-glb="….glb" data-alt="…"><p data-part="wait" data-failed="…"></p></div>

import { makeViewer } from "/static/viewer/viewer.js";

/** @param {HTMLElement} room  gets the viewer */
export async function start(room) {
  const { glb = "", alt = "" } = room.dataset;
  const wait = /** @type {HTMLElement} */ (room.querySelector('[data-part="wait"]'));
  /** @type {(why: unknown) => void} */
  const failed = (why) => {
    console.error("The asset does not show.", why);
    room.replaceChildren(wait);
    wait.textContent = wait.dataset.failed ?? "";
  };
  try {
    const viewer = makeViewer(room, document.createElement("canvas"), { camera: null, words: {}, drawn: () => {}, told: () => {}, failed });
    viewer.show(await viewer.fetched(glb, () => {}), alt);
  } catch (error) {
    failed(error);
  }
}
