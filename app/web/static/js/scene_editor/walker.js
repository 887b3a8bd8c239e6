// Walker: where somebody stands who goes through the scene on foot in the 3D pane.  The plan shows them, and puts them elsewhere.

/** @returns {SceneWalker} */
export function makeWalker() {
  /** @type {SceneWalker["place"]} */
  let place = null;
  /** @type {Set<() => void>} */
  const watching = new Set();
  /** @type {(at: Spot) => void} */
  let put = () => {};

  return {
    get place() { return place; },
    show: (next) => {
      place = next;
      for (const watch of watching) watch();
    },
    put: (at) => put(at),
    watch: (run) => void watching.add(run),
    led: (by) => { put = by; },
  };
}
