// Houses about a scene, by official data: grey below all that is built, with how high they are where there is room to say it.

import { svg } from "./svg.js";
import { toScreen, transformOf } from "./view.js";

const SAID_PX = 4; // pixels for a metre from which on heights are said
const OUTSIDE_PX = 40;

/** @typedef {import("./view.js").View} View */

/**
 * @param {SVGGElement} group  where they lie
 * @param {Pick<SceneDesk, "part" | "addresses" | "around"> & { numbers: ReturnType<typeof import("./readout.js").readout>, came: () => void, ask?: typeof fetch }} from  `came`: they are there
 * @returns {{ draw: (view: View, isShown: boolean) => void }}
 */
export function makeHouses(group, { part, addresses, around, numbers, came, ask = fetch }) {
  const [outlines, heights] = [svg("g", { class: "scene-plan__houses" }), svg("g", { class: "scene-plan__heights" })];
  group.append(outlines, heights);
  /** @type {SceneHouses} */
  let known = { houses: [], sources: [] };

  async function load() {
    const answer = await ask(addresses.houses);
    if (!answer.ok) return;
    known = await answer.json();
    outlines.replaceChildren(...known.houses.map(({ path }) => svg("path", { d: path })));
    part("credit-houses").textContent = known.sources.join("; ");
    came();
  }
  if (around.site) load().catch(() => {}); // without them the plan goes as well

  return {
    draw: (view, isShown) => {
      const isThere = isShown && known.houses.length > 0;
      group.toggleAttribute("hidden", !isThere);
      part("credit-houses").hidden = !isThere;
      if (!isThere) return;
      outlines.setAttribute("transform", transformOf(view));
      const said = view.scale < SAID_PX ? [] : known.houses.filter(({ at }) => isNear(view, at));
      heights.replaceChildren(...said.map(({ at, height_m: height }) => {
        const [x, y] = toScreen(view, at);
        return svg("text", { x, y }, numbers.metres(Math.round(height)));
      }));
    },
  };
}

/** @type {(view: View, at: Spot) => boolean} */
function isNear(view, at) {
  const [x, y] = toScreen(view, at);
  return x > -OUTSIDE_PX && y > -OUTSIDE_PX && x < view.width + OUTSIDE_PX && y < view.height + OUTSIDE_PX;
}
