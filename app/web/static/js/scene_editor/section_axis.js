// Axis of a section: the points along which it lies, east and north of the origin, in fields and drawn on the plan.

import { rounded, turned } from "./geometry.js";
import { filled } from "./readout.js";
import { numberField } from "./section_number.js";
import { axisOf } from "./streets.js";

const FAR_M = 2000;
const MOST = 60;

/** Where an axis lies in the world. @type {(values: Record<string, TomlValue>, sceneDeg: number) => Spot[]} */
export function axisInWorld(values, sceneDeg) {
  return axisOf(values).map((point) => turned(point, sceneDeg));
}

/** And back into the text. @type {(points: readonly Spot[], sceneDeg: number) => TomlValue[]} */
export function axisRows(points, sceneDeg) {
  return points.slice(0, MOST).map((point) => turned(point, -sceneDeg).map(rounded));
}

/**
 * @param {SceneDesk} desk
 * @param {ScenePlanPane} plan
 * @param {{ axis: () => Spot[], write: (axis: Spot[], merge?: string) => void, open: (isOpen: boolean) => void }} section
 */
export function makeAxis(desk, plan, { axis, write, open }) {
  const { part, words } = desk;
  const [list, template] = [part("section-points"), part("section-point", HTMLTemplateElement)];
  /** @type {{ row: HTMLElement, show: (point: Spot, count: number) => void }[]} */
  const rows = [];

  /** @type {(at: number) => (typeof rows)[number]} */
  function made(at) {
    const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const [east, north] = row.querySelectorAll("input");
    const gone = /** @type {HTMLButtonElement} */ (row.querySelector("button"));
    /** @type {(k: 0 | 1, value: number | null) => void} */
    const put = (k, value) => write(axis().map((point, i) => (i === at ? /** @type {Spot} */ (point.map((each, j) => (j === k ? value ?? 0 : each))) : point)), `point ${at}`);
    const limits = { low: -FAR_M, high: FAR_M, step: 0.5 };
    const showEast = numberField(east, { ...limits, write: (to) => put(0, to) }, desk);
    const showNorth = numberField(north, { ...limits, write: (to) => put(1, -(to ?? 0)) }, desk);
    east.setAttribute("aria-label", filled(words.axis_east, { number: at + 1 }));
    north.setAttribute("aria-label", filled(words.axis_north, { number: at + 1 }));
    gone.setAttribute("aria-label", filled(words.axis_remove, { number: at + 1 }));
    gone.addEventListener("click", () => {
      write(axis().toSpliced(at, 1));
      rows[Math.min(at, rows.length - 1)]?.row.querySelector("input")?.focus();
    });
    return { row, show: ([x, z], count) => {
      showEast(rounded(x));
      showNorth(rounded(-z));
      gone.disabled = count <= 2;
    } };
  }

  part("section-point-add").addEventListener("click", () => {
    const points = axis();
    const [before, last] = points.slice(-2);
    if (!before || !last || points.length >= MOST) return;
    write([...points, [last[0] + (last[0] - before[0]) / 2, last[1] + (last[1] - before[1]) / 2]]);
    rows.at(-1)?.row.querySelector("input")?.focus();
  });

  part("section-draw").addEventListener("click", () => {
    open(false); // the plan has all the room meanwhile
    plan.drawLine((points) => points.length > 1 && write(points), undefined, words.draw_axis);
    new MutationObserver((_, observer) => {
      if (!part("drawing-bar").hidden) return;
      observer.disconnect();
      open(true);
    }).observe(part("drawing-bar"), { attributes: true, attributeFilter: ["hidden"] });
  });

  return {
    show: () => {
      const points = axis();
      while (rows.length > points.length) rows.pop()?.row.remove();
      while (rows.length < points.length) {
        const row = made(rows.length);
        rows.push(row);
        list.append(row.row);
      }
      points.forEach((point, i) => rows[i].show(point, points.length));
    },
  };
}
