// Picture rows: files that were uploaded beside the list of their kind are put into it, and everything typed stays.
//
//   <div data-module="picture_rows" data-list="pictures">
//     <fieldset>…rows, replaced by htmx…</fieldset>
//     <div data-module="picture_upload">…</div>
//     <button hidden name="then" value="show.pictures" data-part="show" hx-post="…" hx-target="…">…</button>
//   </div>
//
// Each becomes a field of the form at once, so that it is kept also where nothing answers; then the list is asked for,
// which shows what is said of each and what is lacking: there one goes on.  The same for what is chosen in the list; by
// keyboard, where each arrow chooses, once one leaves it.

import { partsOf } from "/static/ar/parts.js";

/**
 * Return the number for one row more.
 *
 * @param {Iterable<string>} names  of fields, "pictures.3.slug"
 * @param {string} [list]  the list they are of
 * @returns {number}
 */
export function next(names, list = "pictures") {
  const form = new RegExp(`^${list}\\.(\\d+)\\.slug$`);
  const taken = [...names].map((name) => Number(form.exec(name)?.[1] ?? -1));
  return Math.max(-1, ...taken) + 1;
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const show = partsOf(element)("show");
  const name = element.dataset.list ?? "pictures";
  /** @type {Set<string>} */
  const arrived = new Set();
  let chosen = ""; // the file that was chosen or arrived last
  let isPointed = false; // at the choice, else one walks through it by keyboard

  /** @type {(kind: string, slug: string) => boolean} */
  const has = (kind, slug) => element.querySelector(`fieldset input[value="${CSS.escape(slug)}"]${kind}`) !== null;

  function place() {
    for (const slug of arrived) if (has(":checked", slug)) arrived.delete(slug);
    for (const slug of arrived) if (!has("[type=hidden]", slug)) add(slug);
    if (arrived.size) show.click();
  }

  /** @param {string} slug */
  function add(slug) {
    const list = /** @type {HTMLFieldSetElement} */ (element.querySelector("fieldset"));
    const names = [...list.elements].map((each) => each.getAttribute("name") ?? "");
    const field = Object.assign(document.createElement("input"), { type: "hidden", value: slug });
    field.name = `${name}.${next(names, name)}.slug`;
    list.append(field);
    field.dispatchEvent(new Event("change", { bubbles: true })); // it is typed, for autosave
  }

  /** @type {(event: Event) => boolean} */
  function isChoice({ target }) {
    return target instanceof HTMLInputElement && target.type === "radio" && target.name.endsWith(".slug");
  }

  /** Lead to what is still to be said of it, unless somebody writes already. */
  function goOn() {
    const isWriting = document.activeElement?.matches("textarea, input[type=text], select");
    const fields = [...element.querySelectorAll("input, select")].map((each) => /** @type {HTMLInputElement} */ (each));
    const own = fields.filter((each) => chosen && each.name.startsWith("about.") && each.name.includes(`.${chosen}.`));
    const first = own.find((each) => !each.value && each.checkVisibility());
    chosen = "";
    if (!isWriting) first?.focus();
  }

  element.addEventListener("arrived", ({ detail }) => {
    arrived.add(detail.slug);
    chosen = detail.slug;
    place();
  });
  element.addEventListener("pointerdown", () => { isPointed = true; });
  element.addEventListener("keydown", () => { isPointed = false; });
  element.addEventListener("change", (event) => {
    if (!isChoice(event)) return;
    chosen = /** @type {HTMLInputElement} */ (event.target).value;
    if (isPointed) show.click();
  });
  element.addEventListener("focusout", (event) => {
    const list = /** @type {Element} */ (event.target).closest("[data-module=pick]");
    if (chosen && isChoice(event) && !list?.contains(/** @type {Node | null} */ (event.relatedTarget))) show.click();
  });
  show.addEventListener("htmx:finally:request", () => setTimeout(ended));

  function ended() {
    goOn();
    const was = arrived.size;
    for (const slug of arrived) if (has(":checked", slug)) arrived.delete(slug);
    if (arrived.size && arrived.size < was) place(); // one more came meanwhile; nothing is asked again and again
  }
}
