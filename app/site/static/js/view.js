// View: the 3D view of a stage.  Everything it needs is loaded when somebody opens it, not before.
//
//   <section id="ansicht" data-module="view" data-viewer="model-viewer.js" data-sheet="view.css">
//     <div data-part="stage"> <figure data-part="state" data-when="after" data-glb="….glb"><picture>…</picture></figure> … </div>
//     <input type="radio" name="state" value="after" checked> …      which state shows
//     <button data-part="open">…</button> …                          there may be several
//     <template data-part="viewer"> the box with its controls, see templates/macros/viewer.html </template>
//   </section>
//
// Without JavaScript the pictures and the radios still compare the states; the buttons do not show.
// An address that ends in the section's id opens the view at once: Android's way back when it has no AR viewer.

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
  if (location.hash === `#${section.id}`) open(openers[0]);
}

/** Give an open box its behaviour. @type {(box: HTMLElement, section: HTMLElement, figures: HTMLElement[]) => void} */
function fill(box, section, figures) {
  /** @type {ReturnType<typeof import("./viewers.js").makeViewers> | null} */
  let viewers = null; // until they are loaded
  /** @type {typeof import("./snapshot.js").give | null} */
  let givePicture = null;
  /** @type {(name: string) => HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (box.querySelector(`[data-part="${name}"]`));
  const progress = /** @type {HTMLProgressElement} */ (part("progress"));
  const chosen = () => {
    /** @type {HTMLInputElement | null} */
    const input = section.querySelector('input[name="state"]:checked');
    return input?.value;
  };
  const ending = new AbortController();

  /** @type {(error: unknown) => void} */
  function fail(error) {
    console.error("The 3D view did not open.", error);
    box.classList.add("is-failed");
    part("wait").textContent = part("wait").dataset.failed ?? "";
  }

  box.addEventListener("view-progress", ({ detail }) => { progress.value = detail; });
  box.addEventListener("view-shown", () => box.classList.add("is-ready"));
  box.addEventListener("view-failed", ({ detail }) => fail(detail));
  box.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (button && button.dataset.picture && viewers) givePicture?.(button, box, viewers.shown());
    else if (button) press(button, box, viewers, part("words"));
  });
  box.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") box.dispatchEvent(new CustomEvent("view-closed"));
  });
  box.addEventListener("view-closed", () => ending.abort());
  const change = () => {
    part("words").replaceChildren();
    viewers?.show(chosen() ?? "");
  };
  section.addEventListener("change", change, { signal: ending.signal });

  box.focus();
  const first = figures.find((figure) => figure.dataset.when === chosen()) ?? figures[0];
  load(/** @type {Record<string, string>} */ (section.dataset), first.dataset.glb ?? "").then(([{ makeViewers }, picture]) => {
    if (ending.signal.aborted) return;
    viewers = makeViewers(box, figures);
    givePicture = picture.give;
    if (picture.canShare()) part("keep").textContent = part("keep").dataset.share ?? "";
    change();
  }, fail);
}

function canDraw() {
  const graphics = document.createElement("canvas").getContext("webgl2");
  graphics?.getExtension("WEBGL_lose_context")?.loseContext();
  return graphics !== null;
}

/**
 * Do what a button of the box stands for.
 *
 * @type {(button: HTMLElement, box: HTMLElement, viewers: ReturnType<typeof import("./viewers.js").makeViewers> | null, words: HTMLElement) => void}
 */
function press(button, box, viewers, words) {
  const { part, turn, zoom } = button.dataset;
  if (turn) viewers?.turn(Number(turn));
  else if (zoom) viewers?.zoom(Number(zoom));
  else if (part === "reset") viewers?.reset();
  else if (part === "close") box.dispatchEvent(new CustomEvent("view-closed"));
  else if (part === "measure") button.ariaPressed = String(box.classList.toggle("is-measured"));
  else if (part === "mark") words.replaceChildren(...(button.lastElementChild?.cloneNode(true).childNodes ?? []));
}

/** Load the library, the styles and the state that shows first, all at once; return the view's modules. @param {Record<string, string>} given @param {string} glb */
async function load({ viewer, sheet }, glb) {
  const styles = dress(sheet);
  if (!canDraw()) {
    await styles;
    throw new Error("There is no WebGL."); // the library would say nothing and show nothing
  }
  const modules = Promise.all([import("./viewers.js"), import("./snapshot.js"), import(viewer), styles]);
  fetchEarly(glb);
  return modules;
}

/** Load a style sheet, once. @type {(sheet: string) => Promise<void>} */
async function dress(sheet) {
  if (document.head.querySelector(`link[href="${sheet}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet });
  document.head.append(link);
  await new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
}

/** Ask for a file that the library will ask for once it is there itself. @type {(href: string) => void} */
function fetchEarly(href) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href }));
}
