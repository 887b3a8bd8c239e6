// Preview: asks for the page anew while one types, and shows the language that is being edited.
//
//   <form data-module="preview">
//     …fields, radio buttons named "show"…
//     <label data-part="scheme" hidden><input type="checkbox" data-part="dark"> Dunkel</label>
//     <button data-part="refresh" formaction="…" formtarget="preview">Aktualisieren</button>
//     <div data-part="screen"><iframe name="preview"></iframe></div>
//   </form>
//
// Whoever comes to a field of a language that is not shown, from a list of what is missing, has it shown.
//
// Every answer gets a frame of its own, so that the browser's history stays that of the editor; the old frame
// stays until the new one is there, and the place one had scrolled to is kept.
// Without JavaScript the button does it by hand.

import { partsOf } from "/static/ar/parts.js";

import { nameOf } from "./autosave_fields.js";
import { paint } from "./dark_mode.js";

const CALM_MS = 700; // so long nobody types before the page is asked for

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const [refresh, screen, dark] = [part("refresh"), part("screen"), part("dark", HTMLInputElement)];
  const frames = screen.getElementsByTagName("iframe");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function newest() {
    return frames[frames.length - 1];
  }

  function renew() {
    const old = newest();
    const fresh = /** @type {HTMLIFrameElement} */ (old.cloneNode());
    fresh.removeAttribute("src");
    old.name = "before";
    if (old.contentWindow) old.contentWindow.name = "before"; // forms look for the window's name, not the element's
    screen.append(fresh);
    fresh.addEventListener("load", () => {
      fresh.contentWindow?.scrollTo(0, old.contentWindow?.scrollY ?? 0);
      colour();
      for (const frame of [...frames]) if (frame.name === "before") frame.remove();
    });
  }

  function colour() {
    const page = newest().contentDocument;
    if (page?.documentElement) paint(page, dark.checked); // else its load is still to come
  }

  function soon() {
    clearTimeout(timer);
    if (navigator.onLine) timer = setTimeout(() => element.requestSubmit(refresh), CALM_MS);
  }

  /** @type {(event: Event) => void} */
  function follow({ target }) {
    const [section, language] = nameOf(target).split(".");
    const tabs = [...element.querySelectorAll("input")].filter(({ name }) => name === "show");
    const tab = tabs.find(({ value }) => value === language);
    if (section !== "texts" || !tab || tab === tabs[0] || tab.checked) return;
    tab.checked = true;
    soon();
  }

  element.addEventListener("input", ({ target }) => target !== dark && !nameOf(target).startsWith("find.") && soon());
  element.addEventListener("focusin", follow);
  dark.addEventListener("change", colour);
  frames[0].addEventListener("load", colour);
  dark.checked = matchMedia("(prefers-color-scheme: dark)").matches;
  part("scheme").hidden = false;
  refresh.hidden = true; // it comes by itself
  colour();
  element.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (event.submitter === refresh) renew();
  });
  // typed before this ran, or brought back by the browser
  if ([...element.elements].some((field) => "defaultValue" in field && "value" in field && field.value !== field.defaultValue)) soon();
}
