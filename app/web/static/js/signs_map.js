// Signs map: where all signs are and where they face; a click on one leads to its page.
//
//   <section data-module="signs_map">…the parts of map.js…</section>
//
// Without JavaScript the list of signs says the same in words.

import { draw, frame, pointOf } from "./map.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const { map, scene } = draw(element, { areNamed: false });
  const signs = scene.signs.map(pointOf);
  frame(map, signs.length ? signs : scene.stops.map((each) => each.at));
}
