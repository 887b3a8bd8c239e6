// Above a plan, in pixels: what is selected, its handles, marks, guide lines, and what is being drawn.

import { cornersOf, outOf, turned } from "./geometry.js";
import { isSelected } from "./selecting.js";
import { pathOf, svg } from "./svg.js";
import { toScreen } from "./view.js";

const LOOK_PX = 26; // length of a camera's cone
const WALKER = "M0 -30L-13 -6A15 15 0 0 0 13 -6Z"; // with what they look at
const PIN = "M0 0L-7 -12A9 9 0 1 1 7 -12Z";

/** @typedef {import("./view.js").View} View */

/** @param {SVGSVGElement} element */
export function makeOver(element) {
  const [marks, outlines, handles, guides, drawing, said] = ["marks", "outlines", "handles", "guides", "drawing", "said"].map((name) => svg("g", { class: `scene-plan__${name}` }));
  element.append(marks, outlines, guides, handles, drawing, said);
  /** @type {(group: SVGGElement, key: string, make: () => Node[]) => void} */
  const renew = (group, key, make) => {
    if (group.dataset.key === key) return;
    group.dataset.key = key;
    group.replaceChildren(...make());
  };

  return {
    /** @type {(view: View, things: readonly import("./things.js").Thing[], selection: SceneSelection) => void} */
    outline: (view, things, selection) => {
      const chosen = things.filter(({ id, spot }) => isSelected(selection, id, spot));
      const paths = chosen.map(({ box, place, outline }) => pathOf((outline?.map((corner) => outOf(corner, place)) ?? cornersOf(box, place)).map((corner) => toScreen(view, corner))));
      renew(outlines, paths.join(), () => paths.flatMap((d, i) => [edge(d), svg("path", { d, class: chosen[i].isGround ? "is-ground" : "" })]));
      outlines.removeAttribute("transform");
    },
    /** What is outlined goes along with what is dragged: it lies in that drawing meanwhile. @type {(drawing: SVGSVGElement | null) => void} */
    lend: (other) => (other ?? element).insertBefore(outlines, other ? null : guides),
    /** @type {(transform: string) => void} */
    move: (transform) => outlines.setAttribute("transform", transform),
    /** @type {(view: View, found: readonly import("./handles.js").Handle[], point?: number) => void} */
    hold: (view, found, point = -1) => {
      const key = `${point}${found.map(({ kind, at }) => `${kind}${toScreen(view, at)}`)}`;
      renew(handles, key, () => found.flatMap(({ kind, at, from, index }) => handle(kind, toScreen(view, at), toScreen(view, from), index === point)));
    },
    /** @type {(view: View, found: readonly import("./things.js").Mark[], selection: SceneSelection, words: Values) => void} */
    mark: (view, found, { ids }, words) => {
      const key = found.map(({ id, at, name, deg = 0 }) => `${id}${name}${toScreen(view, at)}${deg}${ids.includes(id)}`).join();
      renew(marks, key, () => [...sizeLine(view, found, ids), ...found.flatMap((each) => mark(view, each, found, ids.includes(each.id), words))]);
    },
    /** @type {(view: View, found: readonly import("./snapping.js").Guide[], deg: number) => void} */
    guide: (view, found, deg) => {
      const paths = found.map(({ axis, at, from, to }) => {
        /** @type {Spot[]} */
        const ends = axis === 0 ? [[at, from], [at, to]] : [[from, at], [to, at]];
        return pathOf(ends.map((end) => toScreen(view, turned(end, deg))), false);
      });
      renew(guides, paths.join(), () => paths.map((d) => svg("path", { d })));
    },
    /** A box or a line that is being drawn, in pixels. @type {(points: readonly Spot[], isClosed: boolean) => void} */
    draw: (points, isClosed) => renew(drawing, points.join(), () => [svg("path", { d: pathOf(points, isClosed) }), ...(isClosed ? [] : points.map(([cx, cy]) => svg("circle", { cx, cy, r: 4 })))]),
    /** A few words beside the pointer. @type {(pixel: Spot, words: string) => void} */
    tell: ([x, y], words) => renew(said, `${words && [x, y]}${words}`, () => (words ? [svg("text", { x: x + 16, y: y - 12, class: "scene-plan__halo" }, words), svg("text", { x: x + 16, y: y - 12 }, words)] : [])),
  };
}

/** @type {(kind: string, at: Spot, from: Spot, isChosen: boolean) => Node[]} */
function handle(kind, [cx, cy], [x1, y1], isChosen) {
  if (kind === "edge") return [svg("circle", { cx, cy, r: 4, class: "scene-plan__handle scene-plan__handle--edge" })];
  if (kind === "point") return [svg("circle", { cx, cy, r: 6, class: `scene-plan__handle${isChosen ? " is-selected" : ""}` })];
  if (kind === "size") return [svg("rect", { x: cx - 6, y: cy - 6, width: 12, height: 12, class: "scene-plan__handle" })];
  return [svg("path", { d: `M${x1} ${y1}L${cx} ${cy}` }), svg("circle", { cx, cy, r: 9, class: "scene-plan__handle" }), svg("path", { d: `M${cx - 3.5} ${cy + 1.5}a4 4 0 1 1 4 2.5m0 -3v3h3`, class: "scene-plan__glyph" })];
}

/** @type {(view: View, found: readonly import("./things.js").Mark[], ids: string[]) => Node[]} */
function sizeLine(view, found, ids) {
  const ends = found.filter(({ kind }) => kind === "end").map(({ at }) => toScreen(view, at));
  if (ends.length !== 2) return [];
  const d = pathOf(ends, false);
  return [edge(d), svg("path", { d, class: `scene-plan__size${ids.includes("size") ? " is-selected" : ""}` })];
}

/** What lets a line be seen on any ground. @type {(d: string) => SVGElement} */
function edge(d) {
  return svg("path", { d, class: "scene-plan__halo" });
}

/** @type {(view: View, mark: import("./things.js").Mark, all: readonly import("./things.js").Mark[], isChosen: boolean, words: Values) => Node[]} */
function mark(view, { id, kind, at, name, deg: heading = 0 }, all, isChosen, words) {
  const [x, y] = toScreen(view, at);
  const place = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  const chosen = isChosen ? " is-selected" : "";
  if (kind === "pin") return [svg("g", { transform: place, class: `scene-plan__pin${chosen}` }, svg("path", { d: PIN }), svg("text", { y: -14 }, name))];
  if (kind === "walker") return [svg("g", { transform: `${place} rotate(${heading.toFixed(1)})`, class: "scene-plan__walker" }, svg("path", { d: WALKER }), svg("circle", { r: 7 }))];
  if (kind === "end") return [svg("circle", { cx: x, cy: y, r: 5, class: `scene-plan__end${chosen}` })];
  if (kind === "look") return isChosen ? [svg("circle", { cx: x, cy: y, r: 5, class: `scene-plan__end${chosen}` })] : [];
  const look = all.find((each) => each.id === id && each.kind === "look")?.at ?? at;
  const deg = (Math.atan2(look[1] - at[1], look[0] - at[0]) * 180) / Math.PI;
  const half = LOOK_PX * Math.tan((20 * Math.PI) / 180);
  return [svg("g", { transform: place, class: `scene-plan__camera${chosen}` },
    svg("path", { d: `M0 0L${LOOK_PX} ${-half}V${half}Z`, transform: `rotate(${deg.toFixed(1)})` }), svg("text", { x: 8, y: -8 }, words[`camera_${name}`] ?? name))];
}
