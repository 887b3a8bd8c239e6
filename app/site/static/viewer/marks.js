// Marks: what can be pointed at in the 3D view.  Numbered buttons for points with words, and one dimension line.

import { moved } from "./matrix.js";
import { middle, point } from "./orbit.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * Put the numbered buttons of a variant and the dimension line into a room.
 *
 * @param {HTMLElement} room
 * @param {Iterable<HTMLElement>} marks  buttons with data-at and data-when (names of variants), which hold their words
 * @param {Record<string, string | undefined>} size  from, to: points as "x y z" in metres; length: in words
 */
export function makeMarks(room, marks, size) {
  const copies = [...marks].map((mark) => /** @type {HTMLElement} */ (room.appendChild(mark.cloneNode(true))));
  const measure = size.from && size.to ? makeMeasure(room, point(size.from), point(size.to), size.length ?? "") : null;

  return {
    /** Show those of a variant. @type {(when: string) => void} */
    show(when) {
      for (const copy of copies) copy.hidden = !copy.dataset.when?.split(" ").includes(when);
    },
    /** Put everything where it is seen. @type {(view: Matrix16) => void} */
    place(view) {
      /** @type {(at: Vector) => { x: number, y: number, isAhead: boolean }} */
      const seen = (at) => {
        const [x, y, , ahead] = moved(view, at);
        return { x: ((x / ahead + 1) / 2) * room.clientWidth, y: ((1 - y / ahead) / 2) * room.clientHeight, isAhead: ahead > 0 };
      };
      for (const copy of copies) stand(copy, seen(point(copy.dataset.at ?? "")));
      measure?.(seen);
    },
  };
}

/** @type {(room: HTMLElement, from: Vector, to: Vector, length: string) => (seen: (at: Vector) => { x: number, y: number, isAhead: boolean }) => void} */
function makeMeasure(room, from, to, length) {
  const label = Object.assign(document.createElement("span"), { className: "viewer__length", textContent: length });
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "viewer__line");
  drawing.setAttribute("aria-hidden", "true");
  const line = drawing.appendChild(document.createElementNS(SVG, "line"));
  room.append(label, drawing);
  return (seen) => {
    const [a, b] = [seen(from), seen(to)];
    if (!a.isAhead || !b.isAhead) return;
    for (const [name, value] of Object.entries({ x1: a.x, y1: a.y, x2: b.x, y2: b.y })) line.setAttribute(name, value.toFixed(1));
    stand(label, seen(middle(from, to)));
  };
}

/** @type {(element: HTMLElement, place: { x: number, y: number, isAhead: boolean }) => void} */
function stand(element, { x, y, isAhead }) {
  element.style.translate = `calc(${x.toFixed(1)}px - 50%) calc(${y.toFixed(1)}px - 50%)`;
  element.style.visibility = isAhead ? "" : "hidden";
}
