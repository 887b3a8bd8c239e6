// Hotspots: what can be pointed at in the 3D view.  Numbered buttons for points with words, and one dimension line.

import { asPosition, middle, point } from "./orbit.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * Give a viewer its numbered buttons: copies of those in the controls that belong to its variant.
 *
 * @param {ModelViewer} viewer
 * @param {Iterable<HTMLElement>} marks  buttons with data-at and data-when (names of variants), which hold their words
 * @param {string} when  a variant
 */
export function addMarks(viewer, marks, when) {
  for (const [place, mark] of [...marks].entries()) {
    if (!mark.dataset.when?.split(" ").includes(when)) continue;
    const copy = /** @type {HTMLElement} */ (mark.cloneNode(true));
    copy.slot = `hotspot-${place + 1}`;
    copy.dataset.position = asPosition(point(mark.dataset.at ?? ""));
    copy.hidden = false;
    viewer.append(copy);
  }
}

/**
 * Draw a dimension line into a viewer: two ends, a line between, the length in the middle.
 *
 * @param {ModelViewer} viewer
 * @param {Record<string, string>} size  from, to: points as "x y z" in metres; length: in words
 */
export function addMeasure(viewer, size) {
  const [from, to] = [point(size.from), point(size.to)];
  const ends = [anchor("from", from), anchor("to", to)];
  const label = anchor("label", middle(from, to));
  label.className = "viewer__length";
  label.textContent = size.length;
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "viewer__line");
  drawing.setAttribute("aria-hidden", "true");
  const line = drawing.appendChild(document.createElementNS(SVG, "line"));
  viewer.append(...ends, label, drawing);

  function draw() {
    const [a, b] = ends.map((end) => viewer.queryHotspot(end.slot)?.canvasPosition);
    if (!a || !b) return;
    for (const [name, value] of Object.entries({ x1: a.x, y1: a.y, x2: b.x, y2: b.y })) line.setAttribute(name, String(value));
  }

  viewer.addEventListener("camera-change", draw);
  viewer.addEventListener("load", () => requestAnimationFrame(draw));
  new ResizeObserver(draw).observe(viewer);
}

/** @type {(name: string, at: Vector) => HTMLElement} */
function anchor(name, at) {
  const element = document.createElement("span");
  element.slot = `hotspot-measure-${name}`;
  element.dataset.position = asPosition(at);
  return element;
}
