// A small scene as the editor knows it, for tests.

/** @type {(values: Record<string, TomlValue>, more?: Partial<SceneBlock>) => SceneBlock} */
export function block(values, more = {}) {
  return { id: "p1", table: "parts", line: 1, values: { part: "tree", ...values }, comment: "", when: ["today", "planned"], role: "planned", ...more };
}

/** @type {(blocks: SceneBlock[], head?: Partial<SceneHead>) => SceneModel} */
export function model(blocks, head = {}) {
  return {
    version: 1, hash: "a", text: "", can_undo: false, can_redo: false, faults: [],
    head: { variants: ["today", "planned"], ...head }, blocks,
  };
}

/** @type {(more?: Partial<import("../../../app/web/static/js/scene_editor/things.js").Thing>) => import("../../../app/web/static/js/scene_editor/things.js").Thing} */
export function thing(more = {}) {
  return { id: "p1", spot: 0, place: [0, 0, 0, 0, 1], box: [-1, -1, 1, 1], top: 1, isGround: false, isLocked: false, key: "", ...more };
}

/** @type {(values: Partial<PalettePart>) => PalettePart} */
export function part(values) {
  return { name: "tree", title: "Baum", what: "", search: "", picture: "", family: "green", settings: [], handles: {}, is_ground: false, points: "", ...values };
}

/** @type {(values: Partial<PaletteSetting>) => PaletteSetting} */
export function setting(values) {
  return { name: "height_m", label: "Höhe", what: "Höhe", unit: "m", default: 8, low: 2, high: 20, choices: [], ...values };
}
