// Parts on a plan: each place of each block as a symbol to scale, from the ground up.  Only what changed is drawn anew, and
// while something is dragged, only that moves: it lies in a drawing of its own.

import { svg } from "./svg.js";
import { UNKNOWN, levelOf, ofBlock } from "./things.js";

/** @typedef {{ g: SVGGElement, block: SceneBlock, keys: string, look: string, top: number, uses: SVGUseElement[] }} Drawn */

/**
 * @param {SVGGElement} still  where parts lie
 * @param {SVGGElement} moving  where they lie while they are dragged
 * @param {SVGDefsElement} defs  gets the symbols
 */
export function makeParts(still, moving, defs) {
  /** @type {Map<string, Drawn>} */
  const drawn = new Map();
  /** @type {Map<string, string>} */
  const names = new Map(); // key of a symbol -> id of its element
  let order = "";

  /** @type {(key: string, symbol: PlanSymbol | undefined) => string} */
  function nameOf(key, symbol) {
    const wanted = symbol ? key : "";
    const known = names.get(wanted);
    if (known) return known;
    const name = `symbol-${names.size}`;
    names.set(wanted, name);
    defs.append(svg("g", { id: name }, ...(symbol ? pathsOf(symbol) : [unknown()])));
    return name;
  }

  /** @type {(block: SceneBlock, plan: ScenePlan, look: string) => void} */
  function draw(block, plan, look) {
    const before = drawn.get(block.id);
    const keys = (plan.of[block.id] ?? plan.of[block.like ?? ""] ?? before?.keys.split("\n") ?? []).join("\n");
    if (before && before.block === block && before.keys === keys && before.look === look) return;
    const known = { ...plan, of: { [block.id]: keys ? keys.split("\n") : [] } };
    const things = ofBlock(block, known);
    const g = before?.g ?? svg("g");
    g.setAttribute("class", look);
    const uses = before?.uses ?? [];
    while (uses.length > things.length) uses.pop()?.remove();
    while (uses.length < things.length) uses.push(g.appendChild(svg("use")));
    things.forEach(({ place: [x, , z, deg, scale], key }, i) => {
      uses[i].setAttribute("href", `#${nameOf(key, plan.symbols[key])}`);
      uses[i].setAttribute("transform", `translate(${x.toFixed(3)} ${z.toFixed(3)}) rotate(${deg}) scale(${scale})`);
    });
    drawn.set(block.id, { g, block, keys, look, uses, top: levelOf(block, things) });
  }

  /** @type {(found: readonly string[]) => void} */
  function sort(found) {
    const top = /** @type {(id: string) => number} */ ((id) => drawn.get(id)?.top ?? 0);
    const sorted = [...found].sort((a, b) => top(a) - top(b));
    if (sorted.join() === order) return;
    order = sorted.join();
    still.append(...sorted.flatMap((id) => drawn.get(id)?.g ?? []));
  }

  return {
    /**
     * Draw blocks, each with the class that says how it looks; all others go.
     *
     * @type {(blocks: readonly (readonly [SceneBlock, string])[], plan: ScenePlan) => void}
     */
    show: (blocks, plan) => {
      const wanted = new Set(blocks.map(([{ id }]) => id));
      for (const [id, { g }] of drawn) {
        if (wanted.has(id)) continue;
        g.remove();
        drawn.delete(id);
      }
      for (const [block, look] of blocks) draw(block, plan, look);
      sort([...wanted]);
    },
    /** Take what is dragged out of the others. @type {(selection: SceneSelection) => void} */
    lift: ({ ids, spots }) => {
      for (const id of ids) {
        const found = drawn.get(id);
        if (!found) continue;
        const per = found.block.per_spot ?? 1;
        const some = found.uses.filter((_, i) => !spots[id] || spots[id].includes(Math.floor(i / per)));
        moving.append(svg("g", { class: found.look }, ...some.map((use) => use.cloneNode(true))));
        for (const use of some) use.setAttribute("visibility", "hidden");
      }
    },
    /** Move all of it, in pixels, without drawing anything anew. @type {(dx: number, dy: number) => void} */
    shift: (dx, dy) => {
      const drawing = moving.ownerSVGElement;
      if (drawing) drawing.style.transform = `translate(${dx}px, ${dy}px)`;
    },
    /** @type {(transform: string) => void} */
    move: (transform) => moving.setAttribute("transform", transform),
    drop: () => {
      moving.replaceChildren();
      moving.removeAttribute("transform");
      moving.ownerSVGElement?.style.removeProperty("transform");
      for (const { uses } of drawn.values()) for (const use of uses) use.removeAttribute("visibility");
    },
  };
}

/** @type {(symbol: PlanSymbol) => SVGPathElement[]} */
function pathsOf({ paths }) {
  return paths.map(({ d, fill, opacity }) => svg("path", { d, fill, ...(opacity === undefined ? {} : { opacity }) }));
}

function unknown() {
  const [x, y, right, bottom] = UNKNOWN;
  return svg("rect", { x, y, width: right - x, height: bottom - y, class: "scene-plan__unknown" });
}
