// Snapping: what is dragged stops at edges and middles of others, at equal distances, and on a grid.  Pure; the scene's own
// axes, so that things line up as they are built.

/**
 * @typedef {{ axis: 0 | 1, at: number, from: number, to: number }} Guide  a line across `axis`, from … to along the other
 * @typedef {{ way: Spot, guides: Guide[] }} Snapped
 */

export const GRID_M = 0.5;

/**
 * @param {Box} box  of what is dragged, where it was
 * @param {readonly Box[]} others
 * @param {Spot} way  how far it has been dragged
 * @param {number} near  metres within which it snaps
 * @returns {Snapped}
 */
export function snapped(box, others, way, near) {
  /** @type {Guide[]} */
  const guides = [];
  /** @type {Spot} */
  const found = [way[0], way[1]];
  for (const axis of /** @type {(0 | 1)[]} */ ([0, 1])) {
    const here = shifted(box, way);
    const hit = closest([...lines(here, others, axis), ...gaps(here, others, axis)], near);
    if (hit) {
      found[axis] += hit.by;
      guides.push(...hit.guides);
    } else found[axis] += onGrid(middle(here, axis), near);
  }
  return { way: found, guides };
}

/** How far it is to the next line of the grid; 0 if that is too far. @type {(at: number, near: number) => number} */
export function onGrid(at, near) {
  const by = Math.round(at / GRID_M) * GRID_M - at;
  return Math.abs(by) <= near ? by : 0;
}

/** @typedef {{ by: number, guides: Guide[] }} Hit */

/** @type {(hits: Hit[], near: number) => Hit | null} */
function closest(hits, near) {
  let best = null;
  for (const hit of hits) if (Math.abs(hit.by) <= near && (!best || Math.abs(hit.by) < Math.abs(best.by) - 1e-9)) best = hit;
  return best;
}

/** Edges and middles that come to lie on one another. @type {(here: Box, others: readonly Box[], axis: 0 | 1) => Hit[]} */
function lines(here, others, axis) {
  const across = /** @type {0 | 1} */ (1 - axis);
  return others.flatMap((other) =>
    [[low, low], [low, high], [high, low], [high, high], [middle, middle]].map(([mine, theirs]) => {
      const at = theirs(other, axis);
      const guide = { axis, at, from: Math.min(low(here, across), low(other, across)), to: Math.max(high(here, across), high(other, across)) };
      return { by: at - mine(here, axis), guides: [guide] };
    }),
  );
}

/** As far from a neighbour as the next two are from one another, or in the middle between two. @type {(here: Box, others: readonly Box[], axis: 0 | 1) => Hit[]} */
function gaps(here, others, axis) {
  const across = /** @type {0 | 1} */ (1 - axis);
  const row = others.filter((each) => low(each, across) < high(here, across) && high(each, across) > low(here, across));
  const before = row.filter((each) => high(each, axis) <= middle(here, axis)).sort((a, b) => high(b, axis) - high(a, axis));
  const after = row.filter((each) => low(each, axis) >= middle(here, axis)).sort((a, b) => low(a, axis) - low(b, axis));
  /** @type {Hit[]} */
  const hits = [];
  const level = middle(here, across);
  /** @type {(by: number, ...edges: number[]) => void} */
  const add = (by, ...edges) => {
    hits.push({ by, guides: edges.map((at) => ({ axis, at, from: level - 0.4, to: level + 0.4 })) });
  };
  if (before[1]) {
    const gap = low(before[0], axis) - high(before[1], axis);
    add(high(before[0], axis) + gap - low(here, axis), high(before[1], axis), low(before[0], axis), high(before[0], axis));
  }
  if (after[1]) {
    const gap = low(after[1], axis) - high(after[0], axis);
    add(low(after[0], axis) - gap - high(here, axis), low(after[0], axis), high(after[0], axis), low(after[1], axis));
  }
  if (before[0] && after[0]) add((high(before[0], axis) + low(after[0], axis)) / 2 - middle(here, axis), high(before[0], axis), low(after[0], axis));
  return hits;
}

/** @type {(box: Box, way: Spot) => Box} */
function shifted([x0, z0, x1, z1], [dx, dz]) {
  return [x0 + dx, z0 + dz, x1 + dx, z1 + dz];
}

/** @type {(box: Box, axis: 0 | 1) => number} */
function low(box, axis) {
  return box[axis];
}

/** @type {(box: Box, axis: 0 | 1) => number} */
function high(box, axis) {
  return box[axis + 2];
}

/** @type {(box: Box, axis: 0 | 1) => number} */
function middle(box, axis) {
  return (low(box, axis) + high(box, axis)) / 2;
}
