// Palette: pictures of all parts by family; searched, kept as favourites, set down by Enter, press or drag.

import { counted, matching } from "./palette_search.js";
import { freeSpot, reachOf } from "./free_spot.js";
import { filled, readout } from "./readout.js";
import { newIn, setDown } from "./setting.js";
import { thingsOf } from "./things.js";

const FAR_PX = 8; // a press that moves more is a drag

/**
 * @param {SceneDesk} desk
 * @param {ScenePlanPane} plan
 */
export function startPalette(desk, plan) {
  const { part, store, palette, partOf, words, kept, say, stateName } = desk;
  const [list, search, family] = [part("palette-list"), part("palette-search", HTMLInputElement), part("palette-family", HTMLSelectElement)];
  const template = part("palette-item", HTMLTemplateElement);
  const numbers = readout(words);
  /** @type {Map<string, HTMLElement>} */
  const items = new Map(palette.parts.map((each) => [each.name, item(each)]));

  /** @type {(each: PalettePart) => HTMLElement} */
  function item(each) {
    const made = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const [set, star] = made.querySelectorAll("button");
    const image = /** @type {HTMLImageElement} */ (made.querySelector("img"));
    image.src = each.picture;
    /** @type {HTMLElement} */ (made.querySelector("[data-part=title]")).textContent = each.title;
    set.title = `${each.what}\n${words.set_down_how}`;
    star.setAttribute("aria-label", filled(words.favourite, { title: each.title }));
    set.addEventListener("click", ({ detail }) => {
      if (detail > 1) return; // a double click means one
      several(each);
      plan.surface.focus({ preventScroll: true });
    });
    set.addEventListener("pointerdown", (event) => draggable(each, set, event));
    star.addEventListener("click", () => {
      const before = kept.get("favourites", /** @type {string[]} */ ([]));
      kept.set("favourites", before.includes(each.name) ? before.filter((name) => name !== each.name) : [...before, each.name]);
      show();
    });
    return made;
  }

  /** Where the next one stands; of several in a row, in the middle of which that is. @type {(each: PalettePart, count?: number) => Spot} */
  function free(each, count = 1) {
    if (each.is_ground) return plan.middle();
    const things = thingsOf(store.model, store.plan, store.variant, store.hidden).filter(({ isGround }) => !isGround); // what was set down just now, too
    const [x, z] = plan.middle();
    return freeSpot(things, ({ id }) => partOf(store.block(id)) === each, [x - (count - 1) * reachOf(each), z], reachOf(each));
  }

  /** @type {(each: PalettePart, at: Spot) => void} */
  function put(each, at) {
    const id = store.newId();
    store.apply(setDown(store.model, each, at, id, store.variant));
    store.select([id]);
    const { variants } = store.model.head;
    const states = newIn(variants, store.variant).length;
    const sentence = states === variants.length ? words.said_set_down : states > 1 ? words.said_set_down_from : words.said_set_down_in;
    say(filled(sentence, { title: each.title, state: stateName(store.variant), place: numbers.place(at) }));
  }

  /** As many as the search says, "3 Bäume"; one where it does not. @type {(each: PalettePart) => void} */
  function several(each) {
    const { count } = counted(search.value);
    for (let i = 0; i < count; i++) put(each, free(each, count));
  }

  /** @type {(each: PalettePart, button: HTMLElement, down: PointerEvent) => void} */
  function draggable(each, button, down) {
    if (down.button) return;
    button.setPointerCapture(down.pointerId); // at once: a fast pointer has left before it has moved far
    /** @type {HTMLElement | null} */
    let ghost = null;
    /** @type {(event: PointerEvent) => void} */
    const move = (event) => {
      if (!ghost && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < FAR_PX) return;
      if (!ghost) {
        ghost = /** @type {HTMLElement} */ (button.querySelector("img")?.cloneNode());
        ghost.className = "scene-palette__ghost";
        desk.element.append(ghost);
      }
      ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`;
    };
    /** @type {(event: PointerEvent) => void} */
    const up = (event) => {
      if (event.type === "pointerup") move(event);
      for (const [kind, listener] of /** @type {const} */ ([["pointermove", move], ["pointerup", up], ["pointercancel", up]])) button.removeEventListener(kind, listener);
      const spot = ghost && event.type === "pointerup" ? plan.spotAt(event.clientX, event.clientY) : null;
      if (ghost) button.addEventListener("click", (click) => click.stopImmediatePropagation(), { once: true, capture: true });
      ghost?.remove();
      if (!spot) return;
      put(each, spot);
      plan.surface.focus({ preventScroll: true });
    };
    for (const [kind, listener] of /** @type {const} */ ([["pointermove", move], ["pointerup", up], ["pointercancel", up]])) button.addEventListener(kind, listener);
  }

  function show() {
    const favourites = kept.get("favourites", /** @type {string[]} */ ([]));
    const wanted = family.value;
    const inFamily = palette.parts.filter((each) => !wanted || (wanted === "*" ? favourites.includes(each.name) : each.family === wanted));
    const found = matching(search.value ? palette.parts : inFamily, search.value);
    list.replaceChildren(...found.flatMap(({ name }) => items.get(name) ?? []));
    for (const [name, made] of items) made.querySelectorAll("button")[1].setAttribute("aria-pressed", String(favourites.includes(name)));
    part("palette-none").hidden = found.length > 0;
    part("palette-count").textContent = filled(words.found, { count: found.length });
  }

  search.addEventListener("input", show);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && store.selection.ids.length) plan.surface.focus({ preventScroll: true });
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = matching(palette.parts, search.value)[0];
    if (!search.value || !first) return;
    several(first);
    search.select(); // Enter sets down another one, a letter begins anew
  });
  family.addEventListener("change", () => {
    search.value = "";
    show();
  });
  show();
}
