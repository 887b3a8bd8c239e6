// Street section: strips of a street from left to right, drawn to scale, with their sum beside the measured width.
//
// Its markup is templates/scenes/section.html.  It writes [[sections]] of the scene, each with its axis.

import { filled, readout } from "./readout.js";
import { axisInWorld, axisRows, makeAxis } from "./section_axis.js";
import { axisAbout } from "./section_begin.js";
import { drawSection } from "./section_drawing.js";
import { dragEdges } from "./section_edges.js";
import { makeList } from "./section_list.js";
import { numberField } from "./section_number.js";
import { makeOptions } from "./section_options.js";
import { sayHints, saySum } from "./section_said.js";
import { added, rowsOf, stripsOf, sumOf, swapped } from "./section_strips.js";
import { SECTIONS, isStreet } from "./streets.js";
import { typingIn } from "./typing.js";

const MOST_STRIPS = 40;

/**
 * @param {SceneDesk} desk
 * @param {ScenePlanPane} plan
 */
export function startSection({ words: more, ...rest }, plan) {
  const { part, store, say } = rest;
  /** @type {Values} */
  const words = { ...more, ...JSON.parse(part("section-words").textContent ?? "") };
  /** @type {SceneDesk} */
  const desk = { ...rest, words };
  /** @type {{ kinds: StripKind[], models: { name: string, title: string, strips: TomlValue[] }[] }} */
  const { kinds: known, models } = JSON.parse(part("section-kinds").textContent ?? "");
  const kinds = new Map(known.map((kind) => [kind.name, kind]));
  const drawing = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (part("section-drawing", Element)));
  const { metres } = readout(words);
  let current = "";
  let chosen = 0;

  const deg = () => store.model.head.turn_deg ?? 0;
  const block = () => store.block(current);
  const strips = () => stripsOf(block()?.values.strips);
  const all = () => store.model.blocks.filter(isStreet);

  /** @type {(values: BlockValues, merge?: string) => void} */
  function set(values, merge) {
    if (current) store.apply({ label: "section", ops: [{ op: "set", id: current, values }] }, merge ? { merge: `${current} ${merge}` } : {});
  }
  /** @type {(found: readonly import("./section_strips.js").Strip[], merge?: string) => void} */
  const write = (found, merge) => set({ strips: rowsOf(found) }, merge);
  /** @type {(i: number) => void} */
  function choose(i) {
    if (i === chosen) return;
    chosen = i;
    show();
  }

  const list = makeList(desk, kinds, { strips, write, choose });
  const options = makeOptions(desk, kinds, { strips, chosen: () => chosen, write });
  const axis = makeAxis(desk, plan, { axis: () => axisInWorld(block()?.values ?? {}, deg()), write: (points, merge) => set({ axis: axisRows(points, deg()) }, merge), open });
  const showMeasured = numberField(part("section-measured", HTMLInputElement), { low: 0.5, high: 150, step: 0.1, empty: true, write: (to) => set({ measured_m: to }, "measured") }, desk);
  const showRadius = numberField(part("section-radius", HTMLInputElement), { low: 0, high: 1000, step: 1, write: (to) => set({ radius_m: to || null }, "radius") }, desk);
  const [name, choice, kind] = [part("section-name", HTMLInputElement), part("section-choice", HTMLSelectElement), part("section-kind", HTMLSelectElement)];
  const isNaming = typingIn(name);
  kind.append(...known.map((each) => new Option(each.title, each.name)));

  function show() {
    const there = all();
    const selected = store.selection.ids.find((id) => there.some((each) => each.id === id));
    if (selected && selected !== current) [current, chosen] = [selected, 0];
    if (!there.some(({ id }) => id === current)) [current, chosen] = [there.find(({ when }) => when.includes(store.variant))?.id ?? there[0]?.id ?? "", 0];
    if (part("section").hidden) return;
    part("section-none").hidden = there.length > 0;
    for (const each of ["section-body", "section-sum"]) part(each).hidden = !there.length;
    choice.hidden = there.length < 2;
    choice.replaceChildren(...there.map(({ id, values, when }) => new Option(`${values.name ?? ""} (${when.map(desk.stateName).join(", ")})`, id, false, id === current)));
    const found = block();
    if (!found) return;
    chosen = Math.max(0, Math.min(chosen, strips().length - 1));
    if (!isNaming()) name.value = String(found.values.name ?? "");
    showMeasured(typeof found.values.measured_m === "number" ? found.values.measured_m : null);
    showRadius(typeof found.values.radius_m === "number" ? found.values.radius_m : 0);
    list.show(chosen);
    options.show();
    axis.show();
    draw();
    sayHints(desk, current);
  }

  /** As they are, or as they would be. @type {(shown?: readonly import("./section_strips.js").Strip[]) => void} */
  function draw(shown = strips()) {
    const [px, measured] = [Math.max(280, drawing.parentElement?.clientWidth ?? 280), block()?.values.measured_m];
    drawSection(drawing, { strips: shown, measured, chosen, kinds, px, metres });
    drawing.setAttribute("aria-label", filled(words.section_drawn, { count: shown.length, sum: metres(sumOf(shown)) }));
    saySum(desk, shown, measured);
  }

  /** @type {(model: string) => void} */
  function make(model) {
    const points = axisAbout(plan.middle(), desk.around.site?.tracks ?? []);
    const { variants } = store.model.head;
    const id = store.newId();
    const values = { name: `${words.section} ${all().length + 1}`, axis: axisRows(points, deg()), strips: models.find((each) => each.name === model)?.strips ?? [], ...(variants.length > 1 ? { when: [store.variant] } : {}) };
    store.apply({ label: "section", ops: [{ op: "insert", id, table: SECTIONS, after: null, values }] });
    store.select([id]);
    say(words.section_made);
    list.focus(0);
  }

  part("section-models").replaceChildren(...models.map(({ name: model, title }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "scene-button", textContent: title });
    button.addEventListener("click", () => {
      button.closest("details")?.removeAttribute("open");
      make(model);
    });
    return button;
  }));
  name.addEventListener("change", () => name.value.trim() && set({ name: name.value.trim() }));
  choice.addEventListener("change", () => store.select([choice.value]));
  part("section-add").addEventListener("click", () => {
    const wanted = kinds.get(kind.value);
    if (!wanted || strips().length >= MOST_STRIPS) return;
    write(added(strips(), chosen, wanted));
    choose(chosen + 1);
    list.focus(chosen);
  });
  part("section-swap").addEventListener("click", () => {
    write(swapped(strips()));
    say(words.section_swapped);
  });
  dragEdges(drawing, { strips, preview: draw, write, choose });
  drawing.addEventListener("click", ({ target }) => {
    const strip = /** @type {Element} */ (target).closest("[data-strip]");
    if (strip) choose(Number(strip.getAttribute("data-strip")));
  });
  /** @type {(isOpen: boolean) => void} */
  function open(isOpen) {
    for (const each of ["section", "section-edge"]) part(each).hidden = !isOpen;
    show();
  }
  desk.more.section = () => {
    const isOpen = Boolean(part("section").hidden);
    open(isOpen);
    /** @type {HTMLElement | null} */ (desk.element.querySelector(isOpen ? "#section-title" : "[data-run=section]"))?.focus();
  };
  new ResizeObserver(() => part("section").hidden || block() === undefined || draw()).observe(/** @type {Element} */ (drawing.parentElement));
  store.subscribe((what) => {
    if (what === "selection" && store.selection.ids.some((id) => isStreet(store.block(id)))) open(true);
    if (what !== "state" && what !== "plan") show();
  });
}
