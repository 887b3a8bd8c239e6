// Station map: everything of a station on one map, to look at.
//
//   <section data-module="station-map">…the parts of map.js…</section>
//
// Without JavaScript the list below says the same in numbers.

import { draw, frame } from "./map.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const { map, scene } = draw(element, { areNamed: true });
  frame(map, [scene.stop.at, ...[...scene.signs, ...scene.plannings].map((each) => [each.lat, each.lon])]);
}
