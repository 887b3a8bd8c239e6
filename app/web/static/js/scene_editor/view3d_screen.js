// Screen of the 3D pane: a canvas with riders' renderer, which draws only when something changes and lets go of what it no longer shows.

import { posterSun } from "/static/viewer/light.js";
import { lens, lookAt, times } from "/static/viewer/matrix.js";
import { load } from "/static/viewer/model.js";
import { fitted } from "/static/viewer/orbit.js";
import { makeRenderer } from "/static/viewer/renderer.js";
import { makeSharpness } from "/static/viewer/sharpness.js";

const SIZES_PX = { sun: 1024, sky: 256 };
const SKIES_AT_ONCE = 2;
const CALM_MS = 250; // so long nothing moves before the sky's shade is drawn

/**
 * @param {HTMLElement} room
 * @param {{ drawn: (screen: Matrix16) => void, failed: (why: unknown) => void }} told  drawn: from metres to -1 to 1
 */
export function makeScreen(room, { drawn, failed }) {
  const canvas = room.appendChild(Object.assign(document.createElement("canvas"), { className: "view3d__canvas", tabIndex: 0 }));
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-describedby", "view3d-keys");
  const renderer = makeRenderer(canvas, SIZES_PX);
  const sharpness = makeSharpness(canvas, room);
  /** @type {Scene3D | null} */
  let shown = null;
  /** @type {import("./view3d_camera.js").View3D | null} */
  let view = null;
  let [frame, calm, hasOwnSun, isSettled] = [0, 0, false, false];

  function soon() {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      draw(false);
      clearTimeout(calm);
      calm = setTimeout(settle, CALM_MS);
    });
  }

  /** @type {(isCalm: boolean) => void} */
  function draw(isCalm) {
    if (!shown || !view || !room.clientHeight) return;
    sharpness.fit(!isCalm);
    const aspect = canvas.width / canvas.height;
    const fieldDeg = fitted(view.fieldDeg, aspect);
    if (!hasOwnSun) renderer.shine(posterSun(view.eye, view.look));
    renderer.draw({ ...view, fieldDeg }, isCalm && isSettled ? 1 : 0, !isCalm);
    drawn(times(lens(fieldDeg, aspect, 0.1, 2000), lookAt(view.eye, view.look)));
  }

  function settle() {
    isSettled = renderer.settle(SKIES_AT_ONCE);
    if (isSettled) draw(true);
    else calm = setTimeout(settle, 16);
  }

  new ResizeObserver(soon).observe(room);
  canvas.addEventListener("webglcontextlost", () => failed(new Error("The graphics processor was taken away.")));

  return {
    canvas,
    get aspect() { return canvas.clientWidth / Math.max(canvas.clientHeight, 1); },
    get scene() { return shown; },
    /** Fetch a model and show it in place of the one before. Throws where it does not come. @type {(href: string) => Promise<void>} */
    async show(href) {
      const loaded = await load(href, () => {});
      const before = shown;
      shown = renderer.take(loaded);
      renderer.show(shown);
      if (before) renderer.drop(before);
      isSettled = false;
      soon();
    },
    /** @type {(wanted: import("./view3d_camera.js").View3D) => void} */
    look(wanted) {
      view = wanted;
      soon();
    },
    /** Let the sun stand in a direction; without one, where it stands for posters. @type {(toward: Vector | null) => void} */
    shine(toward) {
      hasOwnSun = toward !== null;
      if (toward) renderer.shine(toward);
      isSettled = false;
      soon();
    },
  };
}
