// Schedule: lets the button say what it will do and when, while one chooses.
//
//   <form data-module="schedule" data-words="Am {at} veröffentlichen">
//     <input type="datetime-local">
//     <button data-part="button"><span class="kern-label">Zu diesem Zeitpunkt veröffentlichen</span></button>
//   </form>
//
// Without JavaScript the button keeps its general words, and the next page says the moment.

import { partsOf } from "/static/ar/parts.js";

const WHOLE = /^\d{4}-\d\d-\d\dT\d\d:\d\d/; // half a moment is none, whatever a browser reads into it

/**
 * Return a typed moment as one reads it, without moving it into the zone of this computer.
 *
 * @param {string} typed     YYYY-MM-DDTHH:MM
 * @param {string} language  of the page
 * @returns {string}
 */
export function spoken(typed, language) {
  if (!WHOLE.test(typed)) return "";
  const at = new Date(`${typed}Z`);
  /** @type {Intl.DateTimeFormatOptions} */
  const form = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...form, timeZone: "UTC" }).format(at);
}

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const input = /** @type {HTMLInputElement} */ (element.querySelector('input[type="datetime-local"]')); // among others
  const label = /** @type {HTMLElement} */ (part("button").querySelector(".kern-label"));
  const general = label.textContent;

  function show() {
    const at = spoken(input.value, document.documentElement.lang);
    label.textContent = at ? (element.dataset.words ?? "").replace("{at}", at) : general;
  }

  input.addEventListener("input", show);
  show();
}
