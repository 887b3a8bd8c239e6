// Inspector: all numbers and settings of what is selected; where nothing is, those of the scene.

import { makeForm } from "./form.js";
import { pointList } from "./point_list.js";
import { parameterFields, placeFields, pointFields, togetherFields } from "./inspector_fields.js";
import { filled } from "./readout.js";
import { motionFields, repeatFields } from "./repeat_fields.js";
import { spotsOf } from "./selecting.js";
import { isStreet } from "./streets.js";

const ROLES = ["planned", "context", "ground"];

/** @param {SceneDesk} desk */
export function startInspector(desk) {
  const { part, store, words, partOf, palette, say } = desk;
  const form = makeForm(part("inspector-form"), desk, (ops, { label }) => {
    if (!ops.length) return;
    store.apply({ label: "set", ops }, { merge: `set ${label} ${store.selection.ids.join()}` });
    say(words.said_set);
  });

  /** @type {(ids: string[]) => import("./inspector_fields.js").Section} */
  function common(ids) {
    const blocks = store.model.blocks.filter(({ id }) => ids.includes(id));
    const { variants } = store.model.head;
    /** @type {import("./inspector_fields.js").Field[]} */
    const states = variants.map((variant) => ({
      key: `when.${variant}`, kind: "switch", label: desk.stateName(variant), value: blocks.every(({ when }) => when.includes(variant)),
      set: (isOn) => blocks.flatMap((block) => {
        const when = variants.filter((each) => (each === variant ? isOn : block.when.includes(each)));
        return when.length ? [{ op: "set", id: block.id, values: { when: when.length === variants.length ? null : when } }] : [];
      }),
    }));
    return { title: words.shown_in, fields: states };
  }

  /** @type {(ids: string[]) => import("./inspector_fields.js").Section[]} */
  function more(ids) {
    const blocks = store.model.blocks.filter(({ id, values }) => ids.includes(id) && values.part);
    if (!blocks.length) return [];
    const [first] = blocks;
    /** @type {(values: BlockValues) => SceneOp[]} */
    const all = (values) => blocks.map(({ id }) => ({ op: "set", id, values }));
    return [{ title: words.more, fields: [
      { key: "role", kind: "choice", label: words.role, value: first.role ?? "planned", choices: ROLES.map((role) => [role, words[`role_${role}`]]), set: (role) => all({ role: String(role) }) },
      { key: "group", kind: "text", label: words.group, value: String(first.values.group ?? ""), set: (name) => all({ group: String(name ?? "").trim() || null }) },
      { key: "locked", kind: "switch", label: words.locked, value: blocks.every(({ values }) => values.locked === true), set: (isOn) => all({ locked: isOn ? true : null }) },
    ] }];
  }

  /** @type {(id: string) => import("./inspector_fields.js").Section[]} */
  function ofOne(id) {
    const { model, selection } = store;
    const block = store.block(id);
    if (id === "size") return pointFields(model, id, model.head.size ?? {}, ["from", "to"], words);
    if (!block) return pointFields(model, id, model.head.cameras?.[id.replace("cameras.", "")] ?? {}, ["eye", "look"], words);
    if (isStreet(block)) return [common([id])];
    if (block.table === "annotations") return [...pointFields(model, id, block.values, ["at"], words), common([id])];
    const known = partOf(block);
    const spots = selection.spots[id];
    const isSingle = spotsOf(block) === 1 || spots?.length === 1;
    const place = isSingle ? placeFields(model, block, spots?.[0] ?? 0, words) : togetherFields(model, selection, words);
    return [...place, ...(known ? [...parameterFields(block, known, palette, words), ...pointList(block, known, words)] : []), common([id]), ...repeatFields(block, words), ...motionFields(block, words), ...more([id])];
  }

  /** @type {() => import("./inspector_fields.js").Section[]} */
  function ofScene() {
    const { head } = store.model;
    /** @type {(name: string, value: string | number | boolean | null) => SceneOp[]} */
    const set = (name, value) => [{ op: "set", id: "", values: { [name]: value } }];
    return [{ title: words.scene, fields: [
      { key: "title", kind: "text", label: words.title, value: head.title ?? "", set: (to) => set("title", to) },
      { key: "schematic", kind: "long", label: words.schematic, value: head.schematic ?? "", set: (to) => set("schematic", to) },
      { key: "turn_deg", kind: "number", label: words.scene_turn, unit: "°", value: head.turn_deg ?? 0, step: 1, low: -360, high: 360, isSet: Boolean(head.turn_deg), set: (to) => set("turn_deg", to || null) },
    ] }];
  }

  function show() {
    const { selection } = store;
    const { ids } = selection;
    const faults = store.model.faults.filter(({ id }) => ids.includes(id));
    part("inspector-title").textContent = titleOf(ids);
    part("inspector-faults").replaceChildren(...faults.map(({ wrong, mend }) => Object.assign(document.createElement("li"), { textContent: `${wrong} ${mend}` })));
    part("inspector-actions").hidden = !ids.length;
    for (const element of desk.element.querySelectorAll("[data-needs]")) element.toggleAttribute("hidden", !isMet(/** @type {HTMLElement} */ (element).dataset.needs ?? ""));
    form.show(ids.length > 1 ? [...togetherFields(store.model, selection, words), common(ids), ...more(ids)] : ids.length ? ofOne(ids[0]) : ofScene(), `${ids}${selection.spots[ids[0]] ?? ""}`);
  }

  /** What an action needs to make sense. @type {(needs: string) => boolean} */
  function isMet(needs) {
    const { ids, spots } = store.selection;
    const many = ids.reduce((sum, id) => sum + (spots[id]?.length ?? spotsOf(store.block(id))), 0);
    return { none: !ids.length, one: ids.length === 1 && Boolean(store.block(ids[0])), two: many > 1, three: many > 2, some: ids.some((id) => store.block(id)), spots: Object.keys(spots).length > 0, part: ids.length === 1 && store.block(ids[0])?.table === "parts", points: ids.length === 1 && Boolean(partOf(store.block(ids[0]))?.points) }[needs] ?? false;
  }

  /** @type {(ids: string[]) => string} */
  function titleOf(ids) {
    if (!ids.length) return words.scene;
    if (ids.length > 1) return filled(words.things, { count: ids.length });
    const spot = store.selection.spots[ids[0]];
    const many = spotsOf(store.block(ids[0]));
    const which = many > 1 && spot ? ` ${filled(words.one_of, { number: spot.map((each) => each + 1).join(", "), count: many })}` : many > 1 ? ` ${filled(words.all_of, { count: many })}` : "";
    return desk.nameOf(ids[0]) + which;
  }

  part("inspector-form").addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && target instanceof HTMLInputElement) part("plan-desk").focus({ preventScroll: true });
  });
  store.subscribe((what) => what !== "state" && what !== "plan" && show());
  show();
}
