// Crop shapes: which part of a picture its pages show, as app/pictures/crops.py cuts it.

export const TALLEST = 1.5; // of its width
export const SMALL = 320 / 200; // width by height, in lists

/** @typedef {{ x: number, y: number, width: number, height: number }} Box  pixels of the source */
/** @typedef {Record<string, number>} Cut  left, top, right, bottom, focus_x, focus_y: percent */

/**
 * What stands on top of a page: the crop as it was drawn, without what is too tall.
 *
 * @param {Cut} cut
 * @param {{ width: number, height: number }} source  pixels
 * @returns {Box}
 */
export function large(cut, source) {
  const box = drawn(cut, source);
  const height = Math.min(box.height, box.width * TALLEST);
  return { ...box, y: box.y + (box.height - height) / 2, height };
}

/**
 * What stands in lists: the largest part in their shape, its middle as near the focal point as can be.
 *
 * @param {Cut} cut
 * @param {{ width: number, height: number }} source  pixels
 * @returns {Box}
 */
export function small(cut, source) {
  const box = drawn(cut, source);
  const width = Math.min(box.width, box.height * SMALL);
  const height = width / SMALL;
  const x = between((cut.focus_x / 100) * source.width - width / 2, box.x, box.x + box.width - width);
  const y = between((cut.focus_y / 100) * source.height - height / 2, box.y, box.y + box.height - height);
  return { x, y, width, height };
}

/** @type {(cut: Cut, source: { width: number, height: number }) => Box} */
function drawn(cut, source) {
  const [x, y] = [(cut.left / 100) * source.width, (cut.top / 100) * source.height];
  return { x, y, width: (cut.right / 100) * source.width - x, height: (cut.bottom / 100) * source.height - y };
}

/** @type {(value: number, low: number, high: number) => number} */
const between = (value, low, high) => Math.min(Math.max(value, low), high);
