// View: which piece of the world a plan shows, north up.  Pure: a view is { x, z } in its middle, `scale` pixels for a metre.

/** @typedef {{ x: number, z: number, scale: number, width: number, height: number }} View */

export const TOOLBAR_PX = 56; // it lies over the top of a plan

const FINEST = 400; // pixels for a metre
const COARSEST = 0.4;
const WHOLE = 80; // at most, of what is shown as a whole

/** @type {(view: View, point: readonly number[]) => Spot} */
export function toScreen({ x, z, scale, width, height }, [px, pz]) {
  return [width / 2 + (px - x) * scale, height / 2 + (pz - z) * scale];
}

/** @type {(view: View, pixel: readonly number[]) => Spot} */
export function toWorld({ x, z, scale, width, height }, [px, py]) {
  return [x + (px - width / 2) / scale, z + (py - height / 2) / scale];
}

/** As an SVG transform of a group that is drawn in metres. @type {(view: View) => string} */
export function transformOf(view) {
  const [left, top] = toScreen(view, [0, 0]);
  return `translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${view.scale})`;
}

/** Larger or smaller; what lies under the pixel stays there. @type {(view: View, factor: number, pixel?: readonly number[]) => View} */
export function zoomed(view, factor, pixel = [view.width / 2, view.height / 2]) {
  const scale = Math.max(COARSEST, Math.min(FINEST, view.scale * factor));
  const [x, z] = toWorld(view, pixel);
  return { ...view, scale, x: x - (pixel[0] - view.width / 2) / scale, z: z - (pixel[1] - view.height / 2) / scale };
}

/** @type {(view: View, dx: number, dy: number) => View} */
export function panned(view, dx, dy) {
  return { ...view, x: view.x - dx / view.scale, z: view.z - dy / view.scale };
}

/** All of a box, on a share of the view below what covers its top. @type {(view: View, box: Box, share: number, topPx?: number) => View} */
export function fitted(view, [x0, z0, x1, z1], share, topPx = 0) {
  const [wide, deep] = [Math.max(x1 - x0, 1), Math.max(z1 - z0, 1)];
  const scale = Math.max(COARSEST, Math.min(WHOLE, (view.width * share) / wide, ((view.height - topPx) * share) / deep));
  return { ...view, x: (x0 + x1) / 2, z: (z0 + z1) / 2 - topPx / 2 / scale, scale };
}

/** A length in metres that is written as people would and is about so many pixels. @type {(scale: number, pixels: number) => number} */
export function roundLength(scale, pixels) {
  const wanted = pixels / scale;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return [5, 2, 1].map((each) => each * power).find((each) => each <= wanted) ?? power;
}
