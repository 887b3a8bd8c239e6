// The drawing below a plan, layer by layer; drawn anew only when another one comes, moved and faded otherwise.

import { svg } from "./svg.js";
import { transformOf } from "./view.js";

/**
 * @param {SVGGElement} group  where it lies
 * @param {UnderlayStore} underlay
 * @returns {{ draw: (view: import("./view.js").View) => void }}
 */
export function makeUnderlayDrawing(group, underlay) {
  group.setAttribute("class", "scene-plan__underlay");
  /** @type {SceneUnderlay["layers"] | null} */
  let drawn = null;
  /** @type {SVGPathElement[]} */
  let paths = [];

  return {
    draw: (view) => {
      const { layers, placed: { x, z, turn_deg: turn, scale, opacity, hidden } } = underlay.found;
      if (layers !== drawn) {
        drawn = layers;
        paths = layers.map(({ path }) => svg("path", { d: path }));
        group.replaceChildren(...paths);
      }
      layers.forEach(({ name }, i) => paths[i].toggleAttribute("hidden", hidden.includes(name)));
      group.setAttribute("transform", `${transformOf(view)} translate(${x} ${z}) rotate(${turn}) scale(${scale})`);
      group.style.opacity = String(opacity);
    },
  };
}
