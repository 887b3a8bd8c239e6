// The panel of the drawing below a plan: it is sent there, placed by numbers, faded, its layers are shown or not, and removed.
//
// Its markup is templates/scenes/underlay.html.

import { filled } from "./readout.js";
import { numberField } from "./section_number.js";

const MOST_BYTES = 20_000_000;

/** @typedef {Pick<UnderlayPlace, "x" | "z" | "turn_deg" | "scale">} Numbers */
/** @type {Record<keyof Numbers, { low: number, high: number, step: number }>} */
const BOUNDS = {
  x: { low: -5000, high: 5000, step: 0.1 },
  z: { low: -5000, high: 5000, step: 0.1 },
  turn_deg: { low: -360, high: 360, step: 1 },
  scale: { low: 0.001, high: 1000, step: 0.01 },
};

/** @param {SceneDesk} desk */
export function startUnderlay(desk) {
  const { part, underlay, say, words, element } = desk;
  const [panel, file, opacity] = [part("underlay"), part("underlay-file", HTMLInputElement), part("underlay-opacity", HTMLInputElement)];

  /** @type {(sentence: string) => void} */
  function state(sentence) {
    part("underlay-state").textContent = sentence;
    part("underlay-state").hidden = !sentence;
  }

  /** @type {(values: Partial<UnderlayPlace>) => Promise<void>} */
  async function place(values) {
    state(await underlay.place(values));
  }

  /** North is up: what grows to the north is less of z. @type {(name: keyof Numbers, value: number) => number} */
  const turnedOver = (name, value) => (name === "z" ? -value + 0 : value);
  const fields = /** @type {(keyof Numbers)[]} */ (Object.keys(BOUNDS)).map((name) => ({
    name,
    show: numberField(part(`underlay-${name.replace("_", "-")}`, HTMLInputElement), { ...BOUNDS[name], write: (to) => place({ [name]: turnedOver(name, to ?? 0) }) }, desk),
  }));

  /** @type {(layer: string, isHidden: boolean) => HTMLLIElement} */
  function row(layer, isHidden) {
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", checked: !isHidden });
    tick.addEventListener("change", () => {
      const others = underlay.found.placed.hidden.filter((each) => each !== layer);
      place({ hidden: tick.checked ? others : [...others, layer] });
    });
    const label = document.createElement("label");
    label.append(tick, layer);
    const made = document.createElement("li");
    made.append(label);
    return made;
  }

  /** @type {SceneUnderlay["layers"] | null} */
  let listed = null;
  function show() {
    const { name, said, layers, placed } = underlay.found;
    part("underlay-name").textContent = name;
    part("underlay-said").textContent = said.join(" ");
    part("underlay-some").hidden = !name;
    part("underlay-none").hidden = Boolean(name);
    for (const field of fields) field.show(turnedOver(field.name, placed[field.name]));
    opacity.value = String(Math.round(placed.opacity * 100));
    if (layers !== listed) part("underlay-layers").replaceChildren(...layers.map((each) => row(each.name, placed.hidden.includes(each.name))));
    listed = layers;
  }

  async function send() {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) return state(filled(words.underlay_too_large, { most: MOST_BYTES / 1_000_000 }));
    state(words.underlay_reads);
    file.disabled = true;
    const fault = await underlay.send(chosen);
    file.disabled = false;
    file.value = "";
    state(fault);
    if (!fault) say(words.underlay_laid);
  }

  file.addEventListener("change", send);
  opacity.addEventListener("change", () => place({ opacity: Number(opacity.value) / 100 }));
  part("underlay-remove").addEventListener("click", async () => {
    state(await underlay.remove());
    say(words.underlay_removed);
    file.focus();
  });
  underlay.watch(show);
  desk.more.underlay = () => {
    panel.hidden = !panel.hidden;
    /** @type {HTMLElement | null} */
    const opener = element.querySelector('.scene-plan__tools [data-run="underlay"]');
    opener?.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden) opener?.focus();
    else part("underlay-title").focus();
    return true;
  };
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") desk.run("underlay");
  });
  underlay.load();
}
