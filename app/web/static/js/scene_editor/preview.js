// Preview: how the plan looks while something is being dragged; nothing else is drawn anew meanwhile.

import { readout } from "./readout.js";
import { toScreen } from "./view.js";

/**
 * @param {object} of
 * @param {ReturnType<typeof import("./plan_over.js").makeOver>} of.over
 * @param {ReturnType<typeof import("./plan_parts.js").makeParts>} of.parts
 * @param {SVGSVGElement} of.drawing  in which lies what is dragged
 * @param {Values} of.words
 * @param {SceneStore} of.store
 * @param {() => Pick<PlanStage, "view" | "things" | "marks" | "handles" | "held">} of.now
 */
export function makePreview({ over, parts, drawing, words, store, now }) {
  const numbers = readout(words);
  return {
    lift: () => {
      parts.lift(store.selection);
      over.lend(drawing);
      over.hold(now().view, []);
    },
    /** @type {(way: Spot, pixel: Spot) => void} */
    follow: (way, pixel) => {
      const { scale } = now().view;
      parts.shift(way[0] * scale, way[1] * scale);
      over.tell(pixel, numbers.way(way));
    },
    /** @type {(by: number, about: Spot, pixel: Spot) => void} */
    turn: (by, about, pixel) => {
      const { view, held } = now();
      parts.move(`rotate(${by} ${about.join(" ")})`);
      over.move(`rotate(${by} ${toScreen(view, about).join(" ")})`);
      over.tell(pixel, numbers.degrees((held?.place[3] ?? 0) + by));
    },
    /** @type {PlanStage["pull"]} */
    pull: (handle, to, pixel, shape, value) => {
      const { view, handles } = now();
      over.hold(view, handles.map((each) => (each === handle ? { ...each, at: to } : each)));
      over.draw(shape.map((corner) => toScreen(view, corner)), true);
      over.tell(pixel, value === null ? "" : numbers.metres(value));
    },
    /** @type {PlanStage["markAt"]} */
    markAt: (mark, to) => {
      const { view, marks } = now();
      over.mark(view, marks.map((each) => (each.id === mark.id && each.field === mark.field ? { ...each, at: to } : each)), store.selection, words);
    },
    /** @type {PlanStage["drawBox"]} */
    drawBox: (box) => over.draw(box ? [[box[0], box[1]], [box[2], box[1]], [box[2], box[3]], [box[0], box[3]]] : [], true),
    /** @type {PlanDrawing["drawLine"]} */
    drawLine: (points) => over.draw(points.map((point) => toScreen(now().view, point)), false),
    /** @type {PlanStage["guide"]} */
    guide: (guides) => over.guide(now().view, guides, store.model.head.turn_deg ?? 0),
    settle: () => {
      parts.drop();
      over.lend(null);
      over.guide(now().view, [], 0);
      over.draw([], true);
      over.tell([0, 0], "");
    },
  };
}
