// Plan: the scene from above, north up, to scale; seen, selected, moved and turned here.

import { begun } from "./dragging.js";
import { makeDrawing } from "./drawing.js";
import { listen } from "./gestures.js";
import { listenToKeys } from "./plan_keys.js";
import { nearest, nearPx, pressedOn } from "./picking.js";
import { tapPoints } from "./point_taps.js";
import { makeStage } from "./stage.js";
import { nextUnder, spotsOf, toggled } from "./selecting.js";
import { TOOLBAR_PX, panned, toWorld, zoomed } from "./view.js";

const EDGE_PX = 30; // what is nearer to the edge is brought into the middle
const AGAIN_PX = 5; // a tap so near the last one means what lies below

/**
 * @param {SceneDesk} desk
 * @returns {ScenePlanPane}
 */
export function startPlan(desk) {
  const { part, store } = desk;
  const surface = part("plan-desk");
  const stage = makeStage(desk);
  const drawing = makeDrawing(stage, desk);
  const points = tapPoints(stage, desk);
  /** @type {import("./dragging.js").Drag | null} */
  let drag = null;
  /** @type {Spot} */
  let last = [0, 0];
  /** @type {Spot} */
  let lastTap = [-99, -99];
  let isBegun = false;
  let isHand = false; // the space bar is held
  let isTouched = false; // somebody has begun; then the view stays as it is

  /** @type {(dx: number, dy: number) => void} */
  function pan(dx, dy) {
    stage.look(panned(stage.view, dx, dy));
  }

  function end() {
    drag?.cancel?.();
    drag = null;
    stage.settle();
  }

  listen(surface, {
    press: ({ from }) => {
      surface.focus({ preventScroll: true });
      [last, isBegun, drag, isTouched] = [from, false, null, true];
    },
    drag: (press) => {
      if (!isBegun && !drawing.isOn) drag = isHand || press.button === 1 ? null : begun(stage, press);
      isBegun = true;
      if (drag) drag.drag(press);
      else pan(press.pixel[0] - last[0], press.pixel[1] - last[1]);
      last = press.pixel;
    },
    release: (press) => {
      drag?.release(press);
      drag = null;
      stage.settle();
    },
    tap: (press) => {
      if (drawing.isOn) return drawing.add(toWorld(stage.view, press.pixel));
      tap(press);
    },
    cancel: end,
    pinch: (pixel, factor, [dx, dy]) => stage.look(panned(zoomed(stage.view, factor, pixel), dx, dy)),
    hover: (pixel) => drawing.hover(toWorld(stage.view, pixel)),
  });

  /** @type {(press: import("./gestures.js").Press) => void} */
  function tap({ pixel, isTouch, shift, ctrl }) {
    const near = nearPx(isTouch);
    if (points.tap(nearest(stage.view, stage.handles, pixel, near))) return;
    const mark = nearest(stage.view, stage.marks.filter(({ kind }) => kind !== "look" && kind !== "walker"), pixel, near);
    if (mark) return store.select(shift ? [...store.selection.ids, mark.id] : [mark.id]);
    const isAgain = Math.hypot(pixel[0] - lastTap[0], pixel[1] - lastTap[1]) < AGAIN_PX;
    const found = nextUnder(pressedOn(stage, pixel, isTouch), store.selection, isAgain);
    lastTap = pixel;
    if (!found) return shift ? undefined : store.select([]);
    if (!shift && !ctrl) return isAgain ? stage.selectThings([found]) : stage.take(found);
    const { ids, spots } = toggled(store.selection, found, spotsOf(store.block(found.id)));
    store.select(ids, spots);
  }

  new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = surface;
    const isFirst = !stage.view.width;
    if (!width || !height) return;
    stage.look({ ...stage.view, width, height });
    if (isFirst) {
      stage.drawAll();
      stage.fit("planned");
    }
  }).observe(surface);
  const leave = store.subscribe((what) => {
    isTouched ||= what === "model";
    if (what !== "plan") return;
    leave();
    part("plan-loads").hidden = true;
    if (!isTouched) requestAnimationFrame(() => stage.fit("planned"));
  });

  const pane = {
    surface,
    fitAll: () => stage.fit("all"),
    fitSelection: () => stage.fit("selection"),
    /** @type {(factor: number) => void} */
    zoom: (factor) => stage.look(zoomed(stage.view, factor)),
    reveal: () => {
      const { x, z, scale, width, height } = stage.view;
      const { held } = stage;
      if (!held) return;
      const isSeen = Math.abs(held.place[0] - x) * scale < width / 2 - EDGE_PX && Math.abs(held.place[2] - z) * scale < height / 2 - EDGE_PX;
      if (!isSeen) stage.look({ ...stage.view, x: held.place[0], z: held.place[2] });
    },
    redraw: () => stage.look(stage.view),
    middle: () => toWorld(stage.view, [stage.view.width / 2, (stage.view.height + TOOLBAR_PX) / 2]), // of what the toolbar leaves
    /** @type {(x: number, y: number) => Spot | null} */
    spotAt: (x, y) => {
      const { left, top, right, bottom } = surface.getBoundingClientRect();
      return x >= left && x <= right && y >= top && y <= bottom ? toWorld(stage.view, [x - left, y - top]) : null;
    },
    drawLine: drawing.start,
    things: () => stage.things,
    cancel: () => {
      if (drag) return end();
      drawing.stop();
    },
    finish: drawing.finish,
    pan,
    /** @type {(isHeld: boolean) => void} */
    hand: (isHeld) => {
      isHand = isHeld;
      surface.classList.toggle("is-hand", isHeld);
    },
    isBusy: () => Boolean(drag) || drawing.isOn,
  };
  listenToKeys(desk, pane);
  return pane;
}
