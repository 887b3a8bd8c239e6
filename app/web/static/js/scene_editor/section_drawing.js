// Drawing of a street section, to scale: its strips with their widths, what stands on them, and the measured width below.

import { FIGURES, standing } from "./section_figures.js";
import { leftOver, slicesOf, sumOf } from "./section_strips.js";
import { svg } from "./svg.js";

/** @typedef {import("./section_strips.js").Strip} Strip */

const SKY_M = 7.4;
const MOST_PX_M = 44; // pixels in a metre
const SIDE_PX = 16;
const GROUND_PX = 22; // how deep one sees into the ground
const [LETTER_PX, UPRIGHT_PX] = [6.2, 13]; // that a letter needs along a line, and a line across
const EDGE_PX = 12; // as wide as a finger or a mouse takes hold of
const WIRE = { y: -5.4 };
const PLANTS = ["tree", "tuft"]; // as green as grass is

/**
 * @param {SVGSVGElement} element
 * @param {{ strips: readonly Strip[], measured: TomlValue | undefined, chosen: number, kinds: ReadonlyMap<string, StripKind>, px: number, metres: (value: number) => string }} shown  `px`: how wide it is
 */
export function drawSection(element, { strips, measured, chosen, kinds, px, metres }) {
  const sum = sumOf(strips);
  const over = leftOver(strips, measured);
  const scale = Math.min(MOST_PX_M, (px - 2 * SIDE_PX) / Math.max(sum, typeof measured === "number" ? measured : 0, 1));
  const [middle, ground] = [px / 2 - (Math.max(over, 0) * scale) / 2, SKY_M * scale];
  const height = ground + GROUND_PX + 66;
  element.setAttribute("viewBox", `0 0 ${px} ${height.toFixed(1)}`);
  element.setAttribute("height", height.toFixed(1));
  const slices = slicesOf(strips, kinds);
  element.replaceChildren(...strips.flatMap((strip, i) => {
    const { left, right, top } = slices[i];
    const [x, width, y] = [middle + left * scale, (right - left) * scale, ground - top * scale];
    return [svg("g", { "data-strip": i, class: `scene-section__strip${i === chosen ? " is-chosen" : ""}` },
      svg("rect", { x, width, y: 0, height: ground + GROUND_PX, class: "scene-section__room" }),
      svg("rect", { x, width, y, height: ground + GROUND_PX - y, fill: kinds.get(strip.kind)?.colour ?? "#999999", class: "scene-section__ground" }),
      svg("g", { fill: kinds.get("trees")?.colour ?? "none" }, ...figures(strip, x + width / 2, y, scale)),
      ...label(metres(strip.width), x + width / 2, ground + GROUND_PX, width))];
  }), ...slices.map(({ right }, i) => svg("rect", { "data-edge-of": i, "data-scale": scale, x: middle + right * scale - EDGE_PX / 2, width: EDGE_PX, y: 0, height: ground + GROUND_PX, class: "scene-section__edge" })), ...sums({ left: middle - (sum / 2) * scale, y: ground + GROUND_PX + 44, sum, over, scale, measured, metres }));
}

/** @type {(strip: Strip, x: number, y: number, scale: number) => SVGElement[]} */
function figures(strip, x, y, scale) {
  const { name, at } = standing(strip);
  const figure = FIGURES[name];
  if (!figure) return rails(strip, x, y, scale);
  const share = Math.min(1, (strip.width * 1.3) / figure.width / (name === "tree" ? 0.6 : 1));
  const made = at.map((aside) => svg("g", { transform: `translate(${(x + aside * scale).toFixed(1)} ${y.toFixed(1)}) scale(${(scale * share).toFixed(3)} ${scale.toFixed(3)})`, class: `scene-section__figure${PLANTS.includes(name) ? " scene-section__figure--plant" : ""}` },
    svg("path", { d: figure.d }), ...(figure.glass ? [svg("path", { d: figure.glass, class: "scene-section__glass" })] : [])));
  return [...rails(strip, x, y, scale), ...made];
}

/** @type {(strip: Strip, x: number, y: number, scale: number) => SVGElement[]} */
function rails({ kind }, x, y, scale) {
  if (!kind.endsWith("_track") || kind === "cycle_track") return [];
  const feet = [-0.5, 0.5].map((side) => svg("rect", { x: x + (side - 0.06) * scale, y: y - 0.06 * scale, width: 0.12 * scale, height: 0.16 * scale, class: "scene-section__rail" }));
  return [...feet, svg("circle", { cx: x, cy: y + WIRE.y * scale, r: Math.max(1.5, 0.05 * scale), class: "scene-section__rail" })];
}

/** A width, level where there is room, else upright, else only in the list. @type {(text: string, x: number, y: number, width: number) => SVGElement[]} */
function label(text, x, y, width) {
  if (width >= text.length * LETTER_PX + 2) return [svg("text", { x, y: y + 16, class: "scene-section__width" }, text)];
  if (width >= UPRIGHT_PX) return [svg("text", { x: -(y + 4), y: x + 4, transform: "rotate(-90)", class: "scene-section__width scene-section__width--upright" }, text)];
  return [];
}

/**
 * The sum as a line, and behind it what is left of the measured width, or within it what is too much.
 *
 * @param {{ left: number, y: number, sum: number, over: number, scale: number, measured: TomlValue | undefined, metres: (value: number) => string }} of
 * @returns {SVGElement[]}
 */
function sums({ left, y, sum, over, scale, measured, metres }) {
  const end = left + sum * scale;
  const found = [ruler(left, end, y, "scene-section__sum"), svg("text", { x: (left + end) / 2, y: y + 14, class: "scene-section__width" }, metres(sum))];
  if (typeof measured !== "number" || !over) return found;
  const edge = left + measured * scale;
  return [...found, svg("rect", { x: Math.min(edge, end), width: Math.abs(edge - end), y: 0, height: y, class: "scene-section__wrong" }), ruler(edge, end, y, "scene-section__sum scene-section__sum--wrong")];
}

/** @type {(from: number, to: number, y: number, kind: string) => SVGElement} */
function ruler(from, to, y, kind) {
  return svg("path", { d: `M${from.toFixed(1)} ${y - 4}v8M${from.toFixed(1)} ${y}H${to.toFixed(1)}m0-4v8`, class: kind });
}
