// Eye: from where the 3D pane looks, in all its pictures at once; asked for by name, and moved by hand.

import { between, eyeOf, framing, shifted, turned, zoomed } from "/static/viewer/orbit.js";

import { glanced, headingDeg, stoodAt, walked } from "./view3d_camera.js";
import { standOf } from "./view3d_stands.js";

const STEP_M = 0.6;
const FREE = "free"; // moved by hand away from where it stood
const FAR_M = 30;

/** @typedef {import("./view3d_camera.js").View3D} View3D */
/** @typedef {ReturnType<typeof import("./view3d_screen.js").makeScreen>} Screen */

/** @param {SceneDesk} desk */
export function makeEye({ part, store, around, kept, walker }) {
  const wish = part("view3d-eye", HTMLSelectElement);
  wish.value = kept.get("view3d-eye", "poster");
  /** @type {Screen[]} */
  const screens = [];
  /** @type {View3D} */
  let view = stand();
  let isOpen = false;
  const isWalking = () => wish.value === "walk";

  /** @type {() => View3D} */
  function stand() {
    return standOf(wish.value, store.model, around.site, screens[0]?.aspect ?? 1.6);
  }

  /** @type {(wanted: View3D) => void} */
  function look(wanted) {
    view = wanted;
    for (const screen of screens) screen.look(view);
    walker.show(isOpen && isWalking() ? { at: [view.eye[0], view.eye[2]], deg: headingDeg(view) } : null);
  }

  /** @type {(change: (orbit: Orbit, target: Vector) => { orbit?: Orbit, target?: Vector }) => void} */
  function orbit(change) {
    wish.value = FREE;
    const now = between(view.eye, view.look);
    const { orbit: next = now, target = view.look } = change(now, view.look);
    look({ ...view, eye: eyeOf(next, target), look: target });
  }

  const far = () => (screens[0]?.scene ? framing(screens[0].scene).orbit.radius : FAR_M);

  wish.addEventListener("change", () => {
    kept.set("view3d-eye", wish.value);
    if (wish.value !== FREE) look(stand());
  });
  walker.led((at) => look(stoodAt(view, at)));
  store.subscribe((what) => {
    if (what !== "model" || !store.model.head.cameras?.[wish.value]) return;
    const next = stand();
    if (JSON.stringify(next) !== JSON.stringify(view)) look(next); // it was moved on the plan
  });

  return {
    /** Whether anybody sees it. */
    set isOpen(/** @type {boolean} */ is) {
      isOpen = is;
      look(view);
    },
    get view() { return view; },
    get isWalking() { return isWalking(); },
    /** Look into one more picture. @type {(screen: Screen) => void} */
    into(screen) {
      screens.push(screen);
      look(screens.length === 1 ? stand() : view);
    },
    /** @type {(rightDeg: number, downDeg: number) => void} */
    turn: (rightDeg, downDeg) => (isWalking() ? look(glanced(view, rightDeg / 2, -downDeg / 2)) : orbit((now) => ({ orbit: turned(now, rightDeg, downDeg) }))),
    /** @type {(factor: number) => void} */
    zoom: (factor) => (isWalking() ? look(walked(view, factor < 1 ? STEP_M : -STEP_M, 0)) : orbit((now) => ({ orbit: zoomed(now, factor, far()) }))),
    /** By shares of the picture's height. @type {(right: number, up: number) => void} */
    shift: (right, up) => (isWalking() ? undefined : orbit((now, target) => ({ target: shifted({ orbit: now, target, fieldDeg: view.fieldDeg }, right, up) }))),
    /** On foot: steps ahead and to the right. @type {(ahead: number, right: number) => void} */
    step: (ahead, right) => look(walked(view, ahead * STEP_M, right * STEP_M)),
  };
}
