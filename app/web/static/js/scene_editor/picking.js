// Picking: what lies under a pointer, handles and marks first, which are small; a finger is thicker than a mouse.

import { minus } from "./geometry.js";
import { under } from "./things.js";
import { toScreen, toWorld } from "./view.js";

/** So near something small is taken. @type {(isTouch: boolean) => number} */
export function nearPx(isTouch) {
  return isTouch ? 24 : 12;
}

/** Which of these lies under a pixel. @type {<T extends { at: Spot }>(view: import("./view.js").View, found: readonly T[], pixel: Spot, near: number) => T | undefined} */
export function nearest(view, found, pixel, near) {
  let best;
  let least = near;
  for (const each of found) {
    const [dx, dy] = minus(toScreen(view, each.at), pixel);
    if (Math.hypot(dx, dy) <= least) [best, least] = [each, Math.hypot(dx, dy)];
  }
  return best;
}

/**
 * What is under a press, from the top down, without what is locked.  What is thin is taken from beside it only where
 * nothing but ground lies right under the press.
 *
 * @type {(stage: Pick<PlanStage, "view" | "things">, pixel: Spot, isTouch: boolean) => import("./things.js").Thing[]}
 */
export function pressedOn({ view, things }, pixel, isTouch) {
  const loose = things.filter(({ isLocked }) => !isLocked);
  const point = toWorld(view, pixel);
  const right = under(loose, point, 0);
  return right.some(({ isGround }) => !isGround) ? right : under(loose, point, (isTouch ? 14 : 7) / view.scale);
}

/** The handle under a pixel; of something small the middle is for moving it. @type {(view: import("./view.js").View, handles: readonly import("./handles.js").Handle[], pixel: Spot, near: number) => import("./handles.js").Handle | undefined} */
export function handleAt(view, handles, pixel, near) {
  return handles.find((each) => nearest(view, [each], pixel, reach(view, each, near)));
}

/** @type {(view: import("./view.js").View, handle: import("./handles.js").Handle, near: number) => number} */
function reach(view, { kind, at, from }, near) {
  const [dx, dz] = minus(at, from);
  return kind === "size" ? Math.min(near, Math.max(6, (Math.hypot(dx, dz) * view.scale) / 2)) : near;
}
