// View: the 3D view of a stage.  Everything it needs is loaded when somebody opens it, not before.
//
//   <section id="ansicht" data-module="view" data-sheet="view.css">
//     <div data-part="stage"> <figure data-part="state" data-when="planned" data-glb="….glb"><picture>…</picture></figure> … </div>
//     <input type="radio" name="state" value="planned" checked> …    which state shows
//     <button data-part="open">…</button> …                          there may be several
//     <template data-part="viewer"> the box with its controls, see templates/macros/viewer.html </template>
//   </section>
//
// Without JavaScript the pictures and the radios still compare the states; the buttons do not show.
// An address that ends in the section's id, or that of something in it, opens the view at once: the way back from AR.

import { VIEWER_MODULES } from "./viewer_modules.js";

/** @param {HTMLElement} section  the element that carries data-module */
export function start(section) {
  /** @type {HTMLElement[]} */
  const figures = [...section.querySelectorAll("figure")].filter(({ dataset }) => dataset.part === "state" && dataset.glb);
  const openers = [...section.querySelectorAll("button")].filter(({ dataset }) => dataset.part === "open");
  /** @type {HTMLElement | null} */
  let box = null;

  /** @param {HTMLElement} opener */
  function open(opener) {
    box = /** @type {HTMLElement} */ (section.querySelector("template")?.content.firstElementChild?.cloneNode(true));
    say(box);
    section.querySelector('[data-part="stage"]')?.append(box);
    section.classList.add("is-open");
    section.scrollIntoView({ block: "nearest" });
    fill(box, section, figures);
    box.addEventListener("view-closed", () => {
      box?.remove();
      box = null;
      section.classList.remove("is-open");
      opener.focus();
    });
  }

  for (const button of openers) button.addEventListener("click", () => box ?? open(button));
  const arrive = () => (section.matches(":target") || section.querySelector(":target")) && !box && open(openers[0]);
  addEventListener("hashchange", arrive);
  arrive();
}

/** Give the points of a box the words of the page's list, where it has none of its own. @type {(box: HTMLElement) => void} */
function say(box) {
  const told = document.querySelectorAll(".points > li");
  box.querySelectorAll('[data-part="mark"]').forEach((mark, at) => {
    const words = mark.lastElementChild;
    if (words && !words.hasChildNodes()) words.append(...(told[at]?.cloneNode(true).childNodes ?? []));
  });
}

/** Give an open box its behaviour. @type {(box: HTMLElement, section: HTMLElement, figures: HTMLElement[]) => void} */
function fill(box, section, figures) {
  const ending = new AbortController();
  const wait = /** @type {HTMLElement} */ (box.querySelector('[data-part="wait"]'));
  const chosen = () => {
    /** @type {HTMLInputElement | null} */
    const input = section.querySelector('input[name="state"]:checked');
    return figures.find((figure) => figure.dataset.when === input?.value) ?? figures[0];
  };

  /** Back to the picture, with a sentence. @type {(why: unknown) => void} */
  function fail(why) {
    console.error("The 3D view did not open.", why);
    box.classList.remove("is-ready");
    box.classList.add("is-failed");
    wait.textContent = wait.dataset.failed ?? "";
  }

  box.addEventListener("view-failed", ({ detail }) => fail(detail));
  box.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && !document.fullscreenElement) box.dispatchEvent(new CustomEvent("view-closed"));
  });
  box.addEventListener("click", ({ target }) => {
    const part = target instanceof Element && target.closest("button")?.dataset.part;
    if (part === "close") box.dispatchEvent(new CustomEvent("view-closed"));
  });
  box.addEventListener("view-closed", () => ending.abort());

  box.focus();
  const canvas = document.createElement("canvas");
  load(canvas, section.dataset.sheet ?? "", chosen().dataset.glb ?? "").then(([{ furnish }]) => {
    if (ending.signal.aborted) return;
    const room = furnish(box, canvas, figures);
    section.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === "state") room.show(chosen());
    }, { signal: ending.signal });
    ending.signal.addEventListener("abort", room.close);
    room.show(chosen());
  }).catch(fail);
}

/**
 * Load the state that shows first, the viewer and the styles, all at once.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {string} sheet
 * @param {string} glb
 * @returns {Promise<[typeof import("../viewer/room.js"), ...unknown[]]>}
 */
async function load(canvas, sheet, glb) {
  const styles = dress(sheet);
  if (!canvas.getContext("webgl2", { antialias: true })) {
    await styles;
    throw new Error("There is no WebGL 2.");
  }
  ask({ rel: "preload", as: "fetch", crossOrigin: "", href: glb });
  for (const name of VIEWER_MODULES) ask({ rel: "modulepreload", href: new URL(`../viewer/${name}.js`, import.meta.url).href });
  return Promise.all([import("../viewer/room.js"), styles]);
}

/** Load a style sheet, once. @type {(sheet: string) => Promise<void>} */
async function dress(sheet) {
  if (document.head.querySelector(`link[href="${sheet}"]`)) return;
  const link = ask({ rel: "stylesheet", href: sheet });
  await new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
}

/** Ask early for what will be needed. @type {(what: Partial<HTMLLinkElement>) => HTMLLinkElement} */
function ask(what) {
  const link = Object.assign(document.createElement("link"), what);
  document.head.append(link);
  return link;
}
