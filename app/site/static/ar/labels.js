// Names and distances over the plannings: real buttons that follow their points.

import { toScreen } from "./projection.js";

const EDGE_PX = 56; // a label whose point is this far outside is still seen in part
const WIDE_PX = 232; // room that a label takes
const HIGH_PX = 84;
const LOWEST = 0.75; // of the viewport: below are the buttons
const GAP_PX = 8; // between a planning and its label
const HALF_PX = 120; // of the widest label, and a little

/**
 * @param {HTMLElement[]} labels  one for each planning
 * @param {SeenPlanning[]} plannings  none hides all labels
 * @param {Omit<Outlook, "yaw">} view
 * @param {{ topPx: number, asked: string, only?: number }} how  topPx: where the hints end; asked: slug of the one that
 *   goes first; only: the one that is shown, if not all are
 */
export function placeLabels(labels, plannings, { axes, eye, focalPx, size }, { topPx, asked, only }) {
  if (!plannings.length) labels.forEach((label) => label.toggleAttribute("hidden", true));
  const seen = plannings.flatMap(({ slug, at, point, topM = 0, corners = [], bearingDeg, distanceM }, index) => {
    const { x, y, depthM } = toScreen(axes, eye, focalPx, size, point);
    const isSeen = (only ?? index) === index && depthM > 0 && x > -EDGE_PX && x < size.width + EDGE_PX;
    const tops = [...corners, [at[0], at[1], Math.max(point[2], at[2] + topM)]].map((top) => toScreen(axes, eye, focalPx, size, top));
    const top = Math.min(...tops.filter((each) => each.depthM > 0).map((each) => each.y), y);
    tell(labels[index], isSeen, bearingDeg, x, y);
    const within = Math.max(Math.min(HALF_PX, size.width / 2), Math.min(size.width - HALF_PX, x));
    const shown = { index, x: only === undefined ? x : within, y: top - GAP_PX };
    return isSeen ? [{ ...shown, distanceM: slug === asked ? 0 : distanceM }] : [];
  });
  const placed = apart(seen, { topPx: topPx + HIGH_PX, bottomPx: size.height * LOWEST });
  placed.forEach(({ index, x, y }, rank) => {
    labels[index].style.translate = `calc(${x.toFixed(1)}px - 50%) calc(${y.toFixed(1)}px - 100%)`;
    labels[index].style.zIndex = String(placed.length - rank);
  });
}

/**
 * Labels so that they do not hide one another: the nearest keeps its place, others move up, or down where the hints are.
 *
 * @template {{ x: number, y: number, distanceM: number }} L
 * @param {L[]} wanted  px
 * @param {{ topPx: number, bottomPx: number }} room
 * @returns {L[]}  the same, the nearest first, with y between topPx and bottomPx; one that finds no room stays
 */
export function apart(wanted, { topPx, bottomPx }) {
  /** @type {L[]} */
  const placed = [];
  for (const label of [...wanted].sort((a, b) => a.distanceM - b.distanceM)) {
    const own = Math.max(topPx, Math.min(bottomPx, label.y));
    const near = placed.filter(({ x }) => Math.abs(x - label.x) < WIDE_PX).map(({ y }) => y);
    /** @type {(y: number) => boolean} */
    const isFree = (y) => y >= topPx && y <= bottomPx && near.every((other) => Math.abs(other - y) >= HIGH_PX);
    const above = near.map((y) => y - HIGH_PX).sort((a, b) => b - a);
    const below = near.map((y) => y + HIGH_PX).sort((a, b) => a - b);
    placed.push({ ...label, y: [own, ...above, ...below].find(isFree) ?? own });
  }
  return placed;
}

/** @type {(label: HTMLElement, isSeen: boolean, bearingDeg: number, x: number, y: number) => void} */
function tell(label, isSeen, bearingDeg, x, y) {
  label.hidden = !isSeen;
  label.dataset.bearingDeg = bearingDeg.toFixed(2);
  label.dataset.screenX = isSeen ? x.toFixed(1) : "";
  label.dataset.screenY = isSeen ? y.toFixed(1) : "";
}
