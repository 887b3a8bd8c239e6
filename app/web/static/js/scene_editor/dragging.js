// Dragging: what a press on the plan takes hold of, and what comes of it when it is let go.

import { boxBetween, minus, rounded, spotOf, turned } from "./geometry.js";
import { pulled, shapeOf, turnTo, valueOf } from "./handles.js";
import { moved, turnedBy } from "./moves.js";
import { handleAt, nearest, nearPx, pressedOn } from "./picking.js";
import { isSelected } from "./selecting.js";
import { GRID_M, snapped } from "./snapping.js";
import { boundsOfThings, within } from "./things.js";
import { toWorld } from "./view.js";

const SNAP_PX = 9;
const TURN_DEG = 15;

/**
 * @typedef {object} Drag  one that is under way
 * @property {(press: import("./gestures.js").Press) => void} drag
 * @property {(press: import("./gestures.js").Press) => void} release
 * @property {() => void} [cancel]
 */

/** What a press begins. @type {(stage: PlanStage, press: import("./gestures.js").Press) => Drag | null} */
export function begun(stage, { from, isTouch, shift }) {
  const { view, store } = stage;
  const near = nearPx(isTouch);
  const handle = handleAt(view, stage.handles, from, near);
  if (handle) return handle.kind === "turn" ? turning(stage) : pulling(stage, handle);
  const found = pressedOn(stage, from, isTouch);
  const chosen = found.find(({ id, spot }) => isSelected(store.selection, id, spot));
  if (chosen && !chosen.isGround && !shift) return moving(stage); // also where a mark stands on it
  const mark = nearest(view, stage.marks.filter(({ kind, id }) => kind !== "look" || store.selection.ids.includes(id)), from, near);
  if (mark?.kind === "walker") return leading(stage);
  if (mark) return marking(stage, mark);
  if (shift || stage.isMarquee) return marquee(stage);
  const top = found[0]?.isGround ? undefined : found[0];
  if (!chosen && !top) return null;
  if (!chosen && top) stage.take(top);
  return moving(stage);
}

/** @type {(stage: PlanStage) => Drag} */
function moving(stage) {
  const { store } = stage;
  const deg = store.model.head.turn_deg ?? 0;
  const chosen = stage.things.filter(({ id, spot }) => isSelected(store.selection, id, spot));
  const others = stage.things.filter(({ id, spot, isGround }) => !isGround && !isSelected(store.selection, id, spot)).map((thing) => inScene(thing, deg));
  const box = boundsOfThings(chosen.map((thing) => ({ ...thing, place: sceneAxes(thing.place, deg) })));
  /** @type {Spot} */
  let way = [0, 0];
  stage.lift();
  return {
    drag: ({ pixel, from, alt }) => {
      way = minus(toWorld(stage.view, pixel), toWorld(stage.view, from));
      if (stage.isSnapping !== alt && box) {
        const found = snapped(box, others.map((each) => each), turned(way, -deg), SNAP_PX / stage.view.scale);
        way = turned(found.way, deg);
        stage.guide(found.guides);
      } else stage.guide([]);
      stage.follow(way, pixel);
    },
    release: () => stage.commit({ label: "move", ops: moved(store.model, store.selection, way) }, stage.words.said_moved),
  };
}

/** @type {(thing: import("./things.js").Thing, deg: number) => Box} */
function inScene(thing, deg) {
  return /** @type {Box} */ (boundsOfThings([{ ...thing, place: sceneAxes(thing.place, deg) }]));
}

/** @type {(place: ScenePlace, deg: number) => ScenePlace} */
function sceneAxes([x, y, z, turn, scale], deg) {
  const [sx, sz] = turned([x, z], -deg);
  return [sx, y, sz, turn - deg, scale];
}

/** @type {(stage: PlanStage) => Drag | null} */
function turning(stage) {
  const { store, held } = stage;
  if (!held) return null;
  let by = 0;
  stage.lift();
  return {
    drag: ({ pixel, alt }) => {
      by = turnTo(toWorld(stage.view, pixel), held, stage.isSnapping !== alt ? TURN_DEG : 0) - held.place[3];
      stage.turn(by, spotOf(held.place), pixel);
    },
    release: () => stage.commit({ label: "turn", ops: turnedBy(store.model, store.selection, by) }, stage.words.said_turned),
  };
}

/** A size or a point. @type {(stage: PlanStage, handle: import("./handles.js").Handle) => Drag | null} */
function pulling(stage, handle) {
  const { held, store } = stage;
  const block = held && store.block(held.id);
  if (!held || !block) return null;
  const part = stage.partOf(block);
  /** @type {BlockValues} */
  let values = {};
  return {
    drag: ({ pixel, alt }) => {
      const to = toWorld(stage.view, pixel);
      values = pulled(handle, to, { block, thing: held, part, stepM: stage.isSnapping !== alt ? GRID_M / 5 : 0 });
      const [value] = Object.values(values);
      stage.pull(handle, to, pixel, shapeOf(handle, held, values, part && valueOf(block, part, handle.name)), typeof value === "number" ? value : null);
    },
    release: () => stage.commit({ label: "set", ops: [{ op: "set", id: block.id, values }] }, stage.words.said_set),
  };
}

/** @type {(stage: PlanStage, mark: import("./things.js").Mark) => Drag} */
function marking(stage, mark) {
  const { store } = stage;
  store.select([mark.id]);
  /** @type {Spot} */
  let to = mark.at;
  return {
    drag: ({ pixel }) => {
      to = toWorld(stage.view, pixel);
      stage.markAt(mark, to);
    },
    release: () => {
      const [x, z] = turned(to, -(store.model.head.turn_deg ?? 0)).map(rounded);
      stage.commit({ label: "move", ops: [{ op: "set", id: mark.id, values: { [mark.field]: [x, rounded(mark.y), z] } }] }, stage.words.said_moved);
    },
  };
}

/** Whoever walks in the 3D pane is put elsewhere. @type {(stage: PlanStage) => Drag} */
function leading({ view, walker }) {
  return { drag: ({ pixel }) => walker.put(toWorld(view, pixel)), release: () => {} };
}

/** @type {(stage: PlanStage) => Drag} */
function marquee(stage) {
  return {
    drag: ({ pixel, from }) => stage.drawBox(boxBetween(from, pixel)),
    release: ({ pixel, from }) => {
      const box = boxBetween(toWorld(stage.view, from), toWorld(stage.view, pixel));
      stage.drawBox(null);
      stage.selectThings(within(stage.things.filter(({ isLocked, isGround }) => !isLocked && !isGround), box));
    },
    cancel: () => stage.drawBox(null),
  };
}
