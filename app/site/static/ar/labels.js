// Names and distances over the plannings: real buttons that follow their points.

import { toScreen } from "./projection.js";

const EDGE_PX = 56; // a label whose point is this far outside is still seen in part
const WIDE_PX = 190; // room that a label takes
const HIGH_PX = 84;
const LOWEST = 0.75; // of the viewport: below are the buttons

/**
 * @param {HTMLElement[]} labels  one for each planning
 * @param {{ at: number[], point: number[], topM?: number, bearingDeg: number, distanceM: number }[]} plannings
 *   none hides all labels
 * @param {{ axes: number[], eye: number[], focalPx: number, size: { width: number, height: number } }} view
 * @param {number} topPx  where the hints end
 */
export function placeLabels(labels, plannings, { axes, eye, focalPx, size }, topPx) {
  if (!plannings.length) labels.forEach((label) => label.toggleAttribute("hidden", true));
  const seen = plannings.flatMap(({ at, point, topM = 0, bearingDeg, distanceM }, index) => {
    const { x, y, depthM } = toScreen(axes, eye, focalPx, size, point);
    const isSeen = depthM > 0 && x > -EDGE_PX && x < size.width + EDGE_PX;
    const above = toScreen(axes, eye, focalPx, size, [at[0], at[1], Math.max(point[2], at[2] + topM)]);
    tell(labels[index], isSeen, bearingDeg, x, y);
    return isSeen ? [{ index, x, y: above.y, distanceM }] : [];
  });
  for (const { index, x, y } of apart(seen, { topPx: topPx + HIGH_PX, bottomPx: size.height * LOWEST })) {
    labels[index].style.translate = `calc(${x.toFixed(1)}px - 50%) calc(${y.toFixed(1)}px - 100%)`;
  }
}

/**
 * Labels so that they do not hide one another: the nearest keeps its place, others move up.
 *
 * @param {{ x: number, y: number, distanceM: number }[]} wanted  px
 * @returns {object[]}  the same with y changed, between topPx and bottomPx
 */
export function apart(wanted, { topPx, bottomPx }) {
  const placed = [];
  for (const label of [...wanted].sort((a, b) => a.distanceM - b.distanceM)) {
    let y = Math.min(bottomPx, label.y);
    const hit = () => placed.find((other) => Math.abs(other.x - label.x) < WIDE_PX && Math.abs(other.y - y) < HIGH_PX);
    for (let other = hit(); other; other = hit()) y = other.y - HIGH_PX;
    placed.push({ ...label, y });
  }
  return placed.map((label) => ({ ...label, y: Math.max(topPx, label.y) }));
}

function tell(label, isSeen, bearingDeg, x, y) {
  label.hidden = !isSeen;
  label.dataset.bearingDeg = bearingDeg.toFixed(2);
  label.dataset.screenX = isSeen ? x.toFixed(1) : "";
  label.dataset.screenY = isSeen ? y.toFixed(1) : "";
}
