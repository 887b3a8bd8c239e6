// List of a section's strips, from left to right: kind, width, and buttons that move and remove one.

import { filled } from "./readout.js";
import { numberField } from "./section_number.js";
import { changed, moved, ofKind } from "./section_strips.js";

/** @typedef {import("./section_strips.js").Strip} Strip */
/** @typedef {{ row: HTMLElement, show: (strip: Strip, i: number, count: number, isChosen: boolean) => void }} Row */

const WIDTHS = { low: 0.05, high: 150, step: 0.05 };

/**
 * @param {SceneDesk} desk
 * @param {ReadonlyMap<string, StripKind>} kinds
 * @param {{ strips: () => readonly Strip[], write: (strips: readonly Strip[], merge?: string) => void, choose: (i: number) => void }} section
 */
export function makeList(desk, kinds, { strips, write, choose }) {
  const { part, words } = desk;
  const [list, template] = [part("section-strips"), part("section-row", HTMLTemplateElement)];
  /** @type {Row[]} */
  const rows = [];

  /** @type {(at: number) => Row} */
  function made(at) {
    const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const kind = /** @type {HTMLSelectElement} */ (row.querySelector("select"));
    const width = /** @type {HTMLInputElement} */ (row.querySelector("input"));
    const buttons = [...row.querySelectorAll("button")];
    kind.append(...[...kinds.values()].map(({ name, title }) => new Option(title, name)));
    const showWidth = numberField(width, { ...WIDTHS, write: (to) => write(changed(strips(), at, { width: to ?? 0 }), `width ${at}`) }, desk);
    kind.addEventListener("change", () => {
      const found = kinds.get(kind.value);
      if (found) write(ofKind(strips(), at, found));
    });
    row.addEventListener("focusin", () => choose(at));
    row.addEventListener("click", () => choose(at));
    const [left, right, gone] = buttons;
    left.addEventListener("click", () => move(at, at - 1, 0));
    right.addEventListener("click", () => move(at, at + 1, 1));
    gone.addEventListener("click", () => remove(at));
    row.addEventListener("keydown", (event) => {
      const by = /** @type {Record<string, number>} */ ({ ArrowUp: -1, ArrowDown: 1 })[event.key];
      if (!by || !event.altKey) return;
      event.preventDefault();
      move(at, at + by, row.contains(document.activeElement) ? "same" : 0);
    });
    return { row, show: (strip, i, count, isChosen) => {
      const title = kinds.get(strip.kind)?.title ?? strip.kind;
      const values = { number: i + 1, title };
      row.classList.toggle("is-chosen", isChosen);
      row.setAttribute("aria-current", String(isChosen));
      /** @type {HTMLElement} */ (row.firstElementChild).textContent = String(i + 1);
      kind.value = strip.kind;
      showWidth(strip.width);
      kind.setAttribute("aria-label", filled(words.strip_kind, values));
      width.setAttribute("aria-label", filled(words.strip_width, values));
      [words.strip_left, words.strip_right, words.strip_remove].forEach((sentence, k) => buttons[k].setAttribute("aria-label", filled(sentence, values)));
      left.disabled = i === 0;
      right.disabled = i === count - 1;
      gone.disabled = count === 1;
    } };
  }

  /** Move a strip; the focus goes with it, to a button or to what has it. @type {(at: number, to: number, button: number | "same") => void} */
  function move(at, to, button) {
    if (to < 0 || to >= rows.length) return;
    const within = [...rows[at].row.querySelectorAll("select, input, button")].indexOf(/** @type {Element} */ (document.activeElement));
    write(moved(strips(), at, to));
    choose(to);
    const next = rows[to].row;
    const wanted = button === "same" ? next.querySelectorAll("select, input, button")[within] : next.querySelectorAll("button")[button];
    const free = wanted instanceof HTMLButtonElement && wanted.disabled ? next.querySelector("button:not(:disabled)") : wanted;
    /** @type {HTMLElement | null} */ (free)?.focus();
    desk.say(filled(words.strip_moved, { number: to + 1, count: rows.length }));
  }

  /** @type {(at: number) => void} */
  function remove(at) {
    write(strips().toSpliced(at, 1));
    const next = Math.min(at, rows.length - 1);
    choose(next);
    focus(next);
  }

  /** @type {(at: number) => void} */
  function focus(at) {
    rows[at]?.row.querySelector("input")?.focus();
  }

  return {
    focus,
    /** @type {(chosen: number) => void} */
    show: (chosen) => {
      const found = strips();
      while (rows.length > found.length) rows.pop()?.row.remove();
      while (rows.length < found.length) {
        const row = made(rows.length);
        rows.push(row);
        list.append(row.row);
      }
      found.forEach((strip, i) => rows[i].show(strip, i, found.length, i === chosen));
    },
  };
}
