// Stands: from where the 3D pane looks when somebody asks for a view by its name.  Pure.

import { above, fromSign, ofText, onFoot } from "./view3d_camera.js";

const AROUND_M = 6; // shown beside what is planned, from above
const EMPTY = [[-10, 0, -10], [10, 0, 10]];
/** @type {import("./view3d_camera.js").View3D} */
const BEFORE = { eye: [12, 6, 16], look: [0, 1, 0], fieldDeg: 36 }; // where the text has no camera

/**
 * @param {string} wish  a camera of the text, "top" or "walk"
 * @param {SceneModel} model
 * @param {SceneSite | null} site
 * @param {number} aspect  of the picture
 */
export function standOf(wish, model, site, aspect) {
  const { cameras = {}, turn_deg: deg = 0 } = model.head;
  const poster = ofText(cameras.poster, deg) ?? BEFORE;
  if (wish === "top") return above(boundsOfPlanned(model), aspect);
  if (wish === "walk") return onFoot(poster);
  const written = ofText(cameras[wish], deg);
  if (written || wish !== "sign" || !site?.signs.length) return written ?? poster;
  return fromSign(site.signs[0], poster.look);
}

/** The box about the places of all that is planned. @type {(model: SceneModel) => Bounds} */
function boundsOfPlanned({ blocks }) {
  const planned = blocks.filter(({ role }) => role === "planned").flatMap(({ places = [] }) => places);
  const places = planned.length ? planned : EMPTY;
  /** @type {(of: (...values: number[]) => number, by: number) => Vector} */
  const corner = (of, by) => [by, 0, by].map((beside, axis) => of(...places.map((each) => each[axis])) + beside);
  return { low: corner(Math.min, -AROUND_M), high: corner(Math.max, AROUND_M) };
}
