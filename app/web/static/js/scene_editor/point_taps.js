// Taps on points of a line or an outline: one on an edge adds a point there, one on a point lets Delete take that away.

import { pointsOf } from "./handles.js";
import { withPoint, withoutPoint } from "./point_list.js";

/**
 * @param {PlanStage} stage
 * @param {Pick<SceneDesk, "store" | "words" | "say" | "more">} desk
 */
export function tapPoints(stage, { store, words, say, more }) {
  let chosen = { id: "", index: -1 };
  const none = { id: "", index: -1 };

  /** @type {(values: BlockValues, id: string) => void} */
  function set(values, id) {
    stage.commit({ label: "set", ops: [{ op: "set", id, values }] }, words.said_set);
  }

  more["delete-point"] = () => {
    const block = store.block(chosen.id);
    const part = block && stage.partOf(block);
    const values = block ? withoutPoint(block, part, chosen.index) : null;
    if (!values || !store.selection.ids.includes(chosen.id)) return false;
    set(values, chosen.id);
    chosen = none;
    return true;
  };
  store.subscribe((what) => {
    if (what === "selection" && !store.selection.ids.includes(chosen.id)) chosen = none;
  });

  return {
    /** Whether a tap was on a point or an edge. @type {(handle: import("./handles.js").Handle | undefined) => boolean} */
    tap: (handle) => {
      const block = store.block(stage.held?.id ?? "");
      const part = block && stage.partOf(block);
      if (!handle || !block || !pointsOf(block, part)) return false;
      if (handle.kind === "edge") set(withPoint(block, part, handle.index), block.id);
      else if (handle.kind === "point") {
        chosen = { id: block.id, index: handle.index };
        say(words.said_point.replace("{number}", String(handle.index + 1)));
      } else return false;
      stage.choosePoint(chosen.index);
      return true;
    },
  };
}
