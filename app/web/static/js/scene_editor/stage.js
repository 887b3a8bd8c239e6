// Stage: the plan itself, drawn from the store: ground, parts, marks and handles, each anew only when it must be.

import { groupOf, isSelected, selectionOf, spotsOf } from "./selecting.js";
import { handlesOf } from "./handles.js";
import { looksOf } from "./looks.js";
import { makeBelow } from "./plan_below.js";
import { makeOver } from "./plan_over.js";
import { makeParts } from "./plan_parts.js";
import { makePreview } from "./preview.js";
import { svg } from "./svg.js";
import { boundsOfThings, marksOf, thingsOf } from "./things.js";
import { TOOLBAR_PX, fitted, transformOf } from "./view.js";

/**
 * @param {SceneDesk} desk
 * @returns {PlanStage & PlanDrawing}
 */
export function makeStage(desk) {
  const { part, store, words, partOf, kept, say, walker } = desk;
  const [still, moving] = [part("plan-still", SVGSVGElement), part("plan-moving", SVGSVGElement)];
  const [ground, parts, about, lifted, defs] = [svg("g"), svg("g"), svg("g"), svg("g"), svg("defs")];
  const movingWorld = svg("g", {}, lifted);
  still.append(defs, ground, parts, about);
  moving.append(movingWorld);
  const below = makeBelow(ground, about, desk, () => drawView());
  const drawnParts = makeParts(parts, lifted, defs);
  const over = makeOver(part("plan-over", SVGSVGElement));
  let view = { x: 0, z: 0, scale: 8, width: 0, height: 0 };
  /** @type {import("./things.js").Thing[]} */
  let things = [];
  /** @type {import("./things.js").Mark[]} */
  let marks = [];
  /** @type {import("./handles.js").Handle[]} */
  let handles = [];
  /** @type {import("./things.js").Thing | null} */
  let held = null;
  let frame = 0;
  let point = -1; // of a line or an outline, which Delete would take away
  const preview = makePreview({ over, parts: drawnParts, drawing: moving, words, store, now: () => ({ view, things, marks, handles, held }) });

  function drawView() {
    const transform = transformOf(view);
    for (const each of [parts, movingWorld]) each.setAttribute("transform", transform);
    below.draw(view);
    drawOver();
  }

  function drawOver() {
    over.outline(view, things, store.selection);
    over.hold(view, handles, point);
    over.mark(view, marks, store.selection, words);
  }

  function drawScene() {
    const { model, plan, variant, hidden, selection } = store;
    things = thingsOf(model, plan, variant, hidden);
    marks = marksOf(model, variant, walker.place);
    drawnParts.show(looksOf(store), plan);
    holdOf(selection);
    drawOver();
  }

  /** @type {(selection: SceneSelection) => void} */
  function holdOf(selection) {
    const chosen = selection.ids.length === 1 ? things.filter(({ id, spot }) => isSelected(selection, id, spot)) : [];
    if (chosen[0]?.id !== held?.id) point = -1;
    held = chosen[0] ?? null;
    const block = held && store.block(held.id);
    handles = held && block ? handlesOf(block, held, partOf(block), view.scale) : [];
  }

  function soon() {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      drawScene();
    });
  }
  walker.watch(soon);
  store.subscribe((what) => {
    if (what !== "selection") return what === "state" ? undefined : soon();
    holdOf(store.selection);
    drawOver();
  });

  return {
    get view() { return view; },
    store, words, walker,
    get things() { return things; },
    get marks() { return marks; },
    get handles() { return handles; },
    get held() { return held; },
    get isSnapping() { return kept.get("snapping", true); },
    get isMarquee() { return kept.get("marquee", false); },
    take: (thing) => {
      const group = groupOf(store.model, thing.id);
      if (group.length > 1) return store.select(group);
      store.select([thing.id], spotsOf(store.block(thing.id)) > 1 ? { [thing.id]: [thing.spot] } : {});
    },
    partOf,
    choosePoint: (index) => {
      point = index;
      drawOver();
    },
    look: (wanted) => {
      view = wanted;
      holdOf(store.selection);
      drawView();
    },
    fit: (what) => {
      const wanted = {
        selection: things.filter(({ id, spot }) => isSelected(store.selection, id, spot)),
        planned: things.filter(({ id }) => store.block(id)?.role === "planned"),
        all: things.filter(({ isGround }) => !isGround),
      }[what];
      view = fitted(view, boundsOfThings(wanted.length ? wanted : things) ?? [-20, -20, 20, 20], what === "planned" ? 0.7 : 0.86, TOOLBAR_PX);
      holdOf(store.selection);
      drawView();
    },
    drawAll: () => {
      drawScene();
      drawView();
    },
    ...preview,
    selectThings: (some) => {
      const { ids, spots } = selectionOf(some, (id) => spotsOf(store.block(id)));
      store.select(ids, spots);
    },
    commit: (step, said) => {
      if (step.ops.length) {
        store.apply(step);
        say(said);
      }
    },
    settle: () => {
      cancelAnimationFrame(frame);
      frame = 0;
      preview.settle();
      drawScene();
    },
  };
}
