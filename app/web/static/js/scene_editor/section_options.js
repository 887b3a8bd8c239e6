// Options of the chosen strip: which way it goes, its lanes, what stands on it, what it is made of.

import { filled } from "./readout.js";
import { numberField } from "./section_number.js";
import { said } from "./section_strips.js";

/** @typedef {import("./section_strips.js").Strip} Strip */

/**
 * @param {SceneDesk} desk
 * @param {ReadonlyMap<string, StripKind>} kinds
 * @param {{ strips: () => readonly Strip[], chosen: () => number, write: (strips: readonly Strip[], merge?: string) => void }} section
 */
export function makeOptions(desk, kinds, { strips, chosen, write }) {
  const { part, words, palette } = desk;
  const direction = part("section-direction", HTMLSelectElement);
  const lanes = part("section-lanes", HTMLInputElement);
  const spacing = part("section-spacing", HTMLInputElement);
  const material = part("section-material", HTMLSelectElement);
  material.append(...palette.materials.map(({ name, title }) => new Option(title, name)));

  /** @type {(name: string, value: TomlValue | null) => void} */
  const set = (name, value) => write(said(strips(), chosen(), name, value), `${name} ${chosen()}`);
  const showLanes = numberField(lanes, { low: 1, high: 8, step: 1, empty: true, write: (to) => set("lanes", to === null ? null : Math.round(to)) }, desk);
  const showSpacing = numberField(spacing, { low: 0, high: 500, step: 1, empty: true, write: (to) => set("spacing_m", to) }, desk);
  direction.addEventListener("change", () => set("direction", direction.value || null));
  material.addEventListener("change", () => set("material", material.value || null));

  return {
    show: () => {
      const strip = strips()[chosen()];
      part("section-options").hidden = !strip;
      if (!strip) return;
      const kind = kinds.get(strip.kind);
      const { more } = strip;
      part("section-options-title").textContent = filled(words.strip_options, { number: chosen() + 1, title: kind?.title ?? strip.kind });
      row(direction).hidden = !kind?.has_direction;
      row(lanes).hidden = strip.kind !== "carriageway";
      row(spacing).hidden = !kind?.spacing_m;
      direction.value = String(more.direction ?? "");
      material.value = String(more.material ?? "");
      showLanes(typeof more.lanes === "number" ? more.lanes : null);
      showSpacing(typeof more.spacing_m === "number" ? more.spacing_m : null);
      spacing.placeholder = String(kind?.spacing_m ?? "");
    },
  };

  /** @type {(input: HTMLElement) => HTMLElement} */
  function row(input) {
    return /** @type {HTMLElement} */ (input.closest("[data-option]"));
  }
}
