// Station map: everything of a station on one map, to look at.
//
//   <section data-module="station_map">…the parts of map.js…</section>
//
// Without JavaScript the list below says the same in numbers.

import { draw, frame, pointOf } from "./map.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const { map, scene } = draw(element, { areNamed: true });
  const things = [...scene.signs, ...scene.plannings].map(pointOf);
  frame(map, scene.stop ? [scene.stop.at, ...things] : things);
}
