// Setting: what a click into the 3D pane does: it selects, sets an annotation, or one end of the size line after the other.

import { inScene } from "./view3d_camera.js";
import { leftOut } from "./sending.js";
import { groupOf, spotsOf, spotted } from "./selecting.js";
import { pinned } from "./setting.js";
import { thingsOf, under } from "./things.js";

const NEAR_M = 0.5; // so far beside its box something is met

/** @param {SceneDesk} desk @param {() => void} changed  a size line was begun, or is not any more */
export function makeSetting(desk, changed) {
  const { part, store, words, say } = desk;
  const mode = part("view3d-mode", HTMLSelectElement);
  /** @type {Vector | null} */
  let first = null;

  function drop() {
    first = null;
    mode.value = "select";
    changed();
  }

  mode.addEventListener("change", () => {
    first = null;
    changed();
  });

  /** As on the plan: all of its group, else that one place of it. @type {(found: Hit, isMore: boolean, variant: string) => void} */
  function select({ id, point }, isMore, variant) {
    if (!id) return isMore ? undefined : store.select([]);
    const group = groupOf(store.model, id);
    const spot = group.length > 1 || spotsOf(store.block(id)) < 2 || !point ? -1 : spotAt(id, point, variant);
    const { ids, spots } = isMore ? store.selection : { ids: [], spots: {} };
    const found = spotted([...ids, ...group], spot < 0 ? spots : { ...spots, [id]: [...new Set([...(spots[id] ?? []), spot])] });
    store.select(found.ids, found.spots);
  }

  /** @type {(id: string, point: Vector, variant: string) => number} */
  function spotAt(id, [x, , z], variant) {
    const things = thingsOf(store.model, store.plan, variant, store.hidden).filter((each) => each.id === id);
    return under(things, [x, z], NEAR_M)[0]?.spot ?? -1;
  }

  /** @type {Record<string, (at: Vector, variant: string) => void>} */
  const SET = {
    pin: (at, variant) => {
      const id = store.newId();
      store.apply(pinned(store.model, at, id, variant));
      store.select([id]);
      say(words.view3d_pinned);
      drop();
    },
    move: (at) => {
      const id = store.selection.ids.find((each) => store.block(each)?.table === "annotations");
      if (!id) return say(words.view3d_no_pin);
      store.apply({ label: "move", ops: [{ op: "set", id, values: { at: inScene(at, store.model.head.turn_deg ?? 0) } }] });
      say(words.said_moved);
      drop();
    },
    size: (at) => {
      if (!first) {
        first = at;
        say(words.view3d_size_begun);
        return changed();
      }
      const [from, to] = [first, at].map((each) => inScene(each, store.model.head.turn_deg ?? 0));
      store.apply({ label: "set", ops: [{ op: "set", id: "size", values: { from, to } }] });
      store.select(["size"]);
      say(words.said_set);
      drop();
    },
  };

  return {
    get begun() { return first; },
    drop,
    get selects() { return mode.value === "select"; },
    /** @type {(found: Hit, isMore: boolean, variant: string) => void} */
    meet(found, isMore, variant) {
      if (mode.value === "select") select(found, isMore, variant);
      else if (found.point) SET[mode.value](found.point, variant);
    },
  };
}

/** @typedef {{ id: string | null, point: Vector | null }} Hit */

/**
 * What a ray meets first, asked of the server, which has the triangles; null where it cannot tell.
 *
 * @param {Pick<SceneDesk, "store" | "addresses">} desk
 * @param {{ origin: Vector, direction: Vector }} ray
 * @param {string} variant
 * @returns {Promise<Hit | null>}
 */
export async function hit({ store, addresses }, { origin, direction }, variant) {
  await arrived(store);
  const address = addresses.hit.replace("HASH", store.model.hash).replace("VARIANT", variant).replace("RAY", [...origin, ...direction].join(",")) + leftOut(store);
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
  return answer?.status === 200 ? answer.json() : null;
}

/** Wait until the server has what was done here: it answers of that only. @type {(store: SceneStore) => Promise<void>} */
function arrived(store) {
  if (store.state !== "sending") return Promise.resolve();
  return new Promise((done) => {
    const stop = store.subscribe((what) => {
      if (what !== "state" || store.state === "sending") return;
      stop();
      done();
    });
  });
}
