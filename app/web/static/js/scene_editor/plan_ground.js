// Ground of a plan: a grid in the scene's own axes, the scale, where the origin is, signs with what is seen from them, and
// outlines of other plannings.

import { turned } from "./geometry.js";
import { pathOf, svg } from "./svg.js";
import { roundLength, toScreen, toWorld } from "./view.js";

const LINE_PX = 12; // lines of the grid stand at least so far apart
const SCALE_PX = 120;
const LOOK_M = 14; // length of the cone that shows what is seen from a sign
const LOOK_DEG = 30; // to either side

/** @typedef {import("./view.js").View} View */

/**
 * @param {SVGGElement} below  all that is built, in pixels
 * @param {SVGGElement} above
 * @param {SceneSite | null} site
 */
export function makeGround(below, above, site) {
  const [fine, coarse, axes] = ["fine", "coarse", "axes"].map((kind) => svg("path", { class: `scene-plan__grid scene-plan__grid--${kind}` }));
  const tracks = svg("g");
  below.append(tracks, fine, coarse, axes);

  return {
    /** @type {(view: View, sceneDeg: number, shown: { hasGrid: boolean, hasOthers: boolean }) => void} */
    draw: (view, sceneDeg, { hasGrid, hasOthers }) => {
      const step = [0.5, 1, 5, 10, 50, 100].find((each) => each * view.scale >= LINE_PX) ?? 500;
      fine.setAttribute("d", hasGrid ? gridPath(view, sceneDeg, step) : "");
      coarse.setAttribute("d", hasGrid ? gridPath(view, sceneDeg, step * (step === 0.5 ? 10 : 5)) : "");
      axes.setAttribute("d", cross(toScreen(view, [0, 0])));
      if (!site) return;
      tracks.replaceChildren(...site.tracks.map((each) => track(view, each)));
      above.replaceChildren(...(hasOthers ? site.neighbours : []).map((each) => neighbour(view, each)), ...site.signs.map((each) => sign(view, each)));
    },
  };
}

/** How long the bar of the scale is, and what it says. @type {(view: View) => { pixels: number, metres: number }} */
export function scaleOf(view) {
  const metres = roundLength(view.scale, SCALE_PX);
  return { pixels: metres * view.scale, metres };
}

/** @type {(view: View, deg: number, step: number) => string} */
function gridPath(view, deg, step) {
  const corners = [[0, 0], [view.width, 0], [view.width, view.height], [0, view.height]].map((pixel) => turned(toWorld(view, pixel), -deg));
  const [xs, zs] = [corners.map(([x]) => x), corners.map(([, z]) => z)];
  const [x0, x1, z0, z1] = [Math.min(...xs), Math.max(...xs), Math.min(...zs), Math.max(...zs)];
  /** @type {(a: Spot, b: Spot) => string} */
  const line = (a, b) => pathOf([a, b].map((point) => toScreen(view, turned(point, deg))), false);
  const found = [];
  for (let x = Math.ceil(x0 / step) * step; x <= x1; x += step) found.push(line([x, z0], [x, z1]));
  for (let z = Math.ceil(z0 / step) * step; z <= z1; z += step) found.push(line([x0, z], [x1, z]));
  return found.join("");
}

/** @type {(at: Spot) => string} */
function cross([x, y]) {
  return `M${x - 9} ${y}h18M${x} ${y - 9}v18`;
}

/** @type {(view: View, spots: Spot[]) => SVGPathElement} */
function track(view, spots) {
  return svg("path", { class: "scene-plan__track", d: pathOf(spots.map((spot) => toScreen(view, spot)), false) });
}

/** @type {(view: View, neighbour: SceneSite["neighbours"][number]) => SVGGElement} */
function neighbour(view, { title, outline }) {
  const points = outline.map((point) => toScreen(view, point));
  const [x, y] = points.reduce((top, point) => (point[1] < top[1] ? point : top));
  return svg("g", { class: "scene-plan__other" }, svg("path", { d: pathOf(points) }), svg("text", { x, y: y - 4 }, title));
}

/** @type {(view: View, sign: SceneSite["signs"][number]) => SVGGElement} */
function sign(view, { code, at, facing_deg: facing }) {
  const [x, y] = toScreen(view, at);
  const edge = /** @type {(deg: number) => Spot} */ ((deg) => turned([0, -LOOK_M * view.scale], facing + deg));
  const cone = [[0, 0], ...[-LOOK_DEG, -LOOK_DEG / 2, 0, LOOK_DEG / 2, LOOK_DEG].map(edge)];
  return svg("g", { class: "scene-plan__sign", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
    svg("path", { d: pathOf(cone) }), svg("rect", { x: -5, y: -5, width: 10, height: 10 }), svg("text", { x: 9, y: 4 }, code));
}
