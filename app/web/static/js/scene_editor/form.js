// Form: fields of the inspector as inputs; while somebody types, only the others are brought up to date.

import { typedNumber } from "../typed_number.js";
import { faultOf } from "./field_faults.js";
import { makeSwatch } from "./swatch.js";
import { filled, readout } from "./readout.js";
import { typingIn } from "./typing.js";

/** @typedef {import("./inspector_fields.js").Field} Field */
/** @typedef {import("./inspector_fields.js").Section} Section */
/** @typedef {{ row: HTMLElement, update: (field: Field) => void }} Row */

/**
 * @param {HTMLElement} element  gets the sections
 * @param {Pick<SceneDesk, "words" | "palette">} desk
 * @param {(ops: SceneOp[], field: Field) => void} apply
 */
export function makeForm(element, { words, palette }, apply) {
  const numbers = readout(words);
  /** @type {Map<string, Row>} */
  let rows = new Map();
  let shape = "";

  /** @type {(field: Field) => Row} */
  function made(field) {
    let now = field;
    const id = `inspect-${field.key.replaceAll(".", "-")}`;
    const row = node("div", field.kind === "text" || field.kind === "long" ? "scene-field scene-field--wide" : "scene-field");
    const label = node("label", "scene-field__label", field.label);
    label.setAttribute("for", id);
    const wrong = node("p", "scene-field__wrong");
    wrong.id = `${id}-wrong`;
    const input = inputOf(field);
    Object.assign(input, { id, className: "scene-field__input" });
    const back = /** @type {HTMLButtonElement} */ (node("button", "scene-field__back"));
    Object.assign(back, { type: "button", title: field.back ?? words.put_back, textContent: field.back ? "×" : "↺" });
    back.setAttribute("aria-label", filled(field.back ?? words.put_back_of, { label: field.label }));
    back.addEventListener("click", () => apply(now.set(null), now));
    const swatch = field.kind === "colour" ? makeSwatch(field.label, palette.materials, (colour) => apply(now.set(colour), now)) : null;
    row.append(label, input, swatch?.input ?? node("span", "scene-field__unit", field.unit ?? ""), back, wrong);

    /** @type {(sentence: string) => void} */
    const say = (sentence) => {
      wrong.textContent = sentence;
      if (sentence) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      input.setAttribute("aria-describedby", sentence ? wrong.id : `${id}-hint`);
    };
    const take = () => {
      const value = valueIn(input, now);
      const fault = faultOf(value, now, { words, number: numbers.number });
      say(fault);
      if (value !== undefined && !fault && value !== now.value) apply(now.set(value), now);
    };
    const isTyping = typingIn(input);
    input.addEventListener("change", take);
    input.addEventListener("keydown", (event) => {
      const { key, shiftKey } = /** @type {KeyboardEvent} */ (event);
      if (key === "Escape") {
        say("");
        show(input, now);
      }
      const by = /** @type {Record<string, number>} */ ({ ArrowUp: 1, ArrowDown: -1 })[key];
      if (now.kind !== "number" || !by) return;
      event.preventDefault();
      const wanted = (typedNumber(input.value) || 0) + by * (now.step ?? 1) * (shiftKey ? 10 : 1);
      input.value = numbers.number(Math.max(now.low ?? -Infinity, Math.min(now.high ?? Infinity, wanted)), 3);
      take();
    });
    const hint = node("span", "kern-sr-only", hintOf(field));
    hint.id = `${id}-hint`;
    row.append(hint);
    row.title = hintOf(field);
    say("");
    return { row, update: (wanted) => {
      const isWrong = Boolean(wrong.textContent) && wanted.value === now.value; // then what was typed stays, to be mended
      now = wanted;
      back.hidden = !wanted.isSet;
      swatch?.show(String(wanted.value));
      if (isWrong || isTyping()) return;
      say("");
      show(input, wanted);
    } };
  }

  /** @type {(input: HTMLElement & { value: string }, field: Field) => void} */
  function show(input, field) {
    if (input instanceof HTMLInputElement && field.kind === "switch") {
      input.type = "checkbox";
      input.checked = Boolean(field.value);
    } else if (field.kind === "number") {
      Object.assign(input, { inputMode: "decimal", autocomplete: "off" });
      if (typedNumber(input.value) !== field.value) Object.assign(input, { value: numbers.number(Number(field.value), field.digits ?? 3).replaceAll(" ", "") });
    } else {
      if (input instanceof HTMLSelectElement && ![...input.options].some(({ value }) => value === field.value)) input.append(new Option(String(field.value)));
      Object.assign(input, { value: String(field.value) });
    }
  }

  /** @type {(field: Field) => string} */
  function hintOf({ hint = "", low, high, kind }) {
    const limits = kind === "number" && low !== undefined && high !== undefined ? filled(words.allowed, { low: numbers.number(low), high: numbers.number(high) }) : "";
    return [hint, limits].filter(Boolean).join(" · ");
  }

  return {
    /** @type {(sections: Section[], about: string) => void} */
    show: (sections, about) => {
      const wanted = `${about}|${sections.map(({ title, fields }) => `${title}:${fields.map(({ key }) => key)}`).join("|")}`;
      if (wanted !== shape) {
        shape = wanted;
        rows = new Map(sections.flatMap(({ fields }) => fields.map((field) => [field.key, made(field)])));
        element.replaceChildren(...sections.map(({ title, fields }) => {
          const group = node("fieldset", "scene-fields");
          group.append(node("legend", "scene-fields__title", title), ...fields.flatMap(({ key }) => rows.get(key)?.row ?? []));
          return group;
        }));
      }
      for (const { fields } of sections) for (const field of fields) rows.get(field.key)?.update(field);
    },
  };
}

/** @type {(field: Field) => HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */
function inputOf({ kind, choices = [] }) {
  if (kind === "long") return Object.assign(document.createElement("textarea"), { rows: 4 });
  if (kind !== "choice" && kind !== "colour") return document.createElement("input");
  const select = document.createElement("select");
  select.append(...choices.map(([name, title]) => new Option(title, name)));
  return select;
}

/** @type {(input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, field: Field) => string | number | boolean | undefined} */
function valueIn(input, { kind, value }) {
  if (kind === "switch") return /** @type {HTMLInputElement} */ (input).checked;
  if (kind !== "number") return input.value;
  const found = typedNumber(input.value);
  if (!Number.isFinite(found)) return undefined;
  return Number.isInteger(value) && Number.isInteger(found) ? found : Math.round(found * 1000) / 1000;
}

/** @type {(name: string, className: string, text?: string) => HTMLElement} */
function node(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}
