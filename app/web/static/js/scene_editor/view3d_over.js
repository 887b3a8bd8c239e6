// Over a picture of the 3D pane: boxes about what is selected, numbered annotations, the size line, and a cross for the keys.

import { moved } from "/static/viewer/matrix.js";

import { cornersOf } from "./geometry.js";
import { isSelected } from "./selecting.js";
import { pathOf, svg } from "./svg.js";
import { marksOf, thingsOf } from "./things.js";

const EDGES = [[0, 1], [1, 2], [2, 3], [3, 0], [4, 5], [5, 6], [6, 7], [7, 4], [0, 4], [1, 5], [2, 6], [3, 7]];
const LEAST_M = 0.05; // of what lies flat
const NEAR_PX = 16;
const CROSS = "M-9 0h7M2 0h7M0 -9v7M0 2v7";

/** @typedef {{ pixel: Spot, ahead: number }} Seen */

/**
 * @param {HTMLElement} room
 * @param {SceneStore} store
 * @param {() => string} variant  that the picture shows
 * @param {() => Vector | null} begun  one end of a size line, before the other
 */
export function makeOver(room, store, variant, begun) {
  const drawing = svg("svg", { class: "view3d__over", "aria-hidden": "true" });
  const [halo, lines, size, pins, cross] = [svg("path", { class: "view3d__halo" }), svg("path", { class: "view3d__lines" }), svg("path", { class: "view3d__size" }), svg("g"), svg("path", { class: "view3d__cross", d: CROSS })];
  drawing.append(halo, lines, size, pins, cross);
  room.append(drawing);
  /** @type {Matrix16 | null} */
  let matrix = null;
  /** @type {{ id: string, pixel: Spot }[]} */
  let shown = [];

  /** @type {(at: Vector) => Seen} */
  function seen(at) {
    const [x, y, , ahead] = moved(/** @type {Matrix16} */ (matrix), at);
    return { pixel: [((x / ahead + 1) / 2) * room.clientWidth, ((1 - y / ahead) / 2) * room.clientHeight], ahead };
  }

  /** @type {(corners: readonly Vector[], edges: readonly number[][]) => string} */
  function wires(corners, edges) {
    const found = corners.map(seen);
    return edges.map(([a, b]) => (found[a].ahead > 0 && found[b].ahead > 0 ? pathOf([found[a].pixel, found[b].pixel], false) : "")).join("");
  }

  /** @type {(thing: import("./things.js").Thing) => Vector[]} */
  function cornersOfThing({ box, place, top }) {
    const floor = cornersOf(box, place);
    return [place[1], Math.max(top, place[1] + LEAST_M)].flatMap((y) => floor.map(([x, z]) => [x, y, z]));
  }

  function again() {
    if (!matrix) return;
    const { model, plan, selection, hidden } = store;
    const chosen = thingsOf(model, plan, variant(), hidden).filter(({ id, spot }) => isSelected(selection, id, spot));
    const boxes = chosen.map((thing) => wires(cornersOfThing(thing), EDGES)).join("");
    for (const each of [halo, lines]) each.setAttribute("d", boxes);
    const marks = marksOf(model, variant());
    const ends = marks.filter(({ kind }) => kind === "end").map(({ at: [x, z], y }) => [x, y, z]);
    const first = begun();
    size.setAttribute("d", first ? dot(first) : ends.length === 2 ? `${ends.map(dot).join("")}${wires(ends, [[0, 1]])}` : "");
    drawPins(marks.filter(({ kind }) => kind === "pin"));
    cross.setAttribute("transform", `translate(${room.clientWidth / 2} ${room.clientHeight / 2})`);
  }

  /** @type {(at: Vector) => string} */
  function dot(at) {
    const { pixel: [x, y], ahead } = seen(at);
    return ahead > 0 ? `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0` : "";
  }

  /** @type {(marks: readonly import("./things.js").Mark[]) => void} */
  function drawPins(marks) {
    const found = marks.map(({ id, at: [x, z], y, name }) => ({ id, name, ...seen([x, y, z]) })).filter(({ ahead }) => ahead > 0);
    shown = found;
    pins.replaceChildren(...found.map(({ id, name, pixel: [x, y] }) =>
      svg("g", { class: `view3d__pin${store.selection.ids.includes(id) ? " is-selected" : ""}`, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
        svg("circle", { r: 11 }), svg("text", { y: 4 }, name))));
  }

  return {
    again,
    /** @type {(view: Matrix16) => void} */
    draw(view) {
      matrix = view;
      again();
    },
    /** The annotation at a place of the picture, -1 to 1. @type {(place: readonly number[]) => string} */
    pinAt([right, up]) {
      const [x, y] = [((right + 1) / 2) * room.clientWidth, ((1 - up) / 2) * room.clientHeight];
      return shown.find(({ pixel }) => Math.hypot(pixel[0] - x, pixel[1] - y) <= NEAR_PX)?.id ?? "";
    },
  };
}
