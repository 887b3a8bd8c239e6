// Below a plan: what is there before anything is built.  From the map up: official houses, grid and tracks; over all that is built,
// the lines of a drawing, signs and other plannings; and how long a metre is.

import { makeGround, scaleOf } from "./plan_ground.js";
import { makeHouses } from "./plan_houses.js";
import { makeMap } from "./plan_map.js";
import { makeUnderlayDrawing } from "./plan_underlay.js";
import { readout } from "./readout.js";
import { svg } from "./svg.js";

/**
 * @param {SVGGElement} below  what is built, in pixels
 * @param {SVGGElement} above
 * @param {SceneDesk} desk
 * @param {() => void} came  something more is to be drawn
 * @returns {{ draw: (view: import("./view.js").View) => void }}
 */
export function makeBelow(below, above, { part, store, words, around, addresses, kept, underlay }, came) {
  const [houses, ground, plan, signs] = [svg("g"), svg("g"), svg("g"), svg("g")];
  below.append(houses, ground);
  above.append(plan, signs); // a drawing is of lines: below paving nobody would see them
  const numbers = readout(words);
  const map = makeMap(part, around);
  const drawnHouses = makeHouses(houses, { part, addresses, around, numbers, came });
  const drawnUnderlay = makeUnderlayDrawing(plan, underlay);
  underlay.watch(came);
  const drawnGround = makeGround(ground, signs, around.site);

  return {
    draw: (view) => {
      const base = part("base", HTMLSelectElement).value;
      const hasOthers = kept.get("others", true);
      map.show(base);
      map.follow(view);
      drawnHouses.draw(view, hasOthers);
      drawnUnderlay.draw(view);
      drawnGround.draw(view, store.model.head.turn_deg ?? 0, { hasGrid: base === "grid", hasOthers });
      const { pixels, metres } = scaleOf(view);
      part("plan-scale").style.width = `${pixels}px`;
      part("plan-scale").textContent = numbers.metres(metres);
    },
  };
}
